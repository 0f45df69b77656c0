"""The process from which tests fork the program outlives whoever asks and goes."""

import asyncio
from pathlib import Path

from tests.support.processes.children import FORKED
from tests.support.processes.command_line import ran


async def test_whoever_connects_and_leaves_stops_nobody_else(tmp_path: Path) -> None:
    for said in (b"", b"no order\n", b'{"words": [], "environment": {}, "output": "", "program": "no.such"}\n'):
        _, writer = await asyncio.open_unix_connection(FORKED.address())
        writer.write(said)
        writer.close()
        await writer.wait_closed()
    assert (await ran(tmp_path, "--version"))[0] == 0

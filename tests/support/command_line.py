"""A command of the program, run as an operator runs it: in a process of its own, with settings from the environment."""

import asyncio
import atexit
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path

from tests.support.forked import READY, ROOT, Order


async def ran(home: Path, *words: str, **settings: str) -> tuple[int, str]:
    """The exit code and the output."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "PYTHONDONT"))}
    given = {f"TIPLINE_{name}": value for name, value in {"HOME": str(home), **settings}.items()}
    with tempfile.NamedTemporaryFile() as output:
        reader, writer = await asyncio.open_unix_connection(nursery())
        order = Order(words, clean | given, output.name)
        writer.write(json.dumps(asdict(order)).encode() + b"\n")
        _, code = int(await reader.readline()), int(await reader.readline())
        writer.close()
        await writer.wait_closed()
        return code, output.read().decode()


@cache
def nursery() -> str:
    """The socket of the process from which commands are forked; it starts once, and ends with ours."""
    folder = tempfile.mkdtemp(prefix="tl")
    path = f"{folder}/commands"
    order = [sys.executable, "-m", "tests.support.forked", path]
    process = subprocess.Popen(order, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == READY
    atexit.register(_end, process, Path(folder))
    return path


def _end(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    process.kill()
    process.communicate()
    (folder / "commands").unlink()
    folder.rmdir()

"""Processes of the program that a test starts, signals and waits for; see `tests.support.processes.forked`."""

import asyncio
import json
import os
import signal
from asyncio import StreamReader, StreamWriter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.support.processes.shared import Shared, bare_environment

FORKED = Shared("tests.support.processes.forked", bare_environment)
"""From which every child is forked."""


@dataclass(frozen=True)
class ChildOrder:
    """What a child shall do."""

    words: Sequence[str]
    environment: dict[str, str]
    output: str
    """The file to which it writes all its output."""
    program: str = "bot.__main__"
    """The module whose `main` it runs."""
    umask: int = 0o022


class Child:
    """A process that was forked; what it offers, it offers as `asyncio.subprocess.Process` does."""

    def __init__(self, pid: int, reader: StreamReader, writer: StreamWriter) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._writer = writer
        self._ending = asyncio.ensure_future(self._end(reader))

    async def _end(self, reader: StreamReader) -> int:
        self.returncode = int(await reader.readline())
        self._writer.close()
        await self._writer.wait_closed()
        return self.returncode

    async def wait(self) -> int:
        """Until it has ended. Returns its exit code, the negative number of the signal where one ended it."""
        return await asyncio.shield(self._ending)

    def send_signal(self, number: int) -> None:
        """Sends it this signal, if it has not ended yet."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


async def forked_child(order: ChildOrder, origin: Shared = FORKED) -> Child:
    """A process that does it."""
    reader, writer = await asyncio.open_unix_connection(origin.address())
    writer.write(json.dumps(asdict(order)).encode() + b"\n")
    return Child(int(await reader.readline()), reader, writer)


async def started(
    words: tuple[str, ...], environment: dict[str, str], output: Path, program: str = "bot.__main__"
) -> Child:
    """The program, begun and not waited for; its output goes on in one file, and its files get the mode that those of
    this process get."""
    return await forked_child(ChildOrder(words, environment, str(output), program, _umask()))


def _umask() -> int:
    """Ours, without changing it for a moment, which all threads would feel."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("Umask:")[1].split()[0], 8)

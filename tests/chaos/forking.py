"""Processes of the bot, forked from one that has imported everything already: on a busy machine that saves minutes."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from asyncio.subprocess import Process as Subprocess
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Process:
    """One that was forked; like a subprocess of our own."""

    pid: int
    returncode: int | None = None
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    def send(self, number: signal.Signals) -> None:
        """A signal, if it runs."""
        with suppress(ProcessLookupError):
            if self.returncode is None:
                os.kill(self.pid, number)

    async def wait(self) -> int:
        """Its return code, once it has ended."""
        await self._ended.wait()
        assert self.returncode is not None
        return self.returncode

    def end(self, code: int) -> None:
        """It has ended so."""
        self.returncode = code
        self._ended.set()


@dataclass
class ForkingProcess:
    """Gives orders to the one that forks, and hears what became of its children."""

    _parent: Subprocess
    _started: "asyncio.Queue[Process]" = field(default_factory=asyncio.Queue)
    _alive: dict[int, Process] = field(default_factory=dict)

    async def launch(self, what: str, environment: Mapping[str, str]) -> Process:
        """A child that does this, with nothing but these variables."""
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps([what, dict(environment)]).encode() + b"\n")
        return await self._started.get()

    async def hear(self) -> None:
        """Until the one that forks is gone."""
        assert self._parent.stdout is not None
        while line := await self._parent.stdout.readline():
            word, pid, code = line.split()
            if word == b"started":
                self._alive[int(pid)] = Process(int(pid))
                self._started.put_nowait(self._alive[int(pid)])
            else:
                self._alive.pop(int(pid)).end(int(code))

    async def pump(self, heard: Callable[[bytes], object]) -> None:
        """What the children log."""
        assert self._parent.stderr is not None
        while chunk := await self._parent.stderr.read(65536):
            heard(chunk)


@asynccontextmanager
async def forking_process(heard: Callable[[bytes], object]) -> AsyncIterator[ForkingProcess]:
    """While it is there; its children end with it."""
    launcher = (sys.executable, "-m", "tests.chaos.launcher")
    parent = await asyncio.create_subprocess_exec(*launcher, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    forking = ForkingProcess(parent)
    listening = asyncio.gather(forking.hear(), forking.pump(heard))
    try:
        yield forking
    finally:
        with suppress(ProcessLookupError):
            parent.kill()
        await parent.wait()
        await listening

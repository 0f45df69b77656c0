"""The processes of one run: the stub, the bots, PostgreSQL; what they used of the machine."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parent.parent.parent
OURS = sys.executable
USUAL = str(ROOT / ".venv-bench" / "bin" / "python")
"""The two usual bots have an installation of their own."""
GRACE = 40.0
"""Seconds that a process gets to end in order."""
MB = 1024 * 1024


async def started(python: str, module: str, *words: str, env: Mapping[str, str] | None = None, **more: Any) -> Process:
    """`python -m module words…` in the project's folder."""
    whole = {**os.environ, **(env or {})}
    return await asyncio.create_subprocess_exec(python, "-m", module, *words, cwd=ROOT, env=whole, **more)


async def ended(process: Process) -> None:
    """Asked to end; killed when it does not."""
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), GRACE)
    except TimeoutError:
        process.kill()
        await process.wait()


@dataclass
class StubProcess:
    """The Bot API and its people."""

    process: Process
    base: str

    async def order(self, **facts: Any) -> dict[str, Any]:
        """Let people report; what was seen."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(facts).encode() + b"\n")
        return await self.answer(facts["seconds"] + 90)

    async def answer(self, timeout: float) -> dict[str, Any]:
        """The stub's next line."""
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), timeout)
        found: dict[str, Any] = json.loads(line)
        return found


@asynccontextmanager
async def stub(secret: str = "", webhooks: Iterable[str] = ()) -> AsyncIterator[StubProcess]:
    """A running stub."""
    process = await started(OURS, "tests.bench.stub", secret, *webhooks, stdin=PIPE, stdout=PIPE)
    running = StubProcess(process, "")
    try:
        running.base = (await running.answer(30))["base"]
        yield running
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await ended(process)


def cpu_of(pids: Iterable[int]) -> float:
    """CPU seconds of these processes so far, their threads and ended children included."""
    total = 0.0
    for pid in pids:
        with suppress(psutil.NoSuchProcess):  # a worker of PostgreSQL that has ended: its parent counts it from now on
            times = psutil.Process(pid).cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def family(pid: int) -> list[int]:
    """A process and its children."""
    parent = psutil.Process(pid)
    return [parent.pid, *(child.pid for child in parent.children(recursive=True))]


def peak_mb(pids: Iterable[int]) -> float:
    """The most memory that these processes ever held, added up."""
    found = 0
    for pid in pids:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
        found += int(status.partition("VmHWM:")[2].split()[0])
    return found / 1024


def now_mb(pid: int) -> float:
    """Memory held at this moment."""
    return float(psutil.Process(pid).memory_info().rss) / MB

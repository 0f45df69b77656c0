"""Speed, side by side: the same reports to each bot in turn, each bot in processes of its own."""

import asyncio
import contextlib
import shutil
import socket
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.noise import probe
from tests.bench.postgres import Postgres
from tests.bench.prepare import write_profile
from tests.bench.processes import OURS, USUAL, StubProcess, ended, peak_mb, started, stub
from tests.bench.results import Results, out
from tests.bench.script import TOKEN
from tests.support.waiting import until

SECRET = "bench-secret"  # pragma: allowlist secret
WARM_UP = 20.0
TENTHS_OF = 5
"""Reports at least of which it is told what each tenth costs."""
REPORTS = {1: 10, 50: 250, 500: 1000}
"""How many reports a run has, by people at once: whole ones, several of each person's place, so that the middle of the
run has every act in it."""


@dataclass(frozen=True)
class Subject:
    """One bot on one database."""

    name: str
    usual: str = ""
    way: str = ""
    """Word to the usual bot."""
    postgres: bool = False
    workers: int = 1


SUBJECTS = (
    Subject("ptb-aside", usual="usual.usual_ptb", way="aside"),
    Subject("ptb-in-turn", usual="usual.usual_ptb", way="in-turn"),
    Subject("aiogram", usual="usual.usual_aiogram"),
    Subject("ours-sqlite"),
    Subject("ours-pg-1", postgres=True),
    Subject("ours-pg-2", postgres=True, workers=2),
    Subject("ours-pg-4", postgres=True, workers=4),
)


class Speed:
    """Runs one subject at a time."""

    def __init__(self, results: Results, folder: Path, *, seconds: float, profile: Path | None = None) -> None:
        self._results = results
        self._folder = folder
        self._seconds = seconds
        self._profile = profile

    async def alternate(
        self, subjects: Sequence[Subject], crowds: Sequence[tuple[int, int]], rounds: int, until: float
    ) -> None:
        """All subjects one after the other, then again: what disturbs the machine disturbs all of them. A round that
        does not fit before `until` is not begun; the first one always is."""
        async with AsyncExitStack() as stack:
            needs_server = any(subject.postgres for subject in subjects)
            server = await stack.enter_async_context(Postgres.running()) if needs_server else None
            for number in range(rounds):
                began = time.monotonic()
                for at_once, distance in crowds:
                    for subject in subjects:
                        await self.measure(subject, at_once, server, distance=distance)
                if time.monotonic() + (time.monotonic() - began) > until:
                    out.print(f"time is over after {number + 1} of {rounds} rounds")
                    break

    async def measure(
        self, subject: Subject, people: int, server: Postgres | None, reports: int | None = None, *, distance: int = 0
    ) -> dict[str, Any]:
        """One run, written down. `distance` is how many milliseconds away the Bot API is."""
        reports = reports or REPORTS.get(people, people)
        home = Path(tempfile.mkdtemp(prefix=f"{subject.name}-", dir=self._folder))
        database = await server.make() if subject.postgres and server is not None else ""
        try:
            row = {"subject": subject.name, "people": people, "distance": distance, **probe(home)}
            async with self.bots(subject, home, database) as (world, bots):
                pids = [bot.pid for bot in bots]
                await world.order(people=2, reports=2 * subject.workers, seconds=WARM_UP)
                measured = {"cpu": pids, "server_cpu": server.pids() if database and server is not None else []}
                order = {"people": people, "distance": distance / 1000, "seconds": self._seconds}
                row |= await world.order(**order, reports=reports, pids=measured)
                row |= {"peak_mb": peak_mb(pids)}
                row |= await world.order(**order, reports=max(people, TENTHS_OF), tenths=pids)
        finally:
            shutil.rmtree(home, ignore_errors=True)
            if database and server is not None:
                await server.drop(database)
        self._results.add("speed", row)
        return row

    @asynccontextmanager
    async def bots(
        self, subject: Subject, home: Path, database: str
    ) -> AsyncIterator[tuple[StubProcess, list[Process]]]:
        """The stub and the subject's processes, ready to be written to."""
        ports = [free_port() for _ in range(subject.workers)]
        hooks = [f"http://127.0.0.2:{port}/telegram" for port in ports] if subject.workers > 1 else []
        async with stub(SECRET, hooks) as world:
            bots: list[Process] = []
            try:
                if subject.usual:
                    module = f"tests.bench.{subject.usual}"
                    words = [world.base, str(home), *filter(None, [subject.way])]
                    bots.append(await started(USUAL, module, *words, stderr=DEVNULL))
                else:
                    await self._ours(world.base, home, database, ports, bots)
                yield world, bots
            finally:
                for bot in bots:
                    await ended(bot)

    async def _ours(self, base: str, home: Path, database: str, ports: list[int], bots: list[Process]) -> None:
        """One or more workers on one database. Each is named among the `bots` as soon as it runs: whatever happens, it
        is ended."""
        env = settings(base, home, database, ports[0])
        prepared = await started(OURS, "tests.bench.prepare", env=env)
        if await prepared.wait():
            raise RuntimeError("our home could not be prepared")
        for port in ports:
            own = env | {"TIPLINE_LISTEN": f"127.0.0.1:{port}"}
            if len(ports) > 1:
                own |= {"TIPLINE_WEBHOOK_URL": f"{base}/telegram", "TIPLINE_WEBHOOK_SECRET": SECRET}
                own |= {"TIPLINE_WEBHOOK_LISTEN": f"127.0.0.2:{port}"}
            words = [str(self._profile)] if self._profile else []
            bots.append(await started(OURS, "tests.bench.ours", *words, env=own))
        await asyncio.gather(*(is_up(port) for port in ports))


def settings(base: str, home: Path, database: str, port: int) -> dict[str, str]:
    """Ordinary settings of our bot."""
    return {
        "TIPLINE_TOKEN": TOKEN,
        "TIPLINE_API_URL": base,
        "TIPLINE_HOME": str(home),
        "TIPLINE_DATABASE_URL": database,
        "TIPLINE_PROFILE": str(write_profile(home)),
        "TIPLINE_LISTEN": f"127.0.0.1:{port}",
        "TIPLINE_LOG": "json error",
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def is_up(port: int) -> None:
    """Wait until a worker is ready to take updates."""

    async def is_ready() -> bool:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /ready HTTP/1.0\r\n\r\n")
            head = await reader.read(16)
            writer.close()
            return b" 200" in head
        return False

    await until(is_ready, limit=60, pause=0.1)


def per_update(row: dict[str, Any], what: str) -> float:
    """How much of it one update costs, between a tenth and nine tenths of the run."""
    acts: int = max(1, row["middle_acts"])
    return float(row.get(f"middle_{what}", 0.0)) / acts

"""Growth: what people and clocks ask, over ten thousand, a hundred thousand and a million encrypted cases."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from bot.domain.ids import CaseNumber
from bot.runtime.components import Components, open_components, services_of
from bot.settings import load_settings
from tests.bench.generate import RowMaker, fill_postgres, fill_sqlite
from tests.bench.paths import PATHS, Ask, FilledDatabase
from tests.bench.postgres import Postgres
from tests.bench.processes import OURS, ended, started, stub
from tests.bench.results import Results, out
from tests.bench.speed import free_port, is_up, settings

TIMES = 15
SECONDS = 4.0
"""The longest that one question is asked again."""


@dataclass(frozen=True)
class Filled:
    """A home with a full database, and our parts on it."""

    cases: int
    env: dict[str, str]
    components: Components
    server: Postgres | None = None

    async def taken(self, ask: Ask, number: int) -> tuple[float, float, float]:
        """Milliseconds of one asking: by the wall, and by our CPU and the server's."""
        place = FilledDatabase(
            services_of(self.components), self.components.database, datetime.now(UTC), CaseNumber(self.cases - number)
        )
        served, used, wall = self._served(), time.process_time(), time.perf_counter()
        await ask(place)
        wall = time.perf_counter() - wall
        return 1000 * wall, 1000 * (time.process_time() - used), 1000 * (self._served() - served)

    def _served(self) -> float:
        return self.server.cpu() if self.server else 0.0


class Growth:
    """Fills databases of all sizes, asks them in turn (what disturbs the machine disturbs all), throws them away."""

    def __init__(self, results: Results, folder: Path, *, times: int = TIMES, only: str = "") -> None:
        self._results = results
        self._folder = folder
        self._times = times
        self._paths = {name: ask for name, ask in PATHS.items() if name.startswith(tuple(only.split(",")))}
        """`only`: the questions whose names begin so, between commas."""
        self._has_start_up = not only

    async def measure(self, kind: str, sizes: Sequence[int], until: float) -> None:
        """One database of each size; the first one always, no other is begun after `until`."""
        async with AsyncExitStack() as stack:
            filled: list[Filled] = []
            for cases in sizes:
                if filled and time.monotonic() > until:
                    out.print(f"time is over before {kind} with {cases} cases")
                    break
                filled.append(await stack.enter_async_context(self._filled(kind, cases)))
            await self.compare(kind, filled)

    async def compare(self, kind: str, filled: Sequence[Filled]) -> None:
        """Asks each of the databases all questions, and writes the results down."""
        for one in filled:
            for name in (*self._paths, *(["start-up"] if self._has_start_up else [])):
                self._results.forget("growth", database=kind, cases=one.cases, path=name)
        for name, ask in self._paths.items():
            rows = await asked(ask, filled, self._times)
            self._add(kind, name, filled, rows)
        for one in filled:
            await one.components.database.close()
        if self._has_start_up:
            self._add(kind, "start-up", filled, await started_up(filled))

    def _add(self, kind: str, path: str, filled: Sequence[Filled], rows: Sequence[dict[str, Any]]) -> None:
        for one, row in zip(filled, rows, strict=True):
            self._results.add("growth", {"database": kind, "cases": one.cases, "path": path, **row})

    @asynccontextmanager
    async def _filled(self, kind: str, cases: int) -> AsyncIterator[Filled]:
        """A home with a full database."""
        home = Path(tempfile.mkdtemp(prefix=f"growth-{kind}-", dir=self._folder))
        try:
            if kind == "sqlite":
                env, components, maker = await opened(home, "", cases)
                await asyncio.to_thread(fill_sqlite, components.settings.database_url, maker)
                yield Filled(cases, env, components)
                return
            async with Postgres.running() as server:
                url = await server.make()
                env, components, maker = await opened(home, url, cases)
                await fill_postgres(url, maker, server)
                yield Filled(cases, env, components, server)
        finally:
            shutil.rmtree(home, ignore_errors=True)


async def opened(home: Path, url: str, cases: int) -> tuple[dict[str, str], Components, RowMaker]:
    """Our parts on an empty database, and the maker of its cases."""
    began = time.monotonic()
    env = settings("http://127.0.0.1:9", home, url, free_port())
    given = {name.removeprefix("TIPLINE_").lower(): value for name, value in env.items()}
    components = await open_components(load_settings(**given))
    out.print(f"{cases} cases: filling", round(time.monotonic() - began, 1))
    return env, components, RowMaker(components.database, cases, datetime.now(UTC))


async def asked(ask: Ask, filled: Sequence[Filled], times: int) -> list[dict[str, Any]]:
    """Medians of several askings, in turn; on another case each time."""
    taken: list[list[tuple[float, float, float]]] = [[] for _ in filled]
    until = time.monotonic() + SECONDS * len(filled)
    for number in range(1, times + 3):
        for one, rows in zip(filled, taken, strict=True):
            rows.append(await one.taken(ask, number))
        if time.monotonic() > until:
            break
    return [summed(rows[2 if len(rows) > 4 else 0 :]) for rows in taken]


def summed(rows: Sequence[tuple[float, float, float]]) -> dict[str, Any]:
    """The row of a table: milliseconds. PostgreSQL's clock is coarse, so of its CPU the mean."""
    walls, ours, theirs = zip(*rows, strict=True)
    return {
        "ms": median(walls),
        "least": min(walls),
        "most": max(walls),
        "cpu": median(ours),
        "server_cpu": sum(theirs) / len(theirs),
    }


async def started_up(filled: Sequence[Filled]) -> list[dict[str, Any]]:
    """Milliseconds from the start of the process until it is ready; three of each, in turn."""
    taken: list[list[tuple[float, float, float]]] = [[] for _ in filled]
    async with stub() as world:
        for _ in range(3):
            for one, rows in zip(filled, taken, strict=True):
                rows.append(await start_up(one.env, world.base))
    return [summed(rows) for rows in taken]


async def start_up(env: dict[str, str], base: str) -> tuple[float, float, float]:
    """Once: by the wall, and by the CPU of the process."""
    port, began = free_port(), time.perf_counter()
    own = env | {"TIPLINE_API_URL": base, "TIPLINE_LISTEN": f"127.0.0.1:{port}"}
    process = await started(OURS, "bot", "run", env=own)
    try:
        await is_up(port)
        wall = time.perf_counter() - began
        spent = psutil.Process(process.pid).cpu_times()
        return 1000 * wall, 1000 * (spent.user + spent.system), 0.0
    finally:
        await ended(process)

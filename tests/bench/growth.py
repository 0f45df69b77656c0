"""Growth: what people and clocks ask, over ten thousand, a hundred thousand and a million sealed cases."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from bot.domain.ids import CaseNumber
from bot.parts import Parts, line_of, open_parts
from bot.settings import load_settings
from tests.bench.generate import Maker, fill_postgres, fill_sqlite
from tests.bench.paths import PATHS, Ask, Place
from tests.bench.postgres import Postgres
from tests.bench.processes import OURS, ended, started, stub
from tests.bench.results import Results, out
from tests.bench.speed import free_port, is_up, settings

TIMES = 15
SECONDS = 4.0
"""The longest that one question is asked again."""


class Growth:
    """Fills a database, asks, throws it away."""

    def __init__(self, results: Results, folder: Path, *, times: int = TIMES) -> None:
        self._results = results
        self._folder = folder
        self._times = times

    async def measure(self, kind: str, cases: int) -> None:
        """One database of so many cases."""
        async with self._filled(kind, cases) as (env, parts, server):
            place = Place(line_of(parts), parts.database, datetime.now(UTC), CaseNumber(cases - 1))
            for name, ask in PATHS.items():
                row = await asked(ask, place, server, self._times)
                self._results.add("growth", {"database": kind, "cases": cases, "path": name, **row})
            await parts.database.close()
            row = await start_up(env)
            self._results.add("growth", {"database": kind, "cases": cases, "path": "start-up", **row})

    @asynccontextmanager
    async def _filled(self, kind: str, cases: int) -> AsyncIterator[tuple[dict[str, str], Parts, Postgres | None]]:
        """A home with a full database."""
        home = Path(tempfile.mkdtemp(prefix=f"growth-{kind}-", dir=self._folder))
        try:
            if kind == "sqlite":
                env, parts, maker = await opened(home, "", cases)
                await asyncio.to_thread(fill_sqlite, parts.settings.database_url, maker)
                yield env, parts, None
                return
            async with Postgres.running() as server:
                url = await server.make()
                env, parts, maker = await opened(home, url, cases)
                await fill_postgres(url, maker, server)
                yield env, parts, server
        finally:
            shutil.rmtree(home, ignore_errors=True)


async def opened(home: Path, url: str, cases: int) -> tuple[dict[str, str], Parts, Maker]:
    """Our parts on an empty database, and the maker of its cases."""
    began = time.monotonic()
    env = settings("http://127.0.0.1:9", home, url, free_port())
    given = {name.removeprefix("TIPLINE_").lower(): value for name, value in env.items()}
    parts = await open_parts(load_settings(**given))
    out.print(f"{cases} cases: filling", round(time.monotonic() - began, 1))
    return env, parts, Maker(parts.database, cases, datetime.now(UTC))


async def asked(ask: Ask, place: Place, server: Postgres | None, times: int) -> dict[str, Any]:
    """Milliseconds of one asking, medians of several: by the wall, and by our CPU and the server's."""
    walls, ours, theirs, until = list[float](), list[float](), list[float](), time.monotonic() + SECONDS
    for number in range(times + 2):
        at = replace(place, number=CaseNumber(place.number - number))
        served, used, wall = server.cpu() if server else 0.0, time.process_time(), time.perf_counter()
        await ask(at)
        walls.append(1000 * (time.perf_counter() - wall))
        ours.append(1000 * (time.process_time() - used))
        theirs.append(1000 * ((server.cpu() if server else 0.0) - served))
        if time.monotonic() > until:
            break
    warm = slice(2 if len(walls) > 4 else 0, None)
    return {
        "ms": median(walls[warm]),
        "least": min(walls[warm]),
        "most": max(walls[warm]),
        "cpu": median(ours[warm]),
        "server_cpu": sum(theirs[warm]) / len(theirs[warm]),
    }


async def start_up(env: dict[str, str]) -> dict[str, Any]:
    """Milliseconds from the start of the process until it is ready, by the wall and by its CPU; the middle of three."""
    walls, used = list[float](), list[float]()
    async with stub() as world:
        for _ in range(3):
            port, began = free_port(), time.perf_counter()
            own = env | {"TIPLINE_API_URL": world.base, "TIPLINE_LISTEN": f"127.0.0.1:{port}"}
            process = await started(OURS, "bot", "run", env=own)
            try:
                await is_up(port)
                walls.append(1000 * (time.perf_counter() - began))
                spent = psutil.Process(process.pid).cpu_times()
                used.append(1000 * (spent.user + spent.system))
            finally:
                await ended(process)
    middle = median(walls)
    return {"ms": middle, "least": min(walls), "most": max(walls), "cpu": median(used), "server_cpu": 0.0}

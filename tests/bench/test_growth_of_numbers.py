"""Numbers of a period are as much work after five years as after some: as many statements, and as many rows of
PostgreSQL. The steps that the same questions take in SQLite's machine are counted in test_plans.py."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg

from bot.domain.ids import CaseNumber
from bot.runtime.components import services_of
from storage.unit_of_work import Database
from tests.bench.generate import fill_postgres
from tests.bench.growth import opened
from tests.bench.handed_on import NUMBERS, add_institutions
from tests.bench.paths import FilledDatabase
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.statements import heard

A_DAY, OPEN = 0.5, 60
FEWER, MORE = 450, 900
"""Cases of two and a half years, and of five; what repeats in them repeats after 450."""
Work = tuple[int, int]
"""Statements, and rows."""


class BenchDatabases:
    """Leads to the databases of the tests' own server."""

    def __init__(self, url: str) -> None:
        self._socket = parse_qs(urlsplit(url).query)["host"][0]

    async def connect(self, database: str) -> asyncpg.Connection:
        return await asyncpg.connect(host=self._socket, user="postgres", database=database)


@asynccontextmanager
async def years(folder: Path, url: str, cases: int) -> AsyncIterator[FilledDatabase]:
    """A district with so many cases behind it. `url`: of an empty database on a server."""
    await asyncio.to_thread(folder.mkdir)
    _, parts, maker = await opened(folder, url, cases)
    maker = replace(maker, open_ones=OPEN, a_day=A_DAY)
    await fill_postgres(url, maker, BenchDatabases(url))  # type: ignore[arg-type]
    await add_institutions(parts.database, maker)
    try:
        yield FilledDatabase(services_of(parts), parts.database, maker.now, CaseNumber(cases))
    finally:
        await parts.database.close()


async def work(place: FilledDatabase) -> dict[str, Work]:
    """Of each question, asked a second time."""
    database, found, statements = place.database, dict[str, Work](), list[tuple[str, Any]]()
    engine = database._engine._engine.sync_engine
    for name, ask in NUMBERS.items():
        await ask(place)
        statements.clear()
        with heard(engine, lambda said, values: statements.append((said, tuple(values)))):
            await ask(place)
        found[name] = len(statements), await rows(database, statements)
    return found


async def rows(database: Database, statements: list[tuple[str, Any]]) -> int:
    """How many rows PostgreSQL looks at for all that was asked, where its tables are too large to be read whole."""
    found = 0.0
    async with database._engine.reading() as connection:
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for said, values in statements:
            if said.lstrip().startswith("SELECT"):
                plan = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {said}", values)
                told = plan.scalar_one()
                found += looked_at((json.loads(told) if isinstance(told, str) else told)[0]["Plan"])
    return round(found)


def looked_at(step: Mapping[str, Any]) -> float:
    """The rows of a step of a plan and of all below it."""
    mine = step["Actual Rows"] + step.get("Rows Removed by Filter", 0) if "Relation Name" in step else 0
    return float(mine * step["Actual Loops"]) + sum(looked_at(each) for each in step.get("Plans", ()))


async def test_computing_numbers_over_five_years_is_no_more_work_than_over_a_few(
    tmp_path: Path, postgres_maker: PostgresMaker
) -> None:
    found = list[dict[str, Work]]()
    for cases in (FEWER, MORE):
        url = await asyncio.to_thread(postgres_maker.make)
        async with years(tmp_path / str(cases), url, cases) as place:
            found.append(await work(place))
        await asyncio.to_thread(postgres_maker.throw_away, url)
    fewer, more = found
    assert all(taken > 20 for _, taken in fewer.values()), fewer
    assert {name: count for name, (count, _) in more.items()} == {name: count for name, (count, _) in fewer.items()}
    assert {name: (fewer[name][1], more[name][1]) for name in NUMBERS if more[name][1] > 1.1 * fewer[name][1] + 5} == {}

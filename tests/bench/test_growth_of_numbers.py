"""Numbers of a period are as much work after five years as after some, on either database: as many statements, and as
many steps of SQLite's machine or rows of PostgreSQL."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest
from sqlalchemy import insert, text

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import Registered
from bot.runtime.components import services_of
from bot.usecases.institutions import listing
from bot.usecases.oversight.statistics import numbers
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from bot.usecases.oversight.statistics.reading_boards import Recipient
from storage.cases.tables import recusals
from storage.institutions.tables import duty_months, duty_reports
from storage.session import Session
from storage.unit_of_work import Database
from tests.bench.generate import RowMaker, a_report, fill_postgres, fill_sqlite
from tests.bench.growth import opened
from tests.bench.paths import AMAL, EVERYTHING, SUE, FilledDatabase
from tests.support.acting import in_scope
from tests.support.databases.databases import PostgresMaker, lay_tables
from tests.support.databases.statements import heard, steps

A_DAY, OPEN, INSTITUTIONS = 0.5, 60, 10
HANDED_ON, OF_STAFF = 450, 3
"""Every so manieth case."""
FEWER, MORE = 450, 900
"""Cases of two and a half years, and of five; what repeats in them repeats after 450."""
READER = replace(EVERYTHING, private=True, asker=AMAL.person)
"""Somebody who may see all, and has handed cases on in every year."""
Work = tuple[int, int]
"""Statements, and steps in tens or rows."""


async def stats(place: FilledDatabase, words: str) -> None:
    """/stats WORDS."""
    await in_scope(place.services, READER, SUE, place.now, numbers.show_stats, words)


async def board(place: FilledDatabase, wanted: WantedNumbers) -> None:
    """/board, without its pictures."""
    async with place.database.reading() as uow:
        await board_of(Recipient(place.services, uow, READER, place.now), wanted, named=True)


async def never_reporting(place: FilledDatabase) -> None:
    """The institutions that never report, and how many there are."""
    await in_scope(place.services, READER, SUE, place.now, listing.list_institutions, "silent")


ASKED: Mapping[str, Callable[[FilledDatabase], Awaitable[None]]] = {
    "/stats week": lambda place: stats(place, "week"),
    "/stats quarter": lambda place: stats(place, "quarter"),
    "/stats quarter of a harm": lambda place: stats(place, "quarter.bullying"),
    "/board week": lambda place: board(place, WantedNumbers("week")),
    "/board quarter": lambda place: board(place, WantedNumbers("quarter")),
    "/board quarter of a place": lambda place: board(place, WantedNumbers("quarter", area="yangjiaping")),
    "/institutions silent": never_reporting,
}


class BenchDatabases:
    """Leads to the databases of the tests' own server."""

    def __init__(self, url: str) -> None:
        self._socket = parse_qs(urlsplit(url).query)["host"][0]

    async def connect(self, database: str) -> asyncpg.Connection:
        return await asyncpg.connect(host=self._socket, user="postgres", database=database)


@asynccontextmanager
async def years(folder: Path, url: str, cases: int) -> AsyncIterator[FilledDatabase]:
    """A district with so many cases behind it. `url`: of an empty database on a server; '' for SQLite."""
    await asyncio.to_thread(folder.mkdir)
    if not url:
        lay_tables(folder / "tipline.db")
    _, parts, maker = await opened(folder, url, cases)
    maker = replace(maker, open_ones=OPEN, a_day=A_DAY)
    if url:
        await fill_postgres(url, maker, BenchDatabases(url))  # type: ignore[arg-type]
    else:
        await asyncio.to_thread(fill_sqlite, parts.settings.database_url, maker)
    await add_institutions(parts.database, maker)
    await parts.database._engine.close()  # what is kept too: steps are counted in new connections
    try:
        yield FilledDatabase(services_of(parts), parts.database, maker.now, CaseNumber(cases))
    finally:
        await parts.database.close()


async def add_institutions(database: Database, maker: RowMaker) -> None:
    """Half of them reported in all years but the last one and a half, and so are silent; months of erased reports; and
    the cases that the reader handed on."""
    async with database.begin() as uow:
        for number in range(INSTITUTIONS):
            one = Institution(f"EDU-{number}", f"School {number}", "primary_school", "erlang", AgencyKey("EDU"))
            await uow.institutions.save(Registered(one))
        await uow.commit()
    reports, months, handed_on = list[Any](), dict[tuple[str, Any], Any](), list[Any]()
    for number in (one for one in range(1, maker.count + 1) if one % OF_STAFF == 0 or one % HANDED_ON == 0):
        case, place = maker.case(number), number % INSTITUTIONS
        whose = database.blind_index.keyed_hash("institution", f"EDU-{place}")
        is_silent = place % 2 == 0 and maker.now - case.received_at < timedelta(days=550)
        if number % OF_STAFF == 0 and not is_silent:
            told = {"institution": whose, "at": case.received_at, "in_conflict": number % 5 == 0, "counted": False}
            reports.append({"report": a_report(case).id, **told})
            month = case.received_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            months[whose, month] = {"institution": whose, "month": month}
        if number % HANDED_ON == 0:
            row = {"case": case.id, "person": AMAL.person, "at": case.received_at, "sealed": b""}
            handed_on.append(row)
    rows = {duty_reports: reports, duty_months: [*months.values()], recusals: handed_on}
    async with database._engine.writing() as connection:
        session = Session(connection, database._storage_context)
        for table, found in rows.items():
            await connection.execute(insert(table), [dict(session.coded(table, row)) for row in found])
        await connection.commit()
        if not database.is_sqlite:
            await connection.execute(text("ANALYZE"))
            await connection.commit()


async def work(place: FilledDatabase) -> dict[str, Work]:
    """Of each question, asked a second time."""
    database, found, statements = place.database, dict[str, Work](), list[tuple[str, Any]]()
    engine = database._engine._engine.sync_engine
    with steps(database) if database.is_sqlite else nothing() as taken:
        for name, ask in ASKED.items():
            await ask(place)
            taken.clear()
            statements.clear()
            with heard(engine, lambda said, values: statements.append((said, tuple(values)))):
                await ask(place)
            count = len(statements)
            found[name] = count, len(taken) if database.is_sqlite else await rows(database, statements)
    return found


@contextmanager
def nothing() -> Iterator[list[int]]:
    """PostgreSQL is asked afterwards."""
    yield []


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


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_computing_numbers_over_five_years_is_no_more_work_than_over_a_few(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    servers: PostgresMaker | None = None if kind == "sqlite" else request.getfixturevalue("postgres_maker")
    found = list[dict[str, Work]]()
    for cases in (FEWER, MORE):
        url = "" if servers is None else await asyncio.to_thread(servers.make)
        async with years(tmp_path / str(cases), url, cases) as place:
            found.append(await work(place))
        if servers is not None:
            await asyncio.to_thread(servers.throw_away, url)
    fewer, more = found
    assert all(taken > 20 for _, taken in fewer.values()), fewer
    assert {name: count for name, (count, _) in more.items()} == {name: count for name, (count, _) in fewer.items()}
    assert {name: (fewer[name][1], more[name][1]) for name in ASKED if more[name][1] > 1.1 * fewer[name][1] + 5} == {}

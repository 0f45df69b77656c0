"""No question that people or clocks ask reads a growing table from end to end, on either database, nor does more work
because more years lie behind it."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.ids import CaseNumber
from bot.runtime.components import services_of
from bot.system import RandomTokens
from bot.usecases.services import Services
from storage.unit_of_work import Database
from tests.bench.generate import RowMaker, fill_sqlite
from tests.bench.growth import opened
from tests.bench.handed_on import NUMBERS, add_institutions
from tests.bench.paths import PATHS, RARE, FilledDatabase
from tests.support.clock import FixedClock
from tests.support.databases.databases import lay_tables
from tests.support.databases.statements import heard, steps
from tests.support.domain.profiles import shipped

CASES = 12
A_DAY, SOME = 4, 800
"""More than /stats of a quarter looks at, which is what was received in it or due in it, 90 days later."""
SMALL = {"anon_1", "CONSTANT", "counters", "agencies", "staff", "desks", "invites", "alembic_version", "chats"}
SMALL |= {"worklists", "institutions"}
"""As large as the district, however many cases there are; chats are those of the last three days."""
WHOLE = {"punctures"}
"""Two numbers for each destroyed key, read whole in housekeeping: a key file that was put back forgets them again."""
STILL_OPEN = {"open_tasks", "in_hand", "quarantine", "new_groups"}
"""Rows of what is still to be done or decided: they go when it is, however many years lie behind."""
LATELY = {"drafts", "outbox"}
"""What was begun, or sent, in the last three days: what is rare may read it."""
BOUNDED = re.compile(
    "ix_(cases_open|parts_open|cases_flagged|inbox_(open|parked)|outbox_(open|waiting|dead)|files_unkept)"
)
"""Indexes of what is open or stands out: they may be read from end to end."""
IN_ORDER = {"sqlite_autoindex_cases_2", "uq_cases_number"}
"""A page of a list walks it from the newest case and stops when the page, or the count, is full."""
ON_A_SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
"""SQLite reads row by row, and joins nothing by reading all of it."""
Asked = list[tuple[str, Any]]


@pytest.fixture
async def place(database: Database, clock: FixedClock) -> AsyncIterator[FilledDatabase]:
    """Some cases, added as the program adds them."""
    maker = RowMaker(database, CASES, clock.now())
    async with database.begin() as uow:
        for number in range(1, CASES + 1):
            await uow.cases.add(maker.case(number))
        await uow.commit()
    services = Services(shipped(), database.begin, RandomTokens(), database.blind_index, database.reading)
    yield FilledDatabase(services, database, clock.now(), CaseNumber(CASES))


@contextmanager
def asked(database: Database) -> Iterator[Asked]:
    """Every statement that may search, with its parameters."""
    found = Asked()

    def note(statement: str, parameters: Any) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            found.append((statement, tuple(parameters)))

    with heard(database._engine._engine.sync_engine, note):
        yield found


async def scans(connection: AsyncConnection, statement: str, parameters: Any, *, is_sqlite: bool) -> list[str]:
    """The steps of the plan that read a whole table, or a whole index of one that grows."""
    if is_sqlite:
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", row.detail) for row in rows]
    else:
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        steps = [re.search(r"Seq Scan on (\w+)()", str(row[0])) for row in rows]
    return [
        step[0]
        for step in steps
        if step and step[1] not in SMALL | WHOLE | STILL_OPEN and not is_bounded(step[2] or "")
    ]


def is_bounded(index: str) -> bool:
    """Whether an index may be walked."""
    return index in IN_ORDER or BOUNDED.match(index) is not None


async def test_no_query_scans_a_growing_table(place: FilledDatabase) -> None:
    engine, found = place.database._engine, dict[str, list[str]]()
    for name, ask in (PATHS | RARE).items():
        with asked(place.database) as statements:
            await ask(place)
        assert statements, name
        found[name] = []
        async with engine.reading() as connection:
            for statement, parameters in statements:
                steps = await scans(connection, statement, parameters, is_sqlite=engine.is_sqlite)
                steps = [step for step in steps if name in PATHS or step.split()[-1] not in LATELY]
                found[name] += [f"{step}: {statement[:300]}" for step in steps]
    assert {name: said for name, said in found.items() if said} == {}


def below(plan: list[str], step: str, table: str) -> list[str]:
    """The lines of a plan that read the table below such a step."""
    found, above = list[str](), list[int]()
    for line in plan:
        depth = len(line) - len(line.lstrip())
        above = [one for one in above if one < depth]
        if line.lstrip(" ->").startswith(step):
            above.append(depth)
        elif re.search(rf" on {table}\b", line) and above:
            found.append(line)
    return found


WORK = [name for name in PATHS if name.startswith(("/tasks", "/mine", "/desk"))]


@ON_A_SERVER
async def test_keys_are_read_for_the_cases_of_a_page_and_no_others(place: FilledDatabase) -> None:
    """With a key for each of a hundred thousand cases PostgreSQL joined all of them to the thousand of an officer."""
    async for name, plan in plans(place, WORK, "in_hand|open_tasks"):
        assert below(plan, "Limit", "data_keys") == [], name


async def plans(place: FilledDatabase, names: Iterable[str], wanted: str) -> AsyncIterator[tuple[str, list[str]]]:
    """How a server does the wanted statements of these questions. Each question, with the lines of a plan."""
    for name in names:
        with asked(place.database) as statements:
            await PATHS[name](place)
        async with place.database._engine.reading() as connection:
            for statement, parameters in statements:
                if re.search(wanted, statement):
                    rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
                    yield name, [str(row[0]) for row in rows]


OWN = ["/cases (own)", "/tasks (own)", "/tasks mine (own)", "/tasks all (own)", "/mine", "/desk"]


@ON_A_SERVER
async def test_parts_are_read_only_for_the_cases_at_hand(place: FilledDatabase) -> None:
    """A body keeps a row for its part in every case of all years."""
    async for name, plan in plans(place, OWN, "(?s)^(?=.* parts).*FROM cases"):
        reads = [step for step in plan if re.search(r" on parts\b", step)]
        assert reads == below(plan, "SubPlan", "parts"), name


@ON_A_SERVER
async def test_own_work_is_read_in_order_of_its_due_time(place: FilledDatabase) -> None:
    """The index of somebody's parts and tasks gives the order, and the walk stops when the page is full."""
    engine, walked = place.database._engine, list[str]()
    with asked(place.database) as statements:
        await PATHS["/mine"](place)
    async with engine.reading() as connection:
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin", "sort"):
            await connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        for statement, parameters in statements:
            rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
            plan = [str(row[0]).lstrip(" ->") for row in rows]
            is_sorted = "ORDER BY" not in statement or any(step.startswith("Sort  ") for step in plan)
            walked += [] if is_sorted else re.findall(r"Index Scan using (\w+)", " ".join(plan))
    assert {"ix_in_hand_person", "ix_open_tasks_owner"} <= set(walked)


ALL = PATHS | {f"{name} (handed on)": ask for name, ask in NUMBERS.items()}
MOST_MORE = 100
"""Tens of steps. A scan of so many cases takes more."""


async def work(folder: Path, cases: int) -> dict[str, int]:
    """The steps of each question, asked a second time, with so many cases behind a hundred open ones."""
    await asyncio.to_thread(folder.mkdir)
    lay_tables(folder / "tipline.db")
    _, components, maker = await opened(folder, "", cases)
    database = components.database
    fill_sqlite(components.settings.database_url, replace(maker, open_ones=100, a_day=A_DAY, flagged_every=10))
    await add_institutions(database, replace(maker, a_day=A_DAY))
    await database._engine.close()  # those that are kept too: steps are counted in new connections
    place, found = FilledDatabase(services_of(components), database, maker.now, CaseNumber(cases - 1)), dict[str, int]()
    try:
        with steps(database) as taken:
            for name, ask in ALL.items():
                await ask(place)
                taken.clear()
                await ask(place)
                found[name] = len(taken)
    finally:
        await database.close()
    return found


async def test_twice_as_many_years_cost_no_more_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.cases.cases.FEW", 100)
    some, more = await work(tmp_path / "some", SOME), await work(tmp_path / "more", 2 * SOME)
    assert all(some.values())
    assert [name for name in ALL if more[name] > some[name] + min(0.2 * some[name], MOST_MORE) + 5] == []


def test_the_lock_file_of_the_benchmarks_has_hashes_and_names_no_index() -> None:
    lock = (Path(__file__).parent.parent.parent / "requirements-bench.lock").read_text("utf-8")
    assert lock.count("--hash=sha256:") > 100
    assert "://" not in lock

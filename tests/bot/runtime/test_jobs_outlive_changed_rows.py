"""Somebody changes any value of any row by hand. No job and no look at a queue fails because of it."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from copy import copy
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.domain.cases.lists import CaseFilter
from bot.runtime.schedule import daily, regular
from bot.system import RandomTokens
from bot.usecases.services import Services
from storage.schema import metadata
from storage.unit_of_work import Database
from tests.support.databases.changed_by_hand import Change, Lived, changes, lived_on_sqlite
from tests.support.databases.lived_in import LATER
from tests.support.domain.examples import turned
from tests.support.people import PROFILE
from tests.support.time_and_groups import Sitting

AFTER = LATER + timedelta(days=3)
"""A moment at which deadlines, digests and everything else in the rows are due."""
Look = Callable[[], Awaitable[object]]


@pytest.fixture(scope="module")
def lived() -> Lived:
    """Made once; each round of changes is made to a copy."""
    return lived_on_sqlite()


async def failures(database: Database) -> list[str]:
    """Which jobs and looks fail."""
    services = Services(PROFILE, database.begin, RandomTokens(), database.blind_index, database.reading)
    away = cast("Any", SimpleNamespace(post_again=nothing, wake=nothing))
    often, each_day = regular(services, database, away, away, Sitting(), None), daily(services, Sitting())
    jobs = {**{job.name: job.act for job in often}, **{job.name: job.act for job in each_day}}
    found = [await failure(name, partial(act, AFTER)) for name, act in jobs.items()]
    found += [await failure(name, look) for name, look in looks(database).items()]
    async with database.reading() as uow:
        found += [
            await failure("given up", lambda: uow.given_up.all(50)),
            await failure("worst cases", lambda: uow.cases.worst(CaseFilter(), start=0, limit=9)),
            await failure("caseloads", lambda: uow.cases.caseloads(AFTER, CaseFilter())),
            await failure("moments", lambda: uow.timestamps.moments("")),
        ]
    return [one for one in found if one]


def looks(database: Database) -> dict[str, Look]:
    """What the loops ask of the queues."""
    found: dict[str, Look] = {}
    for name in ("inbox", "outbox", "fetches"):
        queue = getattr(database, name)
        found |= {
            f"{name} health": lambda queue=queue: queue.health(AFTER),  # type: ignore[misc]
            f"{name} next": lambda queue=queue: queue.next_due(),  # type: ignore[misc]
            f"{name} lease": lambda queue=queue: queue.lease(AFTER, 50, frozenset()),  # type: ignore[misc]
        }
    found["outbox next"] = lambda: database.outbox.next_due(frozenset())
    found["recent"] = lambda: database.outbox.recent(AFTER - timedelta(hours=1), AFTER)
    return found


async def failure(name: str, look: Look) -> str:
    try:
        await look()
    except Exception as error:
        return f"{name}: {type(error).__name__}"
    return ""


async def nothing(_: datetime) -> None:
    return


def rounds_of(lived: Lived) -> list[list[Change]]:
    """One change of each column, the strangest; a round changes one value in a row, and no more than two rows of a
    table. Many changes at once show as much, in a twentieth of the time."""
    by_row: defaultdict[tuple[str, int], list[Change]] = defaultdict(list)
    for turn in (0, 1):
        turned_round = copy(lived)
        turned_round.rows = {table: turned(rows, turn) for table, rows in lived.rows.items()}
        strangest = {(change[0].name, change[1].name): change for change in changes(turned_round, *metadata.tables)}
        for at, ((table, _), change) in enumerate(strangest.items()):
            if turn == (at % 2 if len(lived.rows[change[0]]) > 1 else 0):
                by_row[table, turn].append(change)
    return [[change for change in one if change is not None] for one in zip_longest(*by_row.values())]


async def test_no_job_fails_because_of_a_damaged_row(lived: Lived, tmp_path: Path) -> None:
    rounds = rounds_of(lived)
    changed = {(table.name, column.name) for one in rounds for table, column, *_ in one}
    assert changed == {(table.name, column.name) for table, column, *_ in changes(lived, *metadata.tables)}
    assert len(changed) > 230
    wrong: list[str] = []
    for number, one in enumerate([[], *rounds]):
        async with lived.changed(tmp_path / f"after-{number}", *(change for *_, change in one)) as database:
            if failed := await failures(database):
                wrong.append(f"{failed} for {[(table.name, column.name) for table, column, *_ in one]}")
    assert wrong == []

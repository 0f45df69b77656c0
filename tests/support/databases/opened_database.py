"""A real database, opened with a key and files of its own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey
from bot.domain.queues.after_commit import UNHEARD, AfterCommit
from bot.domain.queues.nobody import NobodySends
from bot.ports.queues.outbox import SendingPlaces
from bot.system import RandomTokens
from bot.usecases.delivery.results import record_result
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import PostgresMaker

BOT = 7000
FOLLOW_UP = partial(record_result, supervising=AgencyKey("PROC"))


def next_running_due(case: Case) -> datetime | None:
    """The earliest running deadline: takes the place of the ladder's arithmetic where only storing is tested."""
    return min((clock.due_at for clock in case.deadlines if clock.stopped_at is None), default=None)


def lent(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A database of the kind that the request's parameter names; SQLite's is in the folder."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_maker").make(folder)
        return
    maker: PostgresMaker = request.getfixturevalue("postgres_maker")
    url = maker.lend()
    yield url
    maker.give_back(url)


async def open_database(
    url: str,
    folder: Path,
    clock: FixedClock,
    after_commit: AfterCommit = UNHEARD,
    places: Callable[[], SendingPlaces] = NobodySends,
) -> Database:
    """The database with its key and files in the folder; the caller must close it."""
    return await Database.open(
        url,
        folder / "keys.json",
        str(folder / "files"),
        clock.now,
        RandomTokens(),
        next_at=next_running_due,
        follow_up=FOLLOW_UP,
        bot=BOT,
        after_commit=after_commit,
        places=places,
    )

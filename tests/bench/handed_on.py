"""What numbers are counted of beside cases: institutions that report or are silent, and cases that were handed on; and
the questions about numbers that somebody asks who has handed cases on."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, text

from bot.domain.ids import AgencyKey
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import Registered
from bot.usecases.institutions import listing
from bot.usecases.oversight.statistics import numbers
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from bot.usecases.oversight.statistics.reading_boards import Recipient
from storage.cases.tables import recusals
from storage.institutions.tables import duty_months, duty_reports
from storage.session import Session
from storage.unit_of_work import Database
from tests.bench.generate import RowMaker, a_report
from tests.bench.paths import AMAL, EVERYTHING, SUE, FilledDatabase
from tests.support.acting import in_scope

INSTITUTIONS = 10
HANDED_ON, OF_STAFF = 450, 3
"""Every so manieth case."""
READER = replace(EVERYTHING, private=True, asker=AMAL.person)
"""Somebody who may see all, and has handed cases on in every year."""


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


NUMBERS: Mapping[str, Callable[[FilledDatabase], Awaitable[None]]] = {
    "/stats week": lambda place: stats(place, "week"),
    "/stats quarter": lambda place: stats(place, "quarter"),
    "/stats quarter of a harm": lambda place: stats(place, "quarter.bullying"),
    "/board week": lambda place: board(place, WantedNumbers("week")),
    "/board quarter": lambda place: board(place, WantedNumbers("quarter")),
    "/board quarter of a place": lambda place: board(place, WantedNumbers("quarter", area="yangjiaping")),
    "/institutions silent": never_reporting,
}


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

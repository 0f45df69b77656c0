"""What people and clocks ask of the cases, each as the program does it; growth is measured and planned on these."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cases.lists import WorkFilter
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, PersonKey
from bot.domain.notices.notice import ToChat
from bot.domain.notices.supervisor.exports import ExportReady
from bot.domain.numbers.board import Board, Filter, Period
from bot.domain.people import Agent
from bot.usecases.access.merged_cases import case_as_told, goes_on, notes_of, replies_of, reports_of
from bot.usecases.access.scope import Scope
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.deadlines import monitoring
from bot.usecases.deadlines.reminders import act_on_due
from bot.usecases.oversight.case_lists import lists, own_work, task_list
from bot.usecases.oversight.case_lists.waiting import ListReader
from bot.usecases.oversight.case_lists.worklist import worklist_of
from bot.usecases.oversight.statistics import numbers
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from bot.usecases.oversight.statistics.reading_boards import Recipient
from bot.usecases.reporting.idle import process_idle_drafts
from bot.usecases.services import Services, Transaction
from handlers.supervisor import views_exports
from storage.unit_of_work import Database
from tests.bench.generate import PART
from tests.support.acting import in_scope

SUE = ToChat(ChatId(77), "en")
EVERYTHING = Scope(everything=True, barred_as=frozenset({AgencyKey("PSB")}))
"""A supervisor who is a member of a body that some cases bar: the dearest of the scopes that see all."""
OWN = Scope(agencies=frozenset({AgencyKey("EDU")}), barred_as=frozenset({AgencyKey("EDU")}))

AMAL = Agent(PersonKey("ab" * 16), frozenset({AgencyKey("EDU")}))
"""An officer of that body, who has taken much."""
SUPERVISOR = Agent(PersonKey("cd" * 16), heads=frozenset({AgencyKey("PROC")}), supervisor=True)
SELDOM = Scope(agencies=frozenset({AgencyKey("NEW")}), barred_as=frozenset({AgencyKey("NEW")}))
"""A body that has joined the line lately, or is hardly ever called."""


@dataclass(frozen=True)
class FilledDatabase:
    """Where the asking is done; `number` is an open case."""

    services: Services
    database: Database
    now: datetime
    number: CaseNumber


Ask = Callable[[FilledDatabase], Awaitable[object]]


def listing(*words: str, scope: Scope = EVERYTHING) -> Ask:
    """/cases with these words."""
    return lambda place: in_scope(place.services, scope, SUE, place.now, lists.list_cases, ".".join(words))


def stats(period: str) -> Ask:
    """/stats of a period."""
    return lambda place: in_scope(place.services, EVERYTHING, SUE, place.now, numbers.show_stats, period)


def board(period: str) -> Ask:
    """/board of a period, without its pictures."""

    async def asked(place: FilledDatabase) -> None:
        reader = replace(EVERYTHING, private=True)
        async with place.database.reading() as uow:
            await board_of(Recipient(place.services, uow, reader, place.now), WantedNumbers(period), named=True)

    return asked


async def export(place: FilledDatabase) -> None:
    """The list of cases of /export week."""
    week = Period("week", place.now.date() - timedelta(days=6), place.now.date())
    board, since = Board(week, Filter(), place.now), place.now - timedelta(days=7)
    said = ExportReady(board=board, form="csv", since=since, bodies=(), not_seen_by=(AgencyKey("PSB"),), not_for=())
    async for _ in views_exports.cases_of(place.database.reading, said):
        pass


async def case(place: FilledDatabase) -> None:
    """/case NUMBER."""
    await in_scope(place.services, EVERYTHING, SUE, place.now, lists.show_case, place.number)


def merged_into_another(place: FilledDatabase) -> CaseNumber:
    """The newest case up to this one that was merged into another."""
    return CaseNumber(place.number - (place.number - PART) % 10)


async def merged_case(place: FilledDatabase) -> None:
    """/case NUMBER of a case that was merged into another: it leads on."""
    await in_scope(place.services, EVERYTHING, SUE, place.now, lists.show_case, merged_into_another(place))


async def merged_story(place: FilledDatabase) -> None:
    """What an opened case reads where it is several: reports, notes and answers of all."""
    async with place.database.reading() as uow:
        found = await uow.cases.by_number(merged_into_another(place))
        assert found is not None
        whole = await goes_on(uow, found)
        assert whole.absorbed
        await reports_of(uow, whole)
        await notes_of(uow, whole)
        await replies_of(uow, whole)


async def merged_status(place: FilledDatabase) -> None:
    """What the reporter of a merged case reads of it."""
    async with place.database.reading() as uow:
        found = await uow.cases.by_number(merged_into_another(place))
        assert found is not None
        await case_as_told(uow, found.id)


async def overdue(place: FilledDatabase) -> None:
    """/overdue."""
    await in_scope(place.services, EVERYTHING, SUE, place.now, lists.list_overdue)


def tasks(which: str, scope: Scope = EVERYTHING) -> Ask:
    """/tasks with this word."""
    return lambda place: in_scope(place.services, scope, SUE, place.now, task_list.list_tasks, which)


async def mine(place: FilledDatabase) -> None:
    """/mine: its first page, and how many there are."""
    async with place.database.reading() as uow:
        wanted = WorkFilter(own_work.work_seen(OWN, AMAL), owner=AMAL.person)
        await uow.work.page(wanted, skip=0, limit=own_work.PAGE + 1)
        await uow.work.count(wanted, most=own_work.COUNTED + 1)


async def desk(place: FilledDatabase) -> None:
    """/desk, and each time that the live list is made anew."""
    async with place.database.reading() as uow:
        await worklist_of(ListReader(place.services, uow, AMAL, OWN, place.now))


async def desk_above(place: FilledDatabase) -> None:
    """/desk of a supervisor who heads the supervising body: all that may wait for anybody."""
    async with place.database.reading() as uow:
        await worklist_of(ListReader(place.services, uow, SUPERVISOR, EVERYTHING, place.now))


async def live_lists(place: FilledDatabase) -> None:
    """A beat of the job of live lists: whose bodies were touched."""
    async with place.database.reading() as uow:
        await uow.worklists.all()
        await uow.worklists.touched(await uow.worklists.newest() - 5, await uow.worklists.newest())


async def agencies(place: FilledDatabase) -> None:
    """/agencies."""
    await in_scope(place.services, EVERYTHING, SUE, place.now, lists.list_agencies)


async def ticker(place: FilledDatabase) -> None:
    """A beat of the ticker: which cases and drafts are due."""
    await act_on_due(place.services, place.now)
    await process_idle_drafts(place.services, place.now)


async def card(place: FilledDatabase) -> None:
    """A card's update: the case is read, saved, its cards are called for; then read again for the card."""
    async with place.services.begin() as uow:
        was = await uow.cases.by_number(place.number)
        assert was is not None
        await uow.cases.save(replace(was, version=was.version + 1), was=was.version)
        await uow.audit.add("touched", at=place.now, case=was.id)
        await tell_agencies(Transaction(place.services, uow, place.now), was)
        await uow.commit()
    async with place.database.reading() as uow:
        await uow.cases.get(was.id)


async def health(place: FilledDatabase) -> None:
    """/health and /metrics."""
    await place.database.inbox.health(place.now)
    await place.database.outbox.health(place.now)
    async with place.database.reading() as uow:
        await monitoring.active(uow)


async def delete_expired(place: FilledDatabase) -> None:
    """Forgetting, every ten minutes."""
    await place.database.delete_expired(place.now)


async def expiring(place: FilledDatabase) -> None:
    """Once a day: whose time is over soon."""
    async with place.database.reading() as uow:
        await uow.retention.expiring(place.now, place.now, 1000)


async def shown_in(place: FilledDatabase) -> None:
    """Before a file is sealed: where it stands in chats."""
    async with place.database.reading() as uow:
        await uow.outbox.shown_in("file:1")


async def erase(place: FilledDatabase) -> None:
    """A case whose time is over; it stays, for nothing is committed."""
    async with place.services.begin() as uow:
        was = await uow.cases.by_number(place.number)
        assert was is not None
        await uow.retention.erase(was.id, place.now)


PATHS: dict[str, Ask] = {
    "/cases": listing(),
    "/cases all": listing("all"),
    "/cases closed": listing("closed"),
    "/cases all yellow": listing("all", "yellow"),
    "/cases yellow": listing("yellow"),
    "/cases JUS": listing("JUS"),
    "/cases JUS yellow": listing("JUS", "yellow"),
    "/cases all JUS": listing("all", "JUS"),
    "/cases (own)": listing(scope=OWN),
    "/cases yellow (own)": listing("yellow", scope=OWN),
    "/cases all (own)": listing("all", scope=OWN),
    "/cases all (a body with few)": listing("all", scope=SELDOM),
    "/cases unassessed all": listing("unassessed", "all"),
    "/case N": case,
    "/case N (merged)": merged_case,
    "the story of a merged case": merged_story,
    "/status of a merged report": merged_status,
    "/overdue": overdue,
    "/agencies": agencies,
    "/tasks all": tasks("all"),
    "/tasks late": tasks("late"),
    "/tasks (own)": tasks("body", OWN),
    "/tasks mine (own)": tasks("mine", replace(OWN, private=True, asker=PersonKey("ab" * 16))),
    "/tasks all (own)": tasks("all", OWN),
    "/mine": mine,
    "/desk": desk,
    "/desk (supervisor)": desk_above,
    "live lists: what was touched": live_lists,
    "/stats week": stats("week"),
    "/stats quarter": stats("quarter"),
    "/board week": board("week"),
    "/board quarter": board("quarter"),
    "/export week": export,
    "ticker: what is due": ticker,
    "a card's update": card,
    "/health": health,
    "housekeeping": delete_expired,
}
RARE: dict[str, Ask] = {
    "whose time is over soon": expiring,
    "where a file stands": shown_in,
    "erasing": erase,
}
"""Planned only: each is done once a day at most, or once in a case's life."""

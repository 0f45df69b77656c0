"""A P1 that nobody of a body has acknowledged calls again: when somebody else is on call, and when the call that went
out could not be delivered."""

from datetime import datetime
from typing import Protocol

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases import handover
from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.handover import HandedOver
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.notices.on_call import Called
from bot.domain.urgency import Urgency
from bot.ports.cases import CaseStore
from bot.ports.people import RosterStore
from bot.ports.unit_of_work import UnitOfWork

AT_ONCE = 5
"""Cases that whoever comes on call is called for, the newest first: the older ones stand on their desk."""
PAGE = 50


class Books(Protocol):
    """What is needed of a unit of work where a call was not delivered."""

    @property
    def cases(self) -> CaseStore: ...
    @property
    def rosters(self) -> RosterStore: ...


def to_acknowledge(case: Case) -> list[AgencyKey]:
    """The bodies of an open P1 case that has been told of, as long as they have not acknowledged."""
    if case.urgency is not Urgency.P1 or is_quarantined(case) or not case.is_open:
        return []
    return [task.agency for task in case.tasks if task.is_awaited and task.agency not in case.barred]


def call_slot(case: Case, agency: AgencyKey) -> str:
    """The place of the call in the chat of whoever is on call."""
    return f"call:{case.id}:{agency}"


async def call_for_waiting(uow: UnitOfWork, agency: AgencyKey, now: datetime) -> None:
    """Somebody else is on call for the body: they are called for what waits for it."""
    wanted = CaseFilter(agencies=frozenset({agency}), urgency=frozenset({Urgency.P1}))
    found, below = list[Case](), None
    while len(found) < AT_ONCE and (page := await uow.cases.page(wanted, after=below, limit=PAGE)):
        below = page[-1].number
        found += [case for case in page if agency in to_acknowledge(case)]
    for case in found[:AT_ONCE]:
        await uow.rosters.note_call(case.id, agency, now)


async def call_the_next(books: Books, notice: Notice, now: datetime) -> None:
    """Whoever was called cannot be written to: the next of the roster is sought, or those above hear at once."""
    said, to = notice.content, notice.to
    if notice.case is None or not isinstance(to, ToPerson):
        return
    if isinstance(said, Called):
        await books.rosters.note_call(notice.case, said.agency, now)
    elif isinstance(said, HandedOver):
        await _seek_again(books, await books.cases.get(notice.case), to.person, now)


async def _seek_again(books: Books, was: Case, person: PersonKey, now: datetime) -> None:
    case = handover.not_reached(was, person)
    if case is not was:
        await books.cases.save(case, was=was.version)
        await books.rosters.note_call(case.id, case.handovers[-1].to, now)

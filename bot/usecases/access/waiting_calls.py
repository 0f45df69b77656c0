"""A P1 that nobody of a body has acknowledged calls again: when somebody else is on call, and when the call that went
out could not be delivered."""

from datetime import datetime
from typing import Protocol

from bot.domain.access.awaited import awaited_bodies
from bot.domain.access.on_call import NOBODY
from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter, WorkFilter
from bot.domain.cases.stages import handover
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.domain.notices.officer.handover import HandedOver
from bot.domain.notices.officer.on_call import Called
from bot.domain.notices.say import SayMoreCalls
from bot.domain.urgency import Urgency
from bot.ports.cases import CaseStore
from bot.ports.people import RosterStore
from bot.ports.unit_of_work import UnitOfWork

AT_ONCE = 5
"""The number of cases for which somebody who comes on call is called, the longest waiting first. The others stand on
their desk."""
READ = 10
"""The number of rows that are read to find them. A row whose case cannot be decrypted is left out."""
COUNTED = 99
"""The number up to which the other waiting calls are counted."""


class CallStores(Protocol):
    """What is needed of a unit of work where a call was not delivered."""

    @property
    def cases(self) -> CaseStore: ...
    @property
    def rosters(self) -> RosterStore: ...


def to_acknowledge(case: Case) -> list[AgencyKey]:
    """The bodies of an open P1 case that has been told of, as long as they have not acknowledged."""
    return [*awaited_bodies(case)] if case.urgency is Urgency.P1 else []


def call_slot(case: Case, agency: AgencyKey) -> str:
    """The slot of the call in the chat of the person on call."""
    return f"call:{case.id}:{agency}"


async def call_for_waiting(uow: UnitOfWork, agency: AgencyKey, person: PersonKey, now: datetime) -> None:
    """Somebody else is on call for the body: they are called for what has waited longest for it, and read how many more
    wait."""
    first = await uow.work.page(_waiting(agency), skip=0, limit=READ)
    found = [case for case, *_ in first if agency in to_acknowledge(case)][:AT_ONCE]
    for case in found:
        await uow.rosters.note_call(case.id, agency, now)
    more = await uow.work.count(_waiting(agency), most=COUNTED) - len(found) if len(found) == AT_ONCE else 0
    if more > 0 and person != NOBODY:
        said = SayMoreCalls(agency=agency, count=more)
        await uow.outbox.add(Notice(said, ToPerson(person), priority=Priority.ALERT))


async def waits(uow: UnitOfWork, agency: AgencyKey) -> bool:
    """Whether a P1 waits for the body to acknowledge it."""
    return await uow.work.count(_waiting(agency), most=1) > 0


def _waiting(agency: AgencyKey) -> WorkFilter:
    theirs = frozenset({agency})
    return WorkFilter(CaseFilter(agencies=theirs, urgency=frozenset({Urgency.P1})), theirs, untaken=True)


async def call_the_next(stores: CallStores, notice: Notice, now: datetime) -> None:
    """Handles a call that cannot be delivered: the next person of the roster is sought, or those above hear at once."""
    said, to = notice.content, notice.to
    if notice.case is None or not isinstance(to, ToPerson):
        return
    if isinstance(said, Called):
        await stores.rosters.note_call(notice.case, said.agency, now)
    elif isinstance(said, HandedOver):
        await _seek_again(stores, notice.case, to.person, now)


async def _seek_again(stores: CallStores, key: CaseId, person: PersonKey, now: datetime) -> None:
    """Seeks the next one to hand the case over to. Nobody where it was erased, or does not open."""
    was = (await stores.cases.known([key])).get(key)
    case = None if was is None else handover.not_reached(was, person)
    if was is not None and case is not None and case is not was:
        await stores.cases.save(case, was=was.version)
        await stores.rosters.note_call(case.id, case.handovers[-1].to, now)

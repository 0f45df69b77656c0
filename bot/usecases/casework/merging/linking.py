"""Cases that may belong together: each names the other, to people who may know of both."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.links import Link, LinkReason
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.say import SayOfTwoCases
from bot.domain.people import Staff
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of
from bot.usecases.access.cards import card_slot
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.access.scope import Scope, sees
from bot.usecases.casework.messages.same_child_cards import of_same_child
from bot.usecases.services import Transaction


async def linked(act: Transaction, case: Case, number: CaseNumber) -> Case:
    """The new case, linked to an older one that may be of the same reporter; the older one gets a link back.
    Supervisors who may know of both are told. Returns the very same case where the older one no longer exists."""
    found = await act.uow.cases.by_number(number)
    if found is None:
        return case
    older = await goes_on(act.uow, found)
    back = Link(case.number, LinkReason.REPORTER)
    await act.uow.cases.save(replace(older, links=(*older.links, back), version=older.version + 1), was=older.version)
    if not is_quarantined(case):
        said, rank = SayOfTwoCases(key="staff-linked", number=case.number, other=older.number), Priority.ALERT
        told = await _who_may_know_both(act.uow, (case, older), await act.uow.staff.supervisors())
        await act.uow.outbox.add(*[Notice(said, to, priority=rank, case=older.id, silent=True) for to in told])
        await act.uow.outbox.add(*[_beside_card(older, case, key) for key in _bodies_of_both(older, case)])
    return replace(case, links=(*case.links, Link(older.number, LinkReason.REPORTER)))


def _bodies_of_both(older: Case, case: Case) -> list[AgencyKey]:
    """The bodies that have both cases open."""
    having = {task.agency for task in older.tasks if task.is_open} - set(older.barred)
    return [task.agency for task in case.tasks if task.agency in having]


def _beside_card(older: Case, case: Case, agency: AgencyKey) -> Notice:
    return Notice(
        SayOfTwoCases(key="staff-linked-group", number=older.number, other=case.number),
        ToAgency(agency),
        priority=Priority.ALERT,
        case=older.id,
        slot=f"linked:{older.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(older),
        silent=True,
    )


async def _who_may_know_both(uow: UnitOfWork, cases: Iterable[Case], staff: Iterable[Staff]) -> list[ToPerson]:
    people = list(staff)
    allowed = [set(await audience_of(uow, case, people)) for case in cases]
    return [ToPerson(one.person) for one in people if all(one.person in each for each in allowed)]


async def same_child(uow: UnitOfWork, scope: Scope, case: Case) -> tuple[CaseNumber, ...]:
    """The numbers of other cases that may be about the same child (T20) and may be named in this scope."""
    known = await _seen(uow, scope, case, (await of_same_child(uow, case)).values())
    return tuple(sorted(other.number for other in known))


async def _seen(uow: UnitOfWork, scope: Scope, case: Case, others: Iterable[Case]) -> list[Case]:
    """The cases among `others` that may be named in this scope, each once."""
    shown = {other.id: other for other in others if sees(scope, other) and other.id != case.id}
    return [other for other in shown.values() if not scope.not_for & await uow.recusals.who(other.id)]


async def known_links(uow: UnitOfWork, scope: Scope, case: Case, *, by_hand: bool = False) -> tuple[CaseNumber, ...]:
    """The numbers of linked cases that may be named in this scope: those that may be of the same reporter, or those
    that staff have linked (`by_hand`)."""
    found = [await uow.cases.by_number(link.number) for link in case.links if link.by_hand is by_hand]
    known = await _seen(uow, scope, case, [await goes_on(uow, other) for other in found if other is not None])
    return tuple(other.number for other in known)

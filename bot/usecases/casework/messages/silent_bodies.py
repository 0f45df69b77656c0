"""Bodies whose group takes no messages: for each urgent case that they cannot learn of, somebody is told who can
telephone them."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case, Part, Task
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.notices.notice import Address, Notice, Priority, ToAgency, ToOversight
from bot.domain.notices.say import SayNotBound
from bot.domain.notices.supervisor.groups import NobodyKnows
from bot.domain.people import OVERSIGHT
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import reachable_of
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.casework.messages.calling import note_calls
from bot.usecases.services import Services, Transaction

URGENT = frozenset({Urgency.P1, Urgency.P2})
AT_ONCE = 50
"""The highest number of cases that are told in one transaction. The next beat tells the rest."""


async def tell_of_new_case(act: Transaction, case: Case) -> None:
    """Sends the cards of a new case, and tells somebody at once of each body that no card can reach."""
    if is_quarantined(case):
        return
    await tell_agencies(act, case)
    await note_calls(act.uow, case, act.now)
    if case.urgency not in URGENT:
        await tell_of_unreached(act, case)
        return
    for task in await _unreached(act.uow, case):
        await _tell_once(act, case, task.agency)


async def tell_of_unreached(act: Transaction, case: Case, *, only: Part | None = None) -> None:
    """Tells supervisors of each body of the case whose group cannot be reached. `only`: only of bodies with this
    part."""
    unreached = [task for task in await _unreached(act.uow, case) if task.part is not Part.COPY and task.is_open]
    for task in unreached:
        if only in {None, task.part}:
            phone, rank = act.services.profile.phone_of(task.agency)[0], Priority.ALERT
            said = SayNotBound(agency=task.agency, number=case.number, phone=phone)
            told = await reachable_of(act.uow, case, await act.uow.staff.supervisors())
            await act.uow.outbox.add(*[Notice(said, to, priority=rank, case=case.id) for to in told])


async def _unreached(uow: UnitOfWork, case: Case) -> list[Task]:
    working = {place.agency for place in await uow.agencies.all() if place.works}
    return [task for task in case.tasks if task.agency not in working]


async def tell_of_silent_bodies(services: Services, now: datetime) -> None:
    """Tells somebody once of every open P1 and P2 case that a body without a working group has not acknowledged. It
    does not matter when the group was lost or when the case became so urgent. A case that cannot be read does not stop
    the others."""
    async with services.reading() as uow:
        if not await _untold(services, uow):
            return
    await _tell_untold(services, now)


@transaction_of_program
async def _tell_untold(act: Transaction) -> None:
    untold = await _untold(act.services, act.uow)
    known = await act.uow.cases.known([case for case, _ in untold])
    for case, agency in [one for one in untold if one[0] in known]:
        await _tell_once(act, known[case], agency)


async def _untold(services: Services, uow: UnitOfWork) -> Sequence[tuple[CaseId, AgencyKey]]:
    """Urgent cases of bodies without a working group, of which nobody was told yet."""
    working = {place.agency for place in await uow.agencies.all() if place.works}
    silent = frozenset(services.profile.agencies) - working
    return await uow.silent_bodies.untold(silent, AT_ONCE) if silent else ()


async def _tell_once(act: Transaction, case: Case, agency: AgencyKey) -> None:
    """Tells once. A body that has acknowledged knows of the case, so nothing is told."""
    task = case.task(agency)
    if await act.uow.silent_bodies.note_told(case.id, agency, act.now) and _may_not_know(task):
        await act.uow.audit.add("body_silent", at=act.now, case=case.id, agency=agency)
        await _tell(act, case, agency, await _who_can_call(act, case, agency))


def _may_not_know(task: Task | None) -> bool:
    return task is not None and task.is_open and not task.has_acknowledged


async def _who_can_call(act: Transaction, case: Case, agency: AgencyKey) -> list[Address]:
    """Supervisors, the supervising body, and the heads of both bodies; where none of them can be told the oversight
    group, and else administrators. Nobody of a barred body."""
    supervising, staff = act.services.profile.agency_with("supervising"), act.uow.staff
    people = [*await staff.supervisors(), *await staff.heads(agency), *await staff.heads(supervising)]
    found: list[Address] = [*await reachable_of(act.uow, case, people)]
    place = await act.uow.agencies.place(supervising)
    if supervising not in {agency, *case.barred} and place is not None and place.works:
        found.append(ToAgency(supervising))
    return found or await _at_last(act.uow, case)


async def _at_last(uow: UnitOfWork, case: Case) -> list[Address]:
    oversight = await uow.agencies.place(OVERSIGHT)
    if oversight is not None and oversight.works:
        return [ToOversight()]
    return [*await reachable_of(uow, case, await uow.staff.admins())]


async def _tell(act: Transaction, case: Case, agency: AgencyKey, told: list[Address]) -> None:
    phone, is_theirs = act.services.profile.phone_of(agency)
    said = NobodyKnows(number=case.number, urgency=case.urgency, agency=agency, phone=phone, theirs=is_theirs)
    priority = Priority.DANGER if case.urgency is Urgency.P1 else Priority.ALERT
    await act.uow.outbox.add(*[Notice(said, to, priority=priority, case=case.id) for to in told])

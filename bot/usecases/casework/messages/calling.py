"""P1: the officer on call is called in private, with a sound, and named in the group; where nobody can be called, heads
and supervisors are told.

That somebody must be called is noted together with the alert. Who it is, is found a moment later: only Telegram knows
who belongs to a body now, and it is asked outside of any transaction.
"""

from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.access import on_call as rules
from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases.case import Case
from bot.domain.cases.stages.handover import is_sought
from bot.domain.ids import AgencyKey, CaseId, ChatId, PersonKey, UserId
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.on_call import Called, CalledInGroup, NobodyOnCall
from bot.domain.notices.say import SayOfCase
from bot.domain.people import Staff
from bot.domain.urgency import Urgency
from bot.ports.people import Membership
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import reachable_of
from bot.usecases.access.cards import card_slot
from bot.usecases.access.officers import belonging_of
from bot.usecases.access.waiting_calls import call_slot, to_acknowledge
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.messages import handover_calls
from bot.usecases.casework.messages.retired_messages import retire
from bot.usecases.each import each, job_of
from bot.usecases.services import Services, Transaction

MEMBERSHIP_TIMEOUT = timedelta(minutes=1)
"""How long the line waits for Telegram where it cannot say who belongs to a body."""
JOB = "call"
SLOT = "oncall"
NotedCall: TypeAlias = tuple[CaseId, AgencyKey, datetime]
"""A case, a body, and the moment since when somebody of this body must be called for the case."""


async def note_calls(uow: UnitOfWork, case: Case, now: datetime, *, was: Case | None = None) -> None:
    """Notes a call for each body of a P1 case that has not acknowledged and keeps a roster. `was`: the case before this
    step; a body that called somebody then calls nobody again."""
    calling = [body for body in to_acknowledge(case) if was is None or body not in to_acknowledge(was)]
    with_roster = {roster.agency for roster in await uow.rosters.all()} if calling else set()
    for body in calling:
        if body in with_roster:
            await uow.rosters.note_call(case.id, body, now)


async def call(services: Services, membership: Membership, now: datetime) -> None:
    """Calls everybody who must be called now. A call that fails does not hold up the others."""
    async with services.reading() as uow:
        noted = {f"{case} {agency}": (case, agency, since) for case, agency, since in await uow.rosters.calls()}
    if noted:
        job = await job_of(services, JOB, now, MEMBERSHIP_TIMEOUT)
        await each(job, list(noted), lambda key: _call_one(services, membership, noted[key], now))


async def _call_one(services: Services, membership: Membership, call: NotedCall, now: datetime) -> None:
    case_id, agency, since = call
    async with services.reading() as uow:
        case = await uow.cases.get(case_id)
        order = await _in_call_order(Transaction(services, uow, now), case_id, agency)
    found = None
    for staff in order:
        belonging = await belonging_of(services, membership, staff)
        if agency in belonging.unsure - staff.heads and now - since < MEMBERSHIP_TIMEOUT:
            return
        theirs = belonging.sure | staff.heads
        if agency in theirs and not is_barred(case, theirs | belonging.unsure):
            found = staff.person
            break
    await _end_call(services, now, case_id, agency, found)


@transaction_of_program
async def _end_call(act: Transaction, case_id: CaseId, agency: AgencyKey, found: PersonKey | None) -> None:
    case = await act.uow.cases.get(case_id)
    if await act.uow.rosters.end_call(case_id, agency) and case.is_open:
        await _tell_found(act, case, agency, found)


async def is_called_now(act: Transaction, case: Case, agency: AgencyKey, person: PersonKey) -> bool:
    """Whether the call for the body is with this person. It is not where somebody else was called after them: of the
    people in whose chats the call stands, that is the first by the roster of this moment."""
    chats = await act.uow.outbox.shown_in(call_slot(case, agency))
    called = {act.services.blind_index.person(UserId(chat)) for chat in chats}
    order = [staff.person for staff in await _in_call_order(act, case.id, agency, even=person)]
    return person in called and next((one for one in order if one in called), person) == person


async def _in_call_order(
    act: Transaction, case: CaseId, agency: AgencyKey, *, even: PersonKey | None = None
) -> list[Staff]:
    """The people who may be called, the one on shift first. People who have handed the case on (but for `even`) or
    cannot be written to are left out."""
    roster, gone = await act.uow.rosters.of(agency), await act.uow.recusals.who(case) - {even}
    if roster is None:
        return []
    known = {staff.person: staff for staff in await act.uow.staff.everybody() if staff.reachable}
    order = rules.in_call_order(roster, act.now, act.services.profile.zone, act.services.profile.policy.digest_at)
    return [known[person] for person in order if person in known and person not in gone]


async def _tell_found(act: Transaction, case: Case, agency: AgencyKey, person: PersonKey | None) -> None:
    """Sends the officer on call the whole case where it was handed over to them; else the message that a P1 waits."""
    if is_sought(case, agency):
        case = await handover_calls.send(act.uow, case, person, act.now)
        if person is not None:
            return
    part = case.task(agency)
    if case.urgency is Urgency.P1 and part is not None and part.is_awaited:
        await _tell(act, case, agency, person)


async def _tell(act: Transaction, case: Case, agency: AgencyKey, person: PersonKey | None) -> None:
    """Tells the officer and the group. Where nobody can be called, it tells at once the people who would otherwise hear
    when the deadline has passed."""
    told: list[Notice] = []
    if person is not None:
        called = Called(number=case.number, agency=agency)
        slot, to = call_slot(case, agency), ToPerson(person)
        await _tell_passed(act, case, slot, person)
        told.append(Notice(called, to, priority=Priority.DANGER, case=case.id, slot=slot, mode=Mode.REPLACE))
    else:
        said = NobodyOnCall(number=case.number, urgency=case.urgency, agency=agency)
        told += [Notice(said, to, priority=Priority.DANGER, case=case.id) for to in await _above(act.uow, case, agency)]
    in_group = CalledInGroup(number=case.number, agency=agency, person=person, is_told=bool(told))
    told.append(
        Notice(
            in_group,
            ToAgency(agency),
            priority=Priority.DANGER,
            case=case.id,
            slot=f"{SLOT}:{case.id}",
            mode=Mode.REPLACE,
            reply_to=card_slot(case),
        )
    )
    await act.uow.outbox.add(*told)


async def _tell_passed(act: Transaction, case: Case, slot: str, person: PersonKey) -> None:
    """Tells the person who was called before that somebody else is called now."""
    staff = await act.uow.staff.get(person)
    here = None if staff is None else ChatId(staff.user)
    await retire(act, slot, SayOfCase(key="staff-call-passed", number=case.number), case=case, but=here)


async def _above(uow: UnitOfWork, case: Case, agency: AgencyKey) -> list[ToPerson]:
    """The heads of the body. For the lead, where no head can be told, supervisors too."""
    heads = await reachable_of(uow, case, await uow.staff.heads(agency))
    if heads and agency != case.lead:
        return heads
    return list(dict.fromkeys([*heads, *await reachable_of(uow, case, await uow.staff.supervisors())]))

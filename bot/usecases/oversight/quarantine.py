"""Quarantine: reports that came over the limit. Supervisors look at them and let them through or keep them; where
nobody decides they are let through in time."""

from datetime import datetime, timedelta

from bot.domain.access.roles import Action
from bot.domain.access.roles_in_case import is_barred
from bot.domain.access.throttle import Quarantined, is_quarantined, let_through
from bot.domain.cases.case import Case
from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToPerson
from bot.domain.notices.say import SayAlone, SayOfCase
from bot.domain.notices.supervisor.oversight import QuarantinedRow, QuarantineList, QuarantineWaiting
from bot.domain.people import Agent
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import audience_of, may_be_of
from bot.usecases.access.permission import known_case
from bot.usecases.access.transaction import transaction
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.messages.retired_messages import retire
from bot.usecases.casework.messages.silent_bodies import tell_of_new_case
from bot.usecases.casework.withheld_files import alert_key_holders
from bot.usecases.each import each, job_of
from bot.usecases.services import Services, Transaction

SHOWN = 10
REMIND = timedelta(hours=6)
"""How often supervisors are reminded of reports that wait unread."""
REMINDED = "quarantine"
SLOT = "quarantine"
"""The slot of the list in a supervisor's chat."""


@transaction(Action.QUARANTINE, again="quarantine")
async def quarantine(act: Act, number: int = 0, what: str = "") -> None:
    """/quarantine: what waits, oldest first, each with the buttons Let through and Keep. With a number, one case is
    decided."""
    if number:
        await _decide(act, CaseNumber(number), what)
    else:
        await act.tell(await waiting_list(act.uow, act.agent, act.to, Mode.REPLACE))


async def _decide(act: Act, number: CaseNumber, what: str) -> None:
    """One tap: 'pass' lets the case through to its agencies; 'keep' holds it back until somebody lets it through."""
    case, uow = (await known_case(act, number)).case, act.uow
    if not is_quarantined(case):
        raise IllegalStep("not-waiting")
    action = "held_passed" if what == "pass" else "held_kept"
    if what == "pass":
        await pass_on_quarantined(act, case, case)
    else:
        await uow.throttle.keep(case.id, act.person)
    await uow.audit.add(action, at=act.now, case=case.id, person=act.person)
    await retire(act, SLOT, SayAlone(key="staff-quarantine-changed"), but=act.to.chat)
    if await uow.messages.slot(act.to.chat, SLOT) is not None:
        await act.tell(await waiting_list(uow, act.agent, act.to, Mode.EDIT))
    await act.say(SayOfCase(key="staff-held-passed" if what == "pass" else "staff-held-kept", number=number))


async def waiting_list(uow: UnitOfWork, agent: Agent, to: Address, mode: Mode) -> Notice:
    """The list of what waits now, for this supervisor."""
    waiting = seen([*await uow.throttle.waiting()], agent)
    rows = tuple(quarantined_row(one) for one in waiting[:SHOWN])
    return Notice(QuarantineList(rows=rows, total=len(waiting)), to, slot=SLOT, mode=mode)


def seen(waiting: list[Quarantined], agent: Agent) -> list[Quarantined]:
    """The waiting cases without those that must not be known to a body of this person."""
    return [one for one in waiting if not is_barred(one.case, may_be_of(agent))]


def quarantined_row(one: Quarantined) -> QuarantinedRow:
    """One case of the list, with nothing of its words."""
    case = one.case
    return QuarantinedRow(number=case.number, urgency=case.urgency, harms=tuple(case.harms), passes=one.passes_at)


async def pass_on_quarantined(act: Transaction, was: Case, case: Case) -> Case:
    """Lets the case through: it goes to its agencies, and their deadlines begin now. `was`: the version that is
    stored."""
    passed = let_through(case, act.services.profile.policy, act.now)
    await act.uow.throttle.forget(case.id)
    await act.uow.cases.save(passed, was=was.version)
    await tell_of_new_case(act, passed)
    await alert_key_holders(act, None, passed)
    return passed


async def tell_of_quarantined(act: Transaction, case: Case) -> None:
    """More was told about a quarantined case: supervisors are told. A case that was kept back is let through in time
    again unless somebody decides anew, so that its words are never without somebody whose deadline runs."""
    stopped = [one for one in await act.uow.throttle.waiting() if one.case.id == case.id and one.passes_at is None]
    for one in stopped:
        await act.uow.throttle.quarantine(
            case.id, one.since, passes_at=act.now + act.services.profile.policy.throttle.waits
        )
    said = SayOfCase(key="staff-held-more", number=case.number)
    told = [ToPerson(one) for one in await audience_of(act.uow, case, await act.uow.staff.supervisors())]
    await act.uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT, case=case.id) for to in told])


async def process_waiting(services: Services, now: datetime) -> int:
    """Lets cases through that nobody has looked at in time, and reminds supervisors of the others. Returns how many it
    let through."""
    async with services.reading() as uow:
        waiting = [*await uow.throttle.waiting()]
    due = {one.case.id: one.case for one in waiting if one.passes_at is not None and one.passes_at <= now}
    job = await job_of(services, "held", now)
    await each(job, [*due], lambda case: _pass_unseen(services, now, due[case]))
    if len(due) < len(waiting):
        await _remind(services, now)
    return len(due)


@transaction_of_program
async def _pass_unseen(act: Transaction, case: Case) -> None:
    uow = act.uow
    fresh = await uow.cases.get(case.id)
    if not is_quarantined(fresh):
        await uow.throttle.forget(case.id)
        return
    await pass_on_quarantined(act, fresh, fresh)
    await retire(act, SLOT, SayAlone(key="staff-quarantine-changed"))
    await uow.audit.add("held_passed", at=act.now, case=case.id)
    said = SayOfCase(key="staff-held-passed-unseen", number=case.number)
    told = [ToPerson(one) for one in await audience_of(uow, case, await uow.staff.supervisors())]
    await uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT, case=case.id) for to in told])


async def _remind(services: Services, now: datetime) -> None:
    """Tells supervisors the number of waiting cases, every few hours while one waits unread."""
    async with services.reading() as uow:
        if not await _unread_too_long(uow, now):
            return
    await _tell_waiting(services, now)


@transaction_of_program
async def _tell_waiting(act: Transaction) -> None:
    if count := await _unread_too_long(act.uow, act.now):
        await act.uow.timestamps.set_moment(REMINDED, act.now)
        said, people = QuarantineWaiting(count=count), await act.uow.staff.supervisors()
        await act.uow.outbox.add(*[Notice(said, ToPerson(p.person), priority=Priority.REMINDER) for p in people])


async def _unread_too_long(uow: UnitOfWork, now: datetime) -> int:
    """How many cases wait unread, where that is to be told now; else 0."""
    last = await uow.timestamps.moment(REMINDED)
    unread = [one for one in await uow.throttle.waiting() if one.passes_at is not None]
    oldest = min((one.since for one in unread), default=now)
    return len(unread) if now - max(last or oldest, oldest) >= REMIND else 0

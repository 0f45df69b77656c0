"""Reports that came over the limit: supervisors look and let them through or keep them; left alone they pass."""

from datetime import datetime, timedelta

from bot.domain.braking import Held, is_held, let_through
from bot.domain.case import Case
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import CaseNumber
from bot.domain.notices import Address, Fact, Mode, Notice, Priority, ToChat, ToPerson
from bot.domain.roles import Action, Standing, allows, is_barred
from bot.ports import Agent, UnitOfWork
from bot.usecases.casework import permitted
from bot.usecases.each import each, faults_of
from bot.usecases.hearing import bodies_of, hearers
from bot.usecases.line import Line
from bot.usecases.shown_messages import retire
from bot.usecases.telling import tell_of_new_case
from bot.usecases.withholding import alert_keepers

SHOWN = 10
REMIND = timedelta(hours=6)
"""So often supervisors are reminded of what waits unread."""
REMINDED = "quarantine"
SLOT = "quarantine"
"""The place of the list in a supervisor's chat."""


async def show_list(line: Line, agent: Agent, to: Address) -> None:
    """/quarantine: what waits, oldest first, each with Let through and Keep. Supervisors alone."""
    require_supervisor(agent)
    async with line.begin() as uow:
        await uow.outbox.add(await _list(uow, agent, to, Mode.REPLACE))
        await uow.commit()


async def _list(uow: UnitOfWork, agent: Agent, to: Address, mode: Mode) -> Notice:
    """What waits now, for this supervisor."""
    waiting = seen([*await uow.brake.waiting()], agent)
    rows: list[Fact] = [row(held) for held in waiting[:SHOWN]]
    return Notice("quarantine", to, {"rows": rows, "total": len(waiting)}, slot=SLOT, mode=mode)


def require_supervisor(agent: Agent) -> None:
    """Raises NotAllowed to anybody else."""
    if not allows(Action.QUARANTINE, {Standing.SUPERVISOR} if agent.supervisor else ()):
        raise NotAllowed


def seen(waiting: list[Held], agent: Agent) -> list[Held]:
    """Without cases that must not be known to a body of theirs."""
    return [held for held in waiting if not is_barred(held.case, bodies_of(agent))]


def row(held: Held) -> Fact:
    """One case of the list: nothing of its words."""
    case = held.case
    passes = held.passes_at.isoformat() if held.passes_at else None
    return {"number": int(case.number), "urgency": case.urgency.value, "harms": [*case.harms], "passes": passes}


async def decide(line: Line, agent: Agent, to: ToChat, number: CaseNumber, what: str, now: datetime) -> None:
    """One tap: 'pass' lets it through to its agencies, 'keep' holds it back until somebody lets it through."""
    require_supervisor(agent)
    async with line.begin() as uow:
        case = await permitted(line, uow, agent, number, Action.SUMMARY)
        if not is_held(case):
            raise IllegalStep("not-waiting")
        action = "held_passed" if what == "pass" else "held_kept"
        if what == "pass":
            await pass_on_held(line, uow, case, case, now)
        else:
            await uow.brake.keep(case.id, agent.person)
        await uow.audit.add(action, at=now, case=case.id, person=agent.person)
        await retire(line, uow, SLOT, "staff-quarantine-changed", {}, but=to.chat)
        if await uow.messages.slot(to.chat, SLOT) is not None:
            await uow.outbox.add(await _list(uow, agent, to, Mode.EDIT))
        await uow.outbox.add(Notice("say", to, {"key": f"staff-{action.replace('_', '-')}", "number": int(number)}))
        await uow.commit()


async def pass_on_held(line: Line, uow: UnitOfWork, was: Case, case: Case, now: datetime) -> Case:
    """The case goes to its agencies, whose clocks begin now. `was` is the version that is stored."""
    passed = let_through(case, line.profile.policy, now)
    await uow.brake.forget(case.id)
    await uow.cases.save(passed, was=was.version)
    await tell_of_new_case(line, uow, passed)
    await alert_keepers(line, uow, None, passed)
    return passed


async def tell_of_held(line: Line, uow: UnitOfWork, case: Case, now: datetime) -> None:
    """More was told of a case that waits for a look: supervisors hear it, and one that was kept back passes by itself
    again unless somebody decides anew: its words have somebody whose clock runs."""
    kept_back = [held for held in await uow.brake.waiting() if held.case.id == case.id and held.passes_at is None]
    for held in kept_back:
        await uow.brake.hold(case.id, held.since, passes_at=now + line.profile.policy.brake.waits)
    facts: dict[str, Fact] = {"key": "staff-held-more", "number": int(case.number)}
    told = [ToPerson(one) for one in await hearers(uow, case, await uow.staff.supervisors())]
    await uow.outbox.add(*[Notice("say", to, facts, Priority.ALERT, case=case.id) for to in told])


async def tend(line: Line, now: datetime) -> int:
    """What nobody has looked at in time passes by itself; of what waits supervisors are reminded."""
    async with line.begin() as uow:
        waiting = [*await uow.brake.waiting()]
    due = {held.case.id: held.case for held in waiting if held.passes_at is not None and held.passes_at <= now}
    faults = await faults_of(line, "held")
    await each(line, "held", [*due], lambda case: _pass_unseen(line, due[case], now), now, faults)
    if len(due) < len(waiting):
        await _remind(line, now)
    return len(due)


async def _pass_unseen(line: Line, case: Case, now: datetime) -> None:
    async with line.begin() as uow:
        fresh = await uow.cases.get(case.id)
        if not is_held(fresh):
            await uow.brake.forget(case.id)
        else:
            await pass_on_held(line, uow, fresh, fresh, now)
            await retire(line, uow, SLOT, "staff-quarantine-changed", {})
            await uow.audit.add("held_passed", at=now, case=case.id)
            facts: dict[str, Fact] = {"key": "staff-held-passed-unseen", "number": int(case.number)}
            told = [ToPerson(one) for one in await hearers(uow, case, await uow.staff.supervisors())]
            await uow.outbox.add(*[Notice("say", to, facts, Priority.ALERT, case=case.id) for to in told])
        await uow.commit()


async def _remind(line: Line, now: datetime) -> None:
    """The count alone, every few hours while something waits unread."""
    async with line.begin() as uow:
        last = await uow.watchbook.moment(REMINDED)
        unread = [held for held in await uow.brake.waiting() if held.passes_at is not None]
        oldest = min((held.since for held in unread), default=now)
        if now - max(last or oldest, oldest) < REMIND:
            return
        await uow.watchbook.set_moment(REMINDED, now)
        facts: dict[str, Fact] = {"count": len(unread)}
        people = await uow.staff.supervisors()
        await uow.outbox.add(*[Notice("held_waiting", ToPerson(p.person), facts, Priority.REMINDER) for p in people])
        await uow.commit()

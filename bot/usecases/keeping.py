"""How long cases are kept: supervisors hear before the time is over; two people erase, and never what must stay (SG29).

Nothing is erased by time alone. The first 'let go' is a proposal, the second one, by somebody else, erases.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain import keeping as rules
from bot.domain.case import Case
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices import Address, Fact, Mode, Notice, Priority, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.roles import Action
from bot.ports import Agent, Kept, UnitOfWork
from bot.usecases.casework import permitted
from bot.usecases.hearing import hearers
from bot.usecases.line import Line
from bot.usecases.shown_messages import retire
from bot.usecases.telling import tell_agencies

LOOKED_AT = 1000
SHOWN = 8
"""Cases in one message, each with its buttons."""
JOB = "retention"


async def tell_expiring(line: Line, now: datetime) -> int:
    """Once a day: which cases' time is over in 30, 7 or 1 days, or is over. How many they were."""
    local = now.astimezone(line.profile.zone)
    today = datetime.combine(local.date(), line.profile.policy.digest_at, line.profile.zone)
    async with line.begin() as uow:
        if local < today or await uow.days.claim(JOB, local.toordinal()) is None:
            await uow.commit()
            return 0
        found = await _expiring(line, uow, now)
        for case, _, kept in found:
            await uow.keeping.save(case.id, replace(kept, told_at=now))
        for to, own in await _supervising(uow):
            await _tell(uow, to, [(case, at) for case, at, _ in found if not own & set(case.barred)])
        await uow.commit()
    return len(found)


async def _expiring(line: Line, uow: UnitOfWork, now: datetime) -> list[tuple[Case, datetime, Kept]]:
    """The cases of which it is time to tell, and when their time is over; the soonest first."""
    soon, policy = now + max(rules.AHEAD), line.profile.policy
    found = []
    wanted = await uow.keeping.expiring(soon - rules.shortest(policy), soon, LOOKED_AT)
    for case in (await uow.cases.known(wanted)).values():
        kept = await uow.keeping.of(case.id)
        at = rules.expires_at(case, policy, kept.until)
        if at is not None and rules.is_to_be_told(at, kept.told_at, now):
            found.append((case, at, kept))
    return sorted(found, key=lambda one: one[1])


async def _supervising(uow: UnitOfWork) -> list[tuple[Address, frozenset[AgencyKey]]]:
    """Who hears of it, and as whose head they must not hear of some."""
    people = [(ToPerson(staff.person), staff.heads) for staff in await uow.staff.supervisors()]
    return [*people, (ToOversight(), frozenset())]


async def _tell(uow: UnitOfWork, to: Address, found: list[tuple[Case, datetime]]) -> None:
    rows = [expiring_row(case, at) for case, at in found]
    for start in range(0, len(rows), SHOWN):
        facts: dict[str, Fact] = {"rows": [*rows[start : start + SHOWN]], "total": len(rows)}
        await uow.outbox.add(Notice("expiring", to, facts, Priority.DIGEST, silent=True))


def expiring_row(case: Case, at: datetime) -> dict[str, Fact]:
    """One case on the list: no content."""
    return {
        "number": int(case.number),
        "urgency": case.urgency.value,
        "agency": case.lead,
        "expires_at": at.isoformat(),
        "assessed": case.assessed_at is not None,
    }


async def ask_why(line: Line, agent: Agent, to: ToChat, number: CaseNumber, what: str) -> None:
    """'Keep it on' or 'hold': the reasons are shown. `what`: keep, hold."""
    async with line.begin() as uow:
        await permitted(line, uow, agent, number, Action.KEEP if what == "keep" else Action.HOLD)
        await uow.outbox.add(_asked(Notice("keep_why", to, {"number": int(number), "what": what})))
        await uow.commit()


async def ask_how_long(line: Line, agent: Agent, to: ToChat, number: CaseNumber, reason: str) -> None:
    """The years are shown."""
    _known(reason)
    async with line.begin() as uow:
        await permitted(line, uow, agent, number, Action.KEEP)
        await uow.outbox.add(_asked(Notice("keep_years", to, {"number": int(number), "reason": reason})))
        await uow.commit()


async def ask_export(line: Line, agent: Agent, to: ToChat, number: CaseNumber) -> None:
    """How the case is taken out before it goes: by the administrator's command."""
    async with line.begin() as uow:
        await permitted(line, uow, agent, number, Action.KEEP)
        await uow.outbox.add(Notice("say", to, {"key": "keep-export-how", "number": int(number)}))
        await uow.commit()


async def extend(
    line: Line, agent: Agent, to: ToChat, number: CaseNumber, reason: str, years: int, now: datetime
) -> None:
    """The case is kept on, for a reason; whoever agreed to let it go did so in vain."""
    _known(reason)
    async with line.begin() as uow:
        case = await permitted(line, uow, agent, number, Action.KEEP)
        kept = await uow.keeping.of(case.id)
        until = rules.extended_until(case, line.profile.policy, kept.until, years, now)
        await uow.keeping.save(case.id, Kept(until=until))
        facts: dict[str, Fact] = {"reason": reason, "years": years}
        await uow.audit.add(
            "kept_on", at=now, case=case.id, person=agent.person, agency=_body(line, agent), facts=facts
        )
        said: dict[str, Fact] = {"key": "keep-extended", "number": int(number), "until_at": until.isoformat()}
        await uow.outbox.add(_asked(Notice("say", to, said)))
        await retire(line, uow, let_go_slot(case), "keep-let-go-over", {"number": int(number)})
        await uow.commit()


async def hold(
    line: Line, agent: Agent, to: ToChat, number: CaseNumber, reason: str, now: datetime, *, is_held: bool
) -> None:
    """L16: the supervising body puts a case under legal hold, or lifts it. While it is held nobody erases it."""
    _known(reason)
    async with line.begin() as uow:
        was = await permitted(line, uow, agent, number, Action.HOLD)
        case = rules.held(was, is_held=is_held)
        await uow.cases.save(case, was=was.version)
        action = "hold_on" if is_held else "hold_off"
        body, facts = _body(line, agent), {"reason": reason}
        await uow.audit.add(action, at=now, case=case.id, person=agent.person, agency=body, facts=facts)
        if is_held:
            kept = await uow.keeping.of(case.id)
            await uow.keeping.save(case.id, replace(kept, let_go_by=None, let_go_at=None))
            await retire(line, uow, let_go_slot(case), "keep-let-go-over", {"number": int(number)})
        await tell_agencies(line, uow, case)
        key = "keep-held" if is_held else "keep-hold-over"
        await uow.outbox.add(_asked(Notice("say", to, {"key": key, "number": int(number)})))
        await uow.commit()


async def let_go(line: Line, agent: Agent, to: ToChat, number: CaseNumber, now: datetime) -> None:
    """The first of two people agrees that the case may go; the second one erases it. Raises IllegalStep for a case that
    is held, open or never assessed, at both moments."""
    async with line.begin() as uow:
        case = await permitted(line, uow, agent, number, Action.KEEP)
        rules.refuse_to_erase(case)
        kept = await uow.keeping.of(case.id)
        if kept.let_go_by in {None, agent.person} or not rules.agreed(kept.let_go_at, now):
            await _propose(line, uow, agent, to, case, kept, now)
        else:
            await _erase(line, uow, agent, to, case, now)
        await uow.commit()


async def _propose(
    line: Line, uow: UnitOfWork, agent: Agent, to: ToChat, case: Case, kept: Kept, now: datetime
) -> None:
    """A second person is asked: every other supervisor in private, and the supervising body."""
    is_new = not (kept.let_go_by == agent.person and rules.agreed(kept.let_go_at, now))
    await uow.outbox.add(Notice("say", to, {"key": "keep-let-go", "number": int(case.number)}))
    if not is_new:
        return
    await uow.keeping.save(case.id, replace(kept, let_go_by=agent.person, let_go_at=now))
    await uow.audit.add("let_go", at=now, case=case.id, person=agent.person, agency=_body(line, agent))
    asked = [place for place in await _second_persons(line, uow, case) if place != ToPerson(agent.person)]
    facts: dict[str, Fact] = {"number": int(case.number), "urgency": case.urgency.value, "agency": case.lead}
    ask = Notice("let_go_asked", to, facts, Priority.ALERT, case.id, let_go_slot(case), Mode.NEXT)
    await uow.outbox.add(*[replace(ask, to=place) for place in asked])


def let_go_slot(case: Case) -> str:
    """The place of the question to the second person, whether the case may be erased."""
    return f"let_go:{case.id}"


def _asked(notice: Notice) -> Notice:
    """A step of keeping or holding one case on: the step before it loses its buttons."""
    return replace(notice, slot=f"keep:{notice.facts['number']}", mode=Mode.NEXT)


async def _second_persons(line: Line, uow: UnitOfWork, case: Case) -> list[Address]:
    supervising = line.profile.agency_with("supervising")
    people = [ToPerson(one) for one in await hearers(uow, case, await uow.staff.supervisors())]
    return [*people, *([ToAgency(supervising)] if supervising not in case.barred else [])]


async def _erase(line: Line, uow: UnitOfWork, agent: Agent, to: ToChat, case: Case, now: datetime) -> None:
    """Key, rows, files; a line without content stays, and those who watch hear of it."""
    told = await _second_persons(line, uow, case)
    seen = replace(case, version=case.version + 1)
    await uow.cases.save(seen, was=case.version)  # who opens it again at this moment, or this, must begin anew
    await uow.keeping.erase(case.id, now)
    await uow.audit.add("erased", at=now, case=case.id, person=agent.person, agency=_body(line, agent))
    facts: dict[str, Fact] = {"key": "keep-erased", "number": int(case.number)}
    others = [place for place in told if place != ToPerson(agent.person)]
    said = Notice("say", to, facts, Priority.ALERT, slot=let_go_slot(case), mode=Mode.NEXT)
    await uow.outbox.add(*[replace(said, to=place) for place in (to, *others)])


def _known(reason: str) -> None:
    if reason not in rules.REASONS:
        raise NotFound("reason-wanted")


def _body(line: Line, agent: Agent) -> AgencyKey | None:
    """The supervising body, when its member acts; a supervisor acts for none."""
    supervising = line.profile.agency_with("supervising")
    return supervising if supervising in agent.agencies else None

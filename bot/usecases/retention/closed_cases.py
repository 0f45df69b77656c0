"""How long cases are kept: supervisors hear before the time is over; two people erase, and never what must stay (SG29).

Nothing is erased by time alone. The first 'let go' is a proposal, the second one, by somebody else, erases.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.roles import Action
from bot.domain.cases import retention as rules
from bot.domain.cases.case import Case
from bot.domain.cases.retained import (
    Retained,
)
from bot.domain.errors import NotFound
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.notices.retention import Expiring, ExpiringLine, KeepWhy, KeepYears, LetGoAsked
from bot.domain.people import (
    Agent,
)
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.audience import audience_of
from bot.usecases.casework.announce import tell_agencies
from bot.usecases.casework.shown_messages import retire
from bot.usecases.casework.steps import permitted
from bot.usecases.services import Services

LOOKED_AT = 1000
SHOWN = 8
"""Cases in one message, each with its buttons."""
JOB = "retention"


async def tell_expiring(services: Services, now: datetime) -> int:
    """Once a day: which cases' time is over in 30, 7 or 1 days, or is over. How many they were."""
    local = now.astimezone(services.profile.zone)
    today = datetime.combine(local.date(), services.profile.policy.digest_at, services.profile.zone)
    async with services.begin() as uow:
        if local < today or await uow.daily_runs.claim(JOB, local.toordinal()) is None:
            await uow.commit()
            return 0
        found = await _expiring(services, uow, now)
        for case, _, kept in found:
            await uow.retention.save(case.id, replace(kept, told_at=now))
        for to, own in await _supervising(uow):
            await _tell(uow, to, [(case, at) for case, at, _ in found if not own & set(case.barred)])
        await uow.commit()
    return len(found)


async def _expiring(services: Services, uow: UnitOfWork, now: datetime) -> list[tuple[Case, datetime, Retained]]:
    """The cases of which it is time to tell, and when their time is over; the soonest first."""
    soon, policy = now + max(rules.AHEAD), services.profile.policy
    found = []
    wanted = await uow.retention.expiring(soon - rules.shortest(policy), soon, LOOKED_AT)
    for case in (await uow.cases.known(wanted)).values():
        kept = await uow.retention.of(case.id)
        at = rules.expires_at(case, policy, kept.until)
        if at is not None and rules.is_to_be_told(at, kept.told_at, now):
            found.append((case, at, kept))
    return sorted(found, key=lambda one: one[1])


async def _supervising(uow: UnitOfWork) -> list[tuple[Address, frozenset[AgencyKey]]]:
    """Who hears of it, and as whose head they must not hear of some."""
    people = [(ToPerson(staff.person), staff.heads) for staff in await uow.staff.supervisors()]
    return [*people, (ToOversight(), frozenset())]


async def _tell(uow: UnitOfWork, to: Address, found: list[tuple[Case, datetime]]) -> None:
    rows = tuple(expiring_line(case, at) for case, at in found)
    for start in range(0, len(rows), SHOWN):
        part = Expiring(rows=rows[start : start + SHOWN], total=len(rows))
        await uow.outbox.add(Notice(part, to, priority=Priority.DIGEST, silent=True))


def expiring_line(case: Case, at: datetime) -> ExpiringLine:
    """One case on the list: no content."""
    is_assessed = case.assessed_at is not None
    return ExpiringLine(number=case.number, urgency=case.urgency, agency=case.lead, expires_at=at, assessed=is_assessed)


async def ask_why(services: Services, agent: Agent, to: ToChat, number: CaseNumber, what: str) -> None:
    """'Keep it on' or 'hold': the reasons are shown. `what`: keep, hold."""
    async with services.begin() as uow:
        await permitted(services, uow, agent, number, Action.KEEP if what == "keep" else Action.HOLD)
        await uow.outbox.add(_asked(number, Notice(KeepWhy(number=number, what=what), to)))
        await uow.commit()


async def ask_how_long(services: Services, agent: Agent, to: ToChat, number: CaseNumber, reason: str) -> None:
    """The years are shown."""
    _known(reason)
    async with services.begin() as uow:
        await permitted(services, uow, agent, number, Action.KEEP)
        await uow.outbox.add(_asked(number, Notice(KeepYears(number=number, reason=reason), to)))
        await uow.commit()


async def ask_export(services: Services, agent: Agent, to: ToChat, number: CaseNumber) -> None:
    """How the case is taken out before it goes: by the administrator's command."""
    async with services.begin() as uow:
        await permitted(services, uow, agent, number, Action.KEEP)
        await uow.outbox.add(Notice(Say(key="keep-export-how", number=number), to))
        await uow.commit()


async def extend(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, reason: str, years: int, now: datetime
) -> None:
    """The case is kept on, for a reason; whoever agreed to let it go did so in vain."""
    _known(reason)
    async with services.begin() as uow:
        case = await permitted(services, uow, agent, number, Action.KEEP)
        kept = await uow.retention.of(case.id)
        until = rules.extended_until(case, services.profile.policy, kept.until, years, now)
        await uow.retention.save(case.id, Retained(until=until))
        facts: dict[str, Fact] = {"reason": reason, "years": years}
        await uow.audit.add(
            "kept_on", at=now, case=case.id, person=agent.person, agency=_body(services, agent), facts=facts
        )
        said = Say(key="keep-extended", number=number, until_at=until)
        await uow.outbox.add(_asked(number, Notice(said, to)))
        await retire(services, uow, let_go_slot(case), Say(key="keep-let-go-over", number=number))
        await uow.commit()


async def hold(
    services: Services, agent: Agent, to: ToChat, number: CaseNumber, reason: str, now: datetime, *, is_held: bool
) -> None:
    """L16: the supervising body puts a case under legal hold, or lifts it. While it is held nobody erases it."""
    _known(reason)
    async with services.begin() as uow:
        was = await permitted(services, uow, agent, number, Action.HOLD)
        case = rules.held(was, is_held=is_held)
        await uow.cases.save(case, was=was.version)
        action = "hold_on" if is_held else "hold_off"
        body, facts = _body(services, agent), {"reason": reason}
        await uow.audit.add(action, at=now, case=case.id, person=agent.person, agency=body, facts=facts)
        if is_held:
            kept = await uow.retention.of(case.id)
            await uow.retention.save(case.id, replace(kept, let_go_by=None, let_go_at=None))
            await retire(services, uow, let_go_slot(case), Say(key="keep-let-go-over", number=number))
        await tell_agencies(services, uow, case)
        said = Say(key="keep-held" if is_held else "keep-hold-over", number=number)
        await uow.outbox.add(_asked(number, Notice(said, to)))
        await uow.commit()


async def let_go(services: Services, agent: Agent, to: ToChat, number: CaseNumber, now: datetime) -> None:
    """The first of two people agrees that the case may go; the second one erases it. Raises IllegalStep for a case that
    is held, open or never assessed, at both moments."""
    async with services.begin() as uow:
        case = await permitted(services, uow, agent, number, Action.KEEP)
        rules.refuse_to_erase(case)
        kept = await uow.retention.of(case.id)
        if kept.let_go_by in {None, agent.person} or not rules.agreed(kept.let_go_at, now):
            await _propose(services, uow, agent, to, case, kept, now)
        else:
            await _erase(services, uow, agent, to, case, now)
        await uow.commit()


async def _propose(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, case: Case, kept: Retained, now: datetime
) -> None:
    """A second person is asked: every other supervisor in private, and the supervising body."""
    is_new = not (kept.let_go_by == agent.person and rules.agreed(kept.let_go_at, now))
    await uow.outbox.add(Notice(Say(key="keep-let-go", number=case.number), to))
    if not is_new:
        return
    await uow.retention.save(case.id, replace(kept, let_go_by=agent.person, let_go_at=now))
    await uow.audit.add("let_go", at=now, case=case.id, person=agent.person, agency=_body(services, agent))
    asked = [place for place in await _second_persons(services, uow, case) if place != ToPerson(agent.person)]
    ask = LetGoAsked(number=case.number, urgency=case.urgency, agency=case.lead)
    slot, rank = let_go_slot(case), Priority.ALERT
    await uow.outbox.add(
        *[Notice(ask, place, priority=rank, case=case.id, slot=slot, mode=Mode.NEXT) for place in asked]
    )


def let_go_slot(case: Case) -> str:
    """The place of the question to the second person, whether the case may be erased."""
    return f"let_go:{case.id}"


def _asked(number: CaseNumber, notice: Notice) -> Notice:
    """A step of keeping or holding one case on: the step before it loses its buttons."""
    return replace(notice, slot=f"keep:{number}", mode=Mode.NEXT)


async def _second_persons(services: Services, uow: UnitOfWork, case: Case) -> list[Address]:
    supervising = services.profile.agency_with("supervising")
    people = [ToPerson(one) for one in await audience_of(uow, case, await uow.staff.supervisors())]
    return [*people, *([ToAgency(supervising)] if supervising not in case.barred else [])]


async def _erase(services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, case: Case, now: datetime) -> None:
    """Key, rows, files; a line without content stays, and those who watch hear of it."""
    told = await _second_persons(services, uow, case)
    seen = replace(case, version=case.version + 1)
    await uow.cases.save(seen, was=case.version)  # who opens it again at this moment, or this, must begin anew
    await uow.retention.erase(case.id, now)
    await uow.audit.add("erased", at=now, case=case.id, person=agent.person, agency=_body(services, agent))
    said = Say(key="keep-erased", number=case.number)
    others = [place for place in told if place != ToPerson(agent.person)]
    slot, rank = let_go_slot(case), Priority.ALERT
    await uow.outbox.add(*[Notice(said, place, priority=rank, slot=slot, mode=Mode.NEXT) for place in (to, *others)])


def _known(reason: str) -> None:
    if reason not in rules.REASONS:
        raise NotFound("reason-wanted")


def _body(services: Services, agent: Agent) -> AgencyKey | None:
    """The supervising body, when its member acts; a supervisor acts for none."""
    supervising = services.profile.agency_with("supervising")
    return supervising if supervising in agent.agencies else None

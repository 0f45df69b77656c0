"""How long cases are kept: supervisors are told before the time is over; two people erase, and never what must stay
(SG29).

Nothing is erased by time alone. The first 'let go' is a proposal; the second one, by another person, erases.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.cases.stages import retention as rules
from bot.domain.cases.stages.retained import (
    Retained,
)
from bot.domain.cases.stages.retention import HOLD, LIFT
from bot.domain.daily import hour_of_today
from bot.domain.errors import NotFound
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.above import supervising_group
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToOversight, ToPerson
from bot.domain.notices.say import SayOfCase, SayRetainedUntil
from bot.domain.notices.supervisor.retention import Expiring, ExpiringRow, KeepWhyAsked, KeepYearsAsked, LetGoAsked
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.casework.messages.retired_messages import retire
from bot.usecases.casework.messages.slots import let_go_slot
from bot.usecases.services import Transaction

LOOKED_AT = 1000
SHOWN = 8
"""How many cases stand in one message, each with its buttons."""
JOB = "retention"


@transaction_of_program
async def tell_expiring(act: Transaction) -> int:
    """Tells once a day which cases' time is over in 30, 7 or 1 days, or is over. Returns how many cases there were."""
    uow, profile = act.uow, act.services.profile
    local, today = hour_of_today(act.now, profile.policy.digest_at, profile.zone)
    if local < today or await uow.daily_runs.claim(JOB, local.toordinal()) is None:
        return 0
    found = await _expiring(act)
    for case, _, retained in found:
        await uow.retention.save(case.id, replace(retained, told_at=act.now))
    for to, own in await _supervising(uow):
        await _tell(uow, to, [(case, at) for case, at, _ in found if not own & set(case.barred)])
    return len(found)


async def _expiring(act: Transaction) -> list[tuple[Case, datetime, Retained]]:
    """The cases of which it is time to tell, with the moment at which their time is over; the soonest first."""
    soon, policy = act.now + max(rules.AHEAD), act.services.profile.policy
    found = []
    wanted = await act.uow.retention.expiring(soon - rules.shortest(policy), soon, LOOKED_AT)
    for case in (await act.uow.cases.known(wanted)).values():
        retained = await act.uow.retention.of(case.id)
        at = rules.expires_at(case, policy, retained.until)
        if at is not None and rules.is_to_be_told(at, retained.told_at, act.now):
            found.append((case, at, retained))
    return sorted(found, key=lambda one: one[1])


async def _supervising(uow: UnitOfWork) -> list[tuple[Address, frozenset[AgencyKey]]]:
    """The people who are told, each with the bodies that they head: they must not be told of cases that bar one of
    these."""
    people = [(ToPerson(staff.person), staff.heads) for staff in await uow.staff.supervisors()]
    return [*people, (ToOversight(), frozenset())]


async def _tell(uow: UnitOfWork, to: Address, found: list[tuple[Case, datetime]]) -> None:
    rows = tuple(expiring_row(case, at) for case, at in found)
    for start in range(0, len(rows), SHOWN):
        part = Expiring(rows=rows[start : start + SHOWN], total=len(rows))
        await uow.outbox.add(Notice(part, to, priority=Priority.DIGEST, silent=True))


def expiring_row(case: Case, at: datetime) -> ExpiringRow:
    """One case on the list, without content."""
    is_assessed = case.assessed_at is not None
    return ExpiringRow(number=case.number, urgency=case.urgency, agency=case.lead, expires_at=at, assessed=is_assessed)


@transaction_on_case(Action.KEEP, again="keep")
async def keep(act: CaseAct, reason: str = "", years: int = 0) -> None:
    """`/keep NUMBER` asks why and how long. With a reason and years the case is kept longer, and an agreement to erase
    it ends."""
    number = act.case.number
    if not reason:
        await act.tell(_asked(number, Notice(KeepWhyAsked(number=number, what="keep"), act.to)))
        return
    _known(reason)
    if years:
        await _extend(act, reason, years)
    else:
        await act.tell(_asked(number, Notice(KeepYearsAsked(number=number, reason=reason), act.to)))


@transaction_on_case(Action.KEEP, again="keep_export")
async def ask_export(act: CaseAct) -> None:
    """Says how the case is exported before it is erased: by the administrator's command."""
    await act.say(SayOfCase(key="keep-export-how", number=act.case.number))


async def _extend(act: CaseAct, reason: str, years: int) -> None:
    uow, case, number = act.uow, act.case, act.case.number
    retained = await uow.retention.of(case.id)
    until = rules.extended_until(case, act.services.profile.policy, retained.until, years, act.now)
    await uow.retention.save(case.id, Retained(until=until))
    facts: dict[str, Fact] = {"reason": reason, "years": years}
    await uow.audit.add("kept_on", at=act.now, case=case.id, person=act.person, agency=_body(act), facts=facts)
    said = SayRetainedUntil(number=number, until_at=until)
    await act.tell(_asked(number, Notice(said, act.to)))
    await retire(act, let_go_slot(case), SayOfCase(key="keep-let-go-over", number=number), case=case)


@transaction_on_case(Action.HOLD, again="hold")
async def hold(act: CaseAct, reason: str = "", is_lifted: int = 0) -> None:
    """L16: the supervising body puts a case under legal hold with a reason, or lifts the hold (`is_lifted`: 1). While
    it is held nobody erases it. Without a reason, asks for it."""
    if reason:
        _known(reason)
        await _set_legal_hold(act, reason, is_on=not is_lifted)
    else:
        await _ask_why(act, LIFT if is_lifted else HOLD)


@transaction_on_case(Action.HOLD, again="hold_ask")
async def ask_hold(act: CaseAct, what: str) -> None:
    """Asks why the case is held, or why the hold is lifted, and says what follows."""
    rules.with_legal_hold(act.case, is_on=what == HOLD)
    await _ask_why(act, what)


async def _ask_why(act: CaseAct, what: str) -> None:
    number = act.case.number
    await act.tell(_asked(number, Notice(KeepWhyAsked(number=number, what=what), act.to)))


@transaction_on_case(Action.HOLD, again="hold_lift")
async def lift(act: CaseAct, reason: str) -> None:
    """Lifts the hold, with a reason."""
    _known(reason)
    await _set_legal_hold(act, reason, is_on=False)


async def _set_legal_hold(act: CaseAct, reason: str, *, is_on: bool) -> None:
    uow, was, number = act.uow, act.case, act.case.number
    case, facts = rules.with_legal_hold(was, is_on=is_on), {"reason": reason}
    await uow.cases.save(case, was=was.version)
    action = "hold_on" if is_on else "hold_off"
    await uow.audit.add(action, at=act.now, case=case.id, person=act.person, agency=_body(act), facts=facts)
    if is_on:
        retained = await uow.retention.of(case.id)
        await uow.retention.save(case.id, replace(retained, let_go_by=None, let_go_at=None))
        await retire(act, let_go_slot(case), SayOfCase(key="keep-let-go-over", number=number), case=case)
    await tell_agencies(act, case)
    said = SayOfCase(key="keep-held" if is_on else "keep-hold-over", number=number)
    await act.tell(_asked(number, Notice(said, act.to)))


@transaction_on_case(Action.KEEP, again="erase")
async def let_go(act: CaseAct) -> None:
    """The first of two people agrees that the case is erased; the second one erases it. Raises IllegalStep, at both
    moments, for a case that is held, open or was never assessed."""
    rules.refuse_to_erase(act.case)
    retained = await act.uow.retention.of(act.case.id)
    if retained.let_go_by in {None, act.person} or not rules.agreed(retained.let_go_at, act.now):
        await _propose(act, retained)
    else:
        await _erase(act)


async def _propose(act: CaseAct, retained: Retained) -> None:
    """Asks for a second person: every other supervisor in private, and the supervising body."""
    case, is_new = act.case, not (retained.let_go_by == act.person and rules.agreed(retained.let_go_at, act.now))
    await act.say(SayOfCase(key="keep-let-go", number=case.number))
    if not is_new:
        return
    await act.uow.retention.save(case.id, replace(retained, let_go_by=act.person, let_go_at=act.now))
    await act.uow.audit.add("let_go", at=act.now, case=case.id, person=act.person, agency=_body(act))
    asked = [place for place in await _second_persons(act) if place != ToPerson(act.person)]
    ask, slot = LetGoAsked(number=case.number, urgency=case.urgency, agency=case.lead), let_go_slot(case)
    rank = Priority.ALERT
    await act.tell(*[Notice(ask, to, priority=rank, case=case.id, slot=slot, mode=Mode.NEXT) for to in asked])


def _asked(number: CaseNumber, notice: Notice) -> Notice:
    """A message about keeping or holding one case. The one before it loses its buttons."""
    return replace(notice, slot=f"keep:{number}", mode=Mode.NEXT)


async def _second_persons(act: CaseAct) -> list[Address]:
    people = [ToPerson(one) for one in await audience_of(act.uow, act.case, await act.uow.staff.supervisors())]
    return [*people, *supervising_group(act.case, act.supervising)]


async def _erase(act: CaseAct) -> None:
    """Erases key, rows and files of the case, and of the cases that were merged into it. A line without content stays,
    and oversight is told."""
    case, uow, told = act.case, act.uow, await _second_persons(act)
    seen = replace(case, version=case.version + 1)
    await uow.cases.save(seen, was=case.version)  # whoever opens it, or one of these, again now must begin anew
    for one in ids_of(case):
        await uow.retention.erase(one, act.now)
    await uow.audit.add("erased", at=act.now, case=case.id, person=act.person, agency=_body(act))
    said, slot, rank = SayOfCase(key="keep-erased", number=case.number), let_go_slot(case), Priority.ALERT
    others = [place for place in told if place != ToPerson(act.person)]
    await act.tell(*[Notice(said, to, priority=rank, slot=slot, mode=Mode.NEXT) for to in (act.to, *others)])


def _known(reason: str) -> None:
    if reason not in rules.REASONS:
        raise NotFound("reason-wanted")


def _body(act: CaseAct) -> AgencyKey | None:
    """The supervising body, where its member acts; None for a supervisor, who acts for no body."""
    return act.supervising if act.supervising in act.agent.agencies else None

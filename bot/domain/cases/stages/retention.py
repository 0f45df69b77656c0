"""How long a closed case is kept, when supervisors hear that its time is over, and what must never be erased (SG29)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.flags import Flag
from bot.domain.errors import IllegalStep
from bot.domain.profile import Policy

HOLD, LIFT = "hold", "lift"
HOLDS = (HOLD, LIFT)
"""What can be done with a legal hold."""

AHEAD = (timedelta(days=30), timedelta(days=7), timedelta(days=1), timedelta())
"""How long before the end of retention people are told of it."""
AGAIN = timedelta(days=7)
"""The time between two reminders after the end. They go on, for nothing is erased by time alone."""
YEAR = timedelta(days=365)
EXTENSIONS = (1, 3)
"""Years by which a case may be kept on."""
REASONS = ("proceedings", "child_at_risk", "inquiry", "duty")
"""The reasons why a case is kept on, or held. They are fixed words of the program, so that the audit log gets no
content."""
AGREED_FOR = timedelta(days=30)
"""How long the first person's agreement to erase a case waits for a second person."""


def retention_of(case: Case, policy: Policy) -> timedelta:
    """How long a case is kept: by its outcome, else by its class, else by the general period."""
    outcome = case.closing.outcome if case.closing else ""
    return policy.retention_by_outcome.get(outcome, policy.retention_by_class.get(case.urgency, policy.case_retention))


def shortest(policy: Policy) -> timedelta:
    """No case's time is over before."""
    return min([policy.case_retention, *policy.retention_by_class.values(), *policy.retention_by_outcome.values()])


def expires_at(case: Case, policy: Policy, until: datetime | None) -> datetime | None:
    """When its time is over; None for a case that is not closed, or is held."""
    if case.state is not CaseState.CLOSED or case.closed_at is None or Flag.LEGAL_HOLD in case.flags:
        return None
    end = case.closed_at + retention_of(case, policy)
    return end if until is None else max(end, until)


def is_to_be_told(expires: datetime, told_at: datetime | None, now: datetime) -> bool:
    """Whether one of the moments of telling has come since they were told last."""
    passed = [expires - ahead for ahead in AHEAD if expires - ahead <= now]
    if now >= expires:
        passed.append(expires + AGAIN * ((now - expires) // AGAIN))
    return bool(passed) and (told_at is None or told_at < max(passed))


def refuse_to_erase(case: Case) -> None:
    """IllegalStep for a case that is held (L16), open, or was never assessed."""
    if Flag.LEGAL_HOLD in case.flags:
        raise IllegalStep("on-hold")
    if case.state is not CaseState.CLOSED:
        raise IllegalStep("close-first")
    if case.assessed_at is None:
        raise IllegalStep("never-assessed")


def with_legal_hold(case: Case, *, is_on: bool) -> Case:
    """L16: under a legal hold, or no longer."""
    if (Flag.LEGAL_HOLD in case.flags) is is_on:
        raise IllegalStep("on-hold" if is_on else "not-on-hold")
    flags = case.flags | {Flag.LEGAL_HOLD} if is_on else case.flags - {Flag.LEGAL_HOLD}
    return replace(case, flags=flags, version=case.version + 1)


def extended_until(case: Case, policy: Policy, until: datetime | None, years: int, now: datetime) -> datetime:
    """The end of a period of retention that is extended by this many years. The years begin at the present end, or now
    when the period is already over."""
    end = expires_at(case, policy, until)
    if end is None or years not in EXTENSIONS:
        raise IllegalStep("close-first" if case.is_open else "on-hold" if end is None else "illegal-step")
    return max(end, now) + years * YEAR


def agreed(let_go_at: datetime | None, now: datetime) -> bool:
    """Whether a first word to let go still counts."""
    return let_go_at is not None and now - let_go_at <= AGREED_FOR

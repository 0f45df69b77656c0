"""A case's clocks: when the next step of the ladder is due, and what follows when it fires.

Source: triage-routing-clocks.md. Steps of a clock: `half` of the time, `breach` at the due moment, `double` after twice
the time, and from the breach on `repeat-N` until the act is done. Each fires once per (case, clock, step, armed
version); steps that were missed together (downtime, a moved clock) fire as one, the gravest. Lead clocks carry no
agency; supports have clocks of their own, twice as long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.case import Case, Clock, ClockKind, Flag
from bot.domain.ids import AgencyKey
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency

FIXED = {"half": 0.5, "breach": 1.0, "double": 2.0}
GRAVITY = {"repeat": 0, "half": 1, "breach": 2, "double": 3}


@dataclass(frozen=True)
class Due:
    """A step whose moment has come."""

    clock: Clock
    step: str
    at: datetime


@dataclass(frozen=True)
class Consequence:
    """What follows from the gravest step of one clock: who must hear of it is the use case's to look up."""

    clock: Clock
    step: str
    """half, breach, double or repeat-N."""
    agency: AgencyKey
    """Who is late or reminded."""
    breached: bool = False
    """The due moment was passed just now, whatever graver step came with it (downtime)."""

    @property
    def is_ladder(self) -> bool:
        """Whether heads and supervisors hear of it."""
        return self.step in {"breach", "double"}


def limit_of(kind: ClockKind, urgency: Urgency, policy: Policy) -> timedelta:
    """How long the act may take in this class."""
    limits = policy.limits[urgency]
    by_kind: Mapping[ClockKind, timedelta] = {
        ClockKind.ACKNOWLEDGE: limits.acknowledge,
        ClockKind.FIRST_ACTION: limits.first_action,
        ClockKind.ASSESS: limits.assess,
        ClockKind.REPLY: reply_time(policy, urgency),
        ClockKind.OUTCOME: policy.outcome,
    }
    return by_kind[kind]


def reply_time(policy: Policy, urgency: Urgency) -> timedelta:
    """How long the first answer to the reporter may take."""
    return policy.reply_p1 if urgency is Urgency.P1 else policy.reply


def arm(
    kind: ClockKind, agency: AgencyKey | None, urgency: Urgency, policy: Policy, now: datetime, version: int
) -> Clock:
    """A clock that starts now; a support's runs `support_factor` times as long."""
    time = limit_of(kind, urgency, policy) * (1.0 if agency is None else policy.support_factor)
    return Clock(kind, agency, now, now + time, version)


def tightened(clock: Clock, urgency: Urgency, policy: Policy, now: datetime, version: int) -> Clock:
    """The running clock under a higher class: armed anew from now where that is sooner; never later, and never due in
    the past by the change alone (L14)."""
    if clock.stopped_at is not None:
        return clock
    fresh = arm(clock.kind, clock.agency, urgency, policy, now, version)
    return fresh if fresh.due_at < clock.due_at else clock


def stop(case: Case, kind: ClockKind, agency: AgencyKey | None, now: datetime) -> Case:
    """The act is done: the clock stops and fires no more."""
    clocks = tuple(
        replace(clock, stopped_at=now)
        if clock.kind is kind and clock.agency == agency and clock.stopped_at is None
        else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks)


def stop_all(case: Case, now: datetime, agency: AgencyKey | None = None, *, everything: bool = False) -> Case:
    """Stop the clocks of one support, or all of them when the case closes."""
    clocks = tuple(
        replace(clock, stopped_at=now) if clock.stopped_at is None and (everything or clock.agency == agency) else clock
        for clock in case.clocks
    )
    return replace(case, clocks=clocks)


def repeats_fired(clock: Clock) -> int:
    """N of the last repeat that fired; 0 before the first."""
    return max((int(step.split("-")[1]) for step in clock.fired if step.startswith("repeat-")), default=0)


def repeat_at(clock: Clock, number: int, urgency: Urgency, policy: Policy, zone: ZoneInfo) -> datetime:
    """When `repeat-number` is due: every so often after the due moment, or daily at the district's hour (DST-safe)."""
    every = policy.limits[urgency].repeat
    if every is not None and clock.kind not in {ClockKind.REPLY, ClockKind.OUTCOME}:
        return clock.due_at + every * number
    local = clock.due_at.astimezone(zone)
    day = local.date() + timedelta(days=number if local.time() >= policy.daily_at else number - 1)
    return datetime.combine(day, policy.daily_at, zone).astimezone(clock.due_at.tzinfo)


def repeats(case: Case, clock: Clock) -> bool:
    """Only the earliest running clock of an agency repeats: one nagging voice, not five."""
    rivals = [c for c in case.clocks if c.stopped_at is None and c.agency == clock.agency]
    return min(rivals, key=lambda c: (c.due_at, c.kind)) == clock


def next_step(case: Case, clock: Clock, policy: Policy, zone: ZoneInfo) -> Due | None:
    """The clock's next step that has not fired; None once it is stopped."""
    if clock.stopped_at is not None:
        return None
    time = clock.due_at - clock.started_at
    ahead = [
        Due(clock, step, clock.started_at + time * factor) for step, factor in FIXED.items() if step not in clock.fired
    ]
    if "breach" in clock.fired and repeats(case, clock):
        number = repeats_fired(clock) + 1
        ahead.append(Due(clock, f"repeat-{number}", repeat_at(clock, number, case.urgency, policy, zone)))
    return min(ahead, key=lambda due: due.at, default=None)


def next_at(case: Case, policy: Policy, zone: ZoneInfo) -> datetime | None:
    """When the case must be looked at again; None only for a case that is not open."""
    if not case.is_open:
        return None
    steps = [next_step(case, clock, policy, zone) for clock in case.clocks]
    return min((due.at for due in steps if due is not None), default=None)


def due_steps(case: Case, clock: Clock, policy: Policy, zone: ZoneInfo, now: datetime) -> list[Due]:
    """All steps of one clock that are due, in their order; of many missed repeats only the last counts."""
    found: list[Due] = []
    while (due := next_step(case, clock, policy, zone)) is not None and due.at <= now:
        if due.step.startswith("repeat-"):
            due = replace(due, step=f"repeat-{_last_repeat(case, clock, policy, zone, now)}")
        found.append(due)
        fired = replace(clock, fired=_with_fired(clock.fired, [due.step]))
        case = replace(case, clocks=tuple(fired if c == clock else c for c in case.clocks))
        clock = fired
    return found


def _last_repeat(case: Case, clock: Clock, policy: Policy, zone: ZoneInfo, now: datetime) -> int:
    """The highest N whose repeat is due by now; days may have 23 or 25 hours, hence the steps at the end."""
    low = repeats_fired(clock) + 1
    first = repeat_at(clock, low, case.urgency, policy, zone)
    every = repeat_at(clock, low + 1, case.urgency, policy, zone) - first
    number = low + int((now - first) / every)
    while number > low and repeat_at(clock, number, case.urgency, policy, zone) > now:
        number -= 1
    while repeat_at(clock, number + 1, case.urgency, policy, zone) <= now:
        number += 1
    return number


def fire(case: Case, policy: Policy, zone: ZoneInfo, now: datetime) -> tuple[Case, tuple[Consequence, ...]]:
    """Mark everything due as fired; the case gets its yellow or red mark; one consequence a clock."""
    clocks: list[Clock] = []
    consequences: list[Consequence] = []
    for clock in case.clocks:
        due = due_steps(case, clock, policy, zone, now) if case.is_open else []
        fired = replace(clock, fired=_with_fired(clock.fired, [d.step for d in due])) if due else clock
        clocks.append(fired)
        if due:
            consequences.append(_consequence(case, fired, [d.step for d in due]))
    if not consequences:
        return case, ()
    flags = case.flags | {flag for c in consequences if (flag := _mark(c)) is not None}
    return replace(case, clocks=tuple(clocks), flags=flags, version=case.version + 1), tuple(consequences)


def _consequence(case: Case, clock: Clock, steps: list[str]) -> Consequence:
    """The gravest of the steps of one clock that came due together."""
    gravest = max(steps, key=lambda step: GRAVITY[step.split("-")[0]])
    return Consequence(clock, gravest, clock.agency or case.lead, "breach" in steps)


def _with_fired(fired: tuple[str, ...], steps: list[str]) -> tuple[str, ...]:
    """Steps fired so far; of the repeats only the last is kept."""
    merged = [*fired, *steps]
    last = next((step for step in reversed(merged) if step.startswith("repeat-")), None)
    fixed = tuple(step for step in merged if not step.startswith("repeat-"))
    return (*fixed, last) if last else fixed


def _mark(consequence: Consequence) -> Flag | None:
    """A lead's breach is yellow; no outcome in 90 days is red; a support's silence marks nothing."""
    if not consequence.is_ladder or consequence.clock.agency is not None:
        return None
    return Flag.RED if consequence.clock.kind is ClockKind.OUTCOME else Flag.YELLOW

"""What follows when deadlines pass: which steps are due, and whom they concern.

Source: triage-routing-clocks.md. Steps of one deadline that came due together fire as one, the gravest.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines.ladder_steps import LadderStep, is_repeat, repeat
from bot.domain.cases.deadlines.timing import GRAVITY, Due, arm, is_running, next_step, repeat_at, repeats_fired
from bot.domain.ids import AgencyKey
from bot.domain.profile import Policy


@dataclass(frozen=True)
class Consequence:
    """What follows from the gravest step of one deadline. Who must be told is decided by the use case."""

    deadline: Deadline
    step: str
    """The name under which it stands among the steps that fired: half, breach, double or repeat-N."""
    agency: AgencyKey
    """The body that is late or reminded."""
    breached: bool = False
    """Whether the due moment was passed just now, even if a graver step came with it (downtime)."""

    @property
    def kind(self) -> LadderStep:
        """Which step it is, without the number of a repeat."""
        return LadderStep(self.step)

    @property
    def is_ladder(self) -> bool:
        """Whether heads and supervisors are told."""
        return self.kind in {LadderStep.BREACH, LadderStep.DOUBLE}


def due_steps(case: Case, deadline: Deadline, policy: Policy, zone: ZoneInfo, now: datetime) -> list[Due]:
    """All steps of one deadline that are due, in order; of many missed repeats only the last counts."""
    found: list[Due] = []
    while (due := next_step(case, deadline, policy, zone)) is not None and due.at <= now:
        if is_repeat(due.step):
            due = replace(due, step=repeat(_last_repeat(case, deadline, policy, zone, now)))
        found.append(due)
        fired = replace(deadline, fired=_with_fired(deadline.fired, [due.step]))
        case = replace(case, deadlines=tuple(fired if c == deadline else c for c in case.deadlines))
        deadline = fired
    return found


def _last_repeat(case: Case, deadline: Deadline, policy: Policy, zone: ZoneInfo, now: datetime) -> int:
    """The highest N whose repeat is due by now. Days may have 23 or 25 hours, hence the steps at the end."""
    low = repeats_fired(deadline) + 1
    first = repeat_at(deadline, low, case.urgency, policy, zone)
    every = repeat_at(deadline, low + 1, case.urgency, policy, zone) - first
    number = low + int((now - first) / every)
    while number > low and repeat_at(deadline, number, case.urgency, policy, zone) > now:
        number -= 1
    while repeat_at(deadline, number + 1, case.urgency, policy, zone) <= now:
        number += 1
    return number


def fire(case: Case, policy: Policy, zone: ZoneInfo, now: datetime) -> tuple[Case, tuple[Consequence, ...]]:
    """Marks everything that is due as fired. Returns one consequence for each deadline. A late answer gets its new
    date."""
    deadlines: list[Deadline] = []
    consequences: list[Consequence] = []
    for deadline in case.deadlines:
        due = due_steps(case, deadline, policy, zone, now) if is_running(case, deadline) else []
        fired = replace(deadline, fired=_with_fired(deadline.fired, [d.step for d in due])) if due else deadline
        deadlines.append(fired)
        if due:
            consequences.append(_consequence(case, fired, [d.step for d in due]))
    if not consequences:
        return case, ()
    deadlines += _new_date(case, consequences, policy, now)
    return replace(case, deadlines=tuple(deadlines), version=case.version + 1), tuple(consequences)


def _new_date(case: Case, consequences: list[Consequence], policy: Policy, now: datetime) -> list[Deadline]:
    """The reporter is told a new date once, when the promised one has passed. It becomes a deadline like any other."""
    late = [c.deadline.of for c in consequences if c.breached and c.deadline.kind is DeadlineKind.REPLY]
    known = {deadline.of for deadline in case.deadlines if deadline.kind is DeadlineKind.NEW_DATE}
    fresh = arm(DeadlineKind.NEW_DATE, None, case.urgency, policy, now, case.version + 1)
    return [replace(fresh, of=of) for of in late if of not in known]


def _consequence(case: Case, deadline: Deadline, steps: list[str]) -> Consequence:
    """The gravest of the steps of one deadline that came due together."""
    gravest = max(steps, key=lambda step: GRAVITY[LadderStep(step)])
    return Consequence(deadline, gravest, deadline.agency or case.lead, LadderStep.BREACH in steps)


def _with_fired(fired: tuple[str, ...], steps: list[str]) -> tuple[str, ...]:
    """The steps fired so far; of the repeats only the last is kept."""
    merged = [*fired, *steps]
    last = next((step for step in reversed(merged) if is_repeat(step)), None)
    fixed = tuple(step for step in merged if not is_repeat(step))
    return (*fixed, last) if last else fixed

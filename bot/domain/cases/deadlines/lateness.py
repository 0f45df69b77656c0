"""Which body is late with what in a case: the lead first, then the longest late first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, Deadline
from bot.domain.cases.deadlines.marks import is_overdue, mark_of
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey


@dataclass(frozen=True)
class LateSteps:
    """How many of its deadlines a body has missed without doing the act, in cases that it leads and in cases that it
    supports."""

    as_lead: int = 0
    as_support: int = 0


def body_of(case: Case, deadline: Deadline) -> AgencyKey:
    """The body that must do what the deadline is for."""
    return deadline.agency or case.lead


def late_deadlines(case: Case, now: datetime) -> list[Deadline]:
    """The missed deadlines whose act is still not done: the lead's before the supports', a body's together, the longest
    late first. A body that must not know of the case is not named."""
    late = [deadline for deadline in case.deadlines if case.is_open and is_overdue(deadline, now)]
    known = [deadline for deadline in late if body_of(case, deadline) not in case.barred]
    worst = {body: min(c.due_at for c in known if body_of(case, c) == body) for body in late_in(case, known)}

    def place(deadline: Deadline) -> tuple[bool, datetime, str, datetime]:
        body = body_of(case, deadline)
        return (body != case.lead, worst[body], body, deadline.due_at)

    return sorted(known, key=place)


def late_in(case: Case, deadlines: Iterable[Deadline]) -> list[AgencyKey]:
    """The bodies that have these deadlines, each once, in the order of the deadlines."""
    return list(dict.fromkeys(body_of(case, deadline) for deadline in deadlines))


def late_bodies(case: Case, now: datetime) -> list[AgencyKey]:
    """Every body that is late in this case, the lead first."""
    return late_in(case, late_deadlines(case, now))


def late_steps(cases: Iterable[Case], now: datetime) -> Mapping[AgencyKey, LateSteps]:
    """Each body's own late steps. The answer and the outcome are counted as yellow and red, not here."""
    found = dict[AgencyKey, LateSteps]()
    for case in cases:
        for deadline in late_deadlines(case, now):
            if mark_of(deadline) is Mark.LATE:
                body = body_of(case, deadline)
                known, leads = found.get(body, LateSteps()), body == case.lead
                found[body] = LateSteps(known.as_lead + leads, known.as_support + (not leads))
    return found

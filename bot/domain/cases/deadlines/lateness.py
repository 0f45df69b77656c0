"""Which body is late with what in a case: the lead first, then the longest late first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, Clock
from bot.domain.cases.deadlines.marks import is_overdue, mark_of
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey


@dataclass(frozen=True)
class LateSteps:
    """How many of its deadlines a body has missed without doing the act, in cases that it leads and in cases that it
    supports."""

    as_lead: int = 0
    as_support: int = 0


def body_of(case: Case, clock: Clock) -> AgencyKey:
    """The body that must do what the deadline is for."""
    return clock.agency or case.lead


def late_clocks(case: Case, now: datetime) -> list[Clock]:
    """The missed deadlines whose act is still not done: the lead's before the supports', a body's together, the longest
    late first. A body that must not know of the case is not named."""
    late = [clock for clock in case.clocks if case.is_open and is_overdue(clock, now)]
    known = [clock for clock in late if body_of(case, clock) not in case.barred]
    worst = {body: min(c.due_at for c in known if body_of(case, c) == body) for body in late_in(case, known)}

    def place(clock: Clock) -> tuple[bool, datetime, str, datetime]:
        body = body_of(case, clock)
        return (body != case.lead, worst[body], body, clock.due_at)

    return sorted(known, key=place)


def late_in(case: Case, clocks: Iterable[Clock]) -> list[AgencyKey]:
    """The bodies that have these deadlines, each once, in the order of the deadlines."""
    return list(dict.fromkeys(body_of(case, clock) for clock in clocks))


def late_bodies(case: Case, now: datetime) -> list[AgencyKey]:
    """Every body that is late in this case, the lead first."""
    return late_in(case, late_clocks(case, now))


def late_steps(cases: Iterable[Case], now: datetime) -> Mapping[AgencyKey, LateSteps]:
    """Each body's own late steps. The answer and the outcome are counted as yellow and red, not here."""
    found = dict[AgencyKey, LateSteps]()
    for case in cases:
        for clock in late_clocks(case, now):
            if mark_of(clock) is Mark.LATE:
                body = body_of(case, clock)
                known, leads = found.get(body, LateSteps()), body == case.lead
                found[body] = LateSteps(known.as_lead + leads, known.as_support + (not leads))
    return found

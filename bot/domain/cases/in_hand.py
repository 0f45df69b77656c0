"""What lies in whose hand in an open case: the parts of its bodies, who has taken each, and what is due of it next.

Tasks stand beside this: each has an owner and a due time of its own (assignments.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, Clock, ClockKind
from bot.domain.cases.lateness import body_of
from bot.domain.cases.marks import NOBODY_IS_LATE
from bot.domain.cases.questions import waiting
from bot.domain.ids import AgencyKey, PersonKey

NOT_OF_A_PART = NOBODY_IS_LATE | {ClockKind.ASSIGNMENT}
"""A question is no duty of a body, and a task has a line of its own."""


@dataclass(frozen=True)
class InHand:
    """One body's part in an open case, or a question in it that somebody has asked."""

    agency: AgencyKey
    person: PersonKey | None
    """Who has it; None: nobody of the body has acknowledged it yet."""
    due_at: datetime | None
    """By when the body must have done something next; None while nothing of it is due."""


def in_hand(case: Case) -> tuple[InHand, ...]:
    """Every part that is still to be worked on; and who waits for an answer without having a part in hand."""
    if not case.is_open:
        return ()
    parts = [*_parts(case)]
    holders = {(one.agency, one.person) for one in parts}
    asked = dict.fromkeys((one.agency, one.asked_by) for one in waiting(case))
    return (*parts, *(InHand(agency, who, None) for agency, who in asked if (agency, who) not in holders))


def _parts(case: Case) -> Iterator[InHand]:
    for task in case.tasks:
        if task.is_acting and task.agency not in case.barred:
            clock = next_clock(case, task.agency)
            yield InHand(task.agency, task.holder, None if clock is None else clock.due_at)


def next_clock(case: Case, agency: AgencyKey) -> Clock | None:
    """The next deadline of the body's part; None while none is running."""
    running = [clock for clock in case.clocks if clock.stopped_at is None and clock.kind not in NOT_OF_A_PART]
    own = [clock for clock in running if body_of(case, clock) == agency]
    return min(own, key=lambda clock: clock.due_at, default=None)

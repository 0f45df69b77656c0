"""Who works on what in an open case: the parts of its bodies, who has taken each, and what is due next.

Tasks are listed separately: each has an owner and a due time of its own (assignments.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.cases.deadlines.marks import NOBODY_IS_LATE
from bot.domain.cases.reporter.questions import waiting
from bot.domain.ids import AgencyKey, PersonKey

NOT_OF_A_PART = NOBODY_IS_LATE | {DeadlineKind.ASSIGNMENT}
"""A question is no duty of a body, and a task has a line of its own."""


@dataclass(frozen=True)
class InHand:
    """One body's part in an open case, or a question that somebody has asked in it."""

    agency: AgencyKey
    person: PersonKey | None
    """The person who has it; None where nobody of the body has acknowledged it yet."""
    due_at: datetime | None
    """By when the body must do something next; None while nothing is due."""


def in_hand(case: Case) -> tuple[InHand, ...]:
    """Every part that is still to be worked on; and every person who waits for an answer without having taken a
    part."""
    if not case.is_open:
        return ()
    parts = [*_parts(case)]
    known = {(one.agency, one.person) for one in parts}
    asked = dict.fromkeys((one.agency, one.asked_by) for one in waiting(case))
    return (*parts, *(InHand(agency, who, None) for agency, who in asked if (agency, who) not in known))


def _parts(case: Case) -> Iterator[InHand]:
    for task in case.tasks:
        if task.is_acting and task.agency not in case.barred:
            deadline = next_deadline(case, task.agency)
            yield InHand(task.agency, task.responsible, None if deadline is None else deadline.due_at)


def next_deadline(case: Case, agency: AgencyKey) -> Deadline | None:
    """The next deadline of the body's part; None while none runs."""
    running = [
        deadline for deadline in case.deadlines if deadline.stopped_at is None and deadline.kind not in NOT_OF_A_PART
    ]
    own = [deadline for deadline in running if body_of(case, deadline) == agency]
    return min(own, key=lambda deadline: deadline.due_at, default=None)

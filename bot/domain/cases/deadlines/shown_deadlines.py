"""Which deadline of a case is shown, and where: on cards, in reminders, in lists, to reporters."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.cases.case import Case, Deadline, DeadlineKind, Part, Task
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.cases.deadlines.marks import COLOURS, NOBODY_IS_LATE, is_missed
from bot.domain.ids import AgencyKey, CaseId

ON_CARD = 3
"""Deadlines on one card."""


def on_card(case: Case, task: Task) -> list[Deadline]:
    """The next few running deadlines that this body must meet. A body with a copy sees those of the lead."""

    def concerns(deadline: Deadline) -> bool:
        return deadline.agency == task.agency or (
            task.part is not Part.SUPPORT and deadline.agency in {None, case.lead}
        )

    running = [deadline for deadline in case.deadlines if deadline.stopped_at is None and concerns(deadline)]
    return sorted(running, key=lambda deadline: deadline.due_at)[:ON_CARD]


def in_reminders(case: Case, agency: AgencyKey) -> Deadline | None:
    """The next deadline that the body has been reminded of and has not met; None when nothing waits for it."""
    own = [deadline for deadline in case.deadlines if body_of(case, deadline) == agency]
    waiting = [deadline for deadline in own if deadline.stopped_at is None and deadline.fired]
    return min(waiting, key=lambda deadline: deadline.due_at) if waiting and agency not in case.barred else None


def still_runs(case: Case, kind: DeadlineKind, item: int | None) -> bool:
    """Whether what a reminder is about is still to be done."""
    return (kind, item) in {
        (deadline.kind, deadline.item) for deadline in case.deadlines if deadline.stopped_at is None
    }


def is_still_missed(case: Case, kind: DeadlineKind, agency: AgencyKey, item: int | None) -> bool:
    """Whether what the people above a body were told of is still to be done: by the lead, by a support, or a task."""
    own = None if agency == case.lead and item is None else agency
    here = [deadline for deadline in case.deadlines if deadline.stopped_at is None and deadline.item == item]
    return case.is_open and any((deadline.kind, deadline.agency) == (kind, own) for deadline in here)


def told_due(case: Case, kind: DeadlineKind) -> datetime | None:
    """The date that the first reporter of the case was told; None when there is none."""
    return next((deadline.due_at for deadline in case.deadlines if deadline.kind is kind), None)


def told_due_to(case: Case, kind: DeadlineKind, of: CaseId | None) -> datetime | None:
    """The date that the reporters of the merged case `of` were told. None when there is none."""
    return next((deadline.due_at for deadline in case.deadlines if deadline.kind is kind and deadline.of == of), None)


def next_due(case: Case, *, but_marked: bool = False) -> datetime | None:
    """The earliest running deadline of any body; `but_marked`: that makes the case late, neither yellow nor red."""
    timed = [deadline for deadline in case.deadlines if deadline.kind not in NOBODY_IS_LATE]
    running = [deadline for deadline in timed if deadline.stopped_at is None] if case.is_open else []
    return _earliest(deadline for deadline in running if not but_marked or deadline.kind not in COLOURS)


def due_of_lead(case: Case, kind: DeadlineKind) -> datetime | None:
    """When the lead had to have done it after the receipt, by the deadline that was set first."""
    mine = (deadline for deadline in case.first_life.deadlines if deadline.agency in {None, case.lead})
    return _earliest(deadline for deadline in mine if deadline.kind is kind)


def marked_from(case: Case, kind: DeadlineKind) -> tuple[datetime | None, datetime | None]:
    """When this life of the case is marked if its deadline is missed, or was; and when that ended. What earlier lives
    had is counted otherwise."""
    mine = [deadline for deadline in case.deadlines if deadline.kind is kind]
    shown = [deadline for deadline in mine if deadline.stopped_at is None or is_missed(deadline, deadline.stopped_at)]
    if not shown:
        return None, None
    deadline = min(shown, key=lambda one: (one.stopped_at is not None, one.due_at))
    return deadline.due_at, deadline.stopped_at


def _earliest(deadlines: Iterable[Deadline]) -> datetime | None:
    return min((deadline.due_at for deadline in deadlines), default=None)

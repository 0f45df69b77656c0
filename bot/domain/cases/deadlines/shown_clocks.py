"""Which deadline of a case is shown, and where: on cards, in reminders, in lists, to reporters."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.cases.case import Case, Clock, ClockKind, Part, Task
from bot.domain.cases.deadlines.lateness import body_of
from bot.domain.cases.deadlines.marks import COLOURS, NOBODY_IS_LATE, is_missed
from bot.domain.ids import AgencyKey, CaseId

ON_CARD = 3
"""Deadlines on one card."""


def on_card(case: Case, task: Task) -> list[Clock]:
    """The next few running deadlines that this body answers for; a copy watches the lead's."""

    def concerns(clock: Clock) -> bool:
        return clock.agency == task.agency or (task.part is not Part.SUPPORT and clock.agency in {None, case.lead})

    running = [clock for clock in case.clocks if clock.stopped_at is None and concerns(clock)]
    return sorted(running, key=lambda clock: clock.due_at)[:ON_CARD]


def in_reminders(case: Case, agency: AgencyKey) -> Clock | None:
    """The next deadline that the body has been reminded of and has not met; None when nothing waits for it."""
    own = [clock for clock in case.clocks if body_of(case, clock) == agency]
    waiting = [clock for clock in own if clock.stopped_at is None and clock.fired]
    return min(waiting, key=lambda clock: clock.due_at) if waiting and agency not in case.barred else None


def still_runs(case: Case, kind: ClockKind, item: int | None) -> bool:
    """Whether what a reminder is about is still to be done."""
    return (kind, item) in {(clock.kind, clock.item) for clock in case.clocks if clock.stopped_at is None}


def is_still_missed(case: Case, kind: ClockKind, agency: AgencyKey, item: int | None) -> bool:
    """Whether what the people above a body were told of is still to be done: by the lead, by a support, or a task."""
    own = None if agency == case.lead and item is None else agency
    here = [clock for clock in case.clocks if clock.stopped_at is None and clock.item == item]
    return case.is_open and any((clock.kind, clock.agency) == (kind, own) for clock in here)


def told_due(case: Case, kind: ClockKind) -> datetime | None:
    """The date that the first reporter of the case was told; None when there is none."""
    return next((clock.due_at for clock in case.clocks if clock.kind is kind), None)


def told_due_to(case: Case, kind: ClockKind, of: CaseId | None) -> datetime | None:
    """The date that the reporters of the merged case `of` were told. None when there is none."""
    return next((clock.due_at for clock in case.clocks if clock.kind is kind and clock.of == of), None)


def next_due(case: Case, *, but_marked: bool = False) -> datetime | None:
    """The earliest running deadline of any body; `but_marked`: that makes the case late, neither yellow nor red."""
    timed = [clock for clock in case.clocks if clock.kind not in NOBODY_IS_LATE]
    running = [clock for clock in timed if clock.stopped_at is None] if case.is_open else []
    return _earliest(clock for clock in running if not but_marked or clock.kind not in COLOURS)


def due_of_lead(case: Case, kind: ClockKind) -> datetime | None:
    """When the lead had to have done it after the receipt, by the clock that was set first."""
    mine = (clock for clock in case.first_life.clocks if clock.agency in {None, case.lead})
    return _earliest(clock for clock in mine if clock.kind is kind)


def marked_from(case: Case, kind: ClockKind) -> tuple[datetime | None, datetime | None]:
    """When this life of the case is marked if its clock is missed, or was; and when that ended. What earlier lives had
    is counted otherwise."""
    mine = [clock for clock in case.clocks if clock.kind is kind]
    shown = [clock for clock in mine if clock.stopped_at is None or is_missed(clock, clock.stopped_at)]
    if not shown:
        return None, None
    clock = min(shown, key=lambda one: (one.stopped_at is not None, one.due_at))
    return clock.due_at, clock.stopped_at


def _earliest(clocks: Iterable[Clock]) -> datetime | None:
    return min((clock.due_at for clock in clocks), default=None)

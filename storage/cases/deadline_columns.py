"""Deadlines of a case in clear columns, and the moments at which its marks are set: a list of this minute is true.

Yellow begins when the promised answer is due and ends when it is given. Red begins when the outcome is due; it stays.
Late begins with the earliest other deadline that still runs. All three may lie ahead.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal
from sqlalchemy import case as case_when

from bot.domain.cases.case import Case, Clock, ClockKind
from bot.domain.cases.marks import COLOURS, NOBODY_IS_LATE, is_missed
from bot.domain.cases.record import Mark
from storage.database.tables import cases


def deadline_columns(case: Case) -> dict[str, datetime | None]:
    """What the lead had to do by when; what is due next; when the case is (or was last) yellow, red and late."""
    timed = [clock for clock in case.clocks if clock.kind not in NOBODY_IS_LATE]
    running = [clock for clock in timed if clock.stopped_at is None] if case.is_open else []
    yellow, cleared = _span(case, ClockKind.REPLY)
    red, _ = _span(case, ClockKind.OUTCOME)
    return {
        "acknowledge_due": _lead_due(case, ClockKind.ACKNOWLEDGE),
        "assess_due": _lead_due(case, ClockKind.ASSESS),
        "overdue_at": _earliest(running),
        "yellow_at": yellow,
        "yellow_cleared_at": cleared,
        "red_at": red,
        "late_at": _earliest(clock for clock in running if clock.kind not in COLOURS),
    }


def _earliest(clocks: Iterable[Clock]) -> datetime | None:
    return min((clock.due_at for clock in clocks), default=None)


def _lead_due(case: Case, kind: ClockKind) -> datetime | None:
    """When the lead had to have done it after the receipt, by the clock that was set first."""
    mine = (clock for clock in case.first_life.clocks if clock.agency in {None, case.lead})
    return _earliest(clock for clock in mine if clock.kind is kind)


def _span(case: Case, kind: ClockKind) -> tuple[datetime | None, datetime | None]:
    """When this life of the case is marked if its clock is missed, or was; and when that ended. What earlier lives had
    is counted otherwise."""
    mine = [clock for clock in case.clocks if clock.kind is kind]
    shown = [clock for clock in mine if clock.stopped_at is None or is_missed(clock, clock.stopped_at)]
    if not shown:
        return None, None
    clock = min(shown, key=lambda one: (one.stopped_at is not None, one.due_at))
    return clock.due_at, clock.stopped_at


def marks_in(row: Any, now: datetime) -> frozenset[Mark]:
    """The marks that a row shows now."""
    is_yellow = row.open and row.yellow_cleared_at is None and _is_past(row.yellow_at, now)
    is_red = _is_past(row.red_at, row.closed_at or now)
    found = {Mark.YELLOW: is_yellow, Mark.RED: is_red, Mark.LATE: row.open and _is_past(row.late_at, now)}
    return frozenset(mark for mark, is_shown in found.items() if is_shown)


def _is_past(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now


def _is_yellow(now: datetime) -> ColumnElement[bool]:
    return and_(cases.c.open, cases.c.yellow_cleared_at.is_(None), cases.c.yellow_at <= now)


def _is_red(now: datetime) -> ColumnElement[bool]:
    """In the words of the index on cases that are red or will be."""
    until = func.coalesce(cases.c.closed_at, literal(now, cases.c.closed_at.type))
    return and_(cases.c.red_at.is_not(None), cases.c.red_at <= until)


def _is_open_and_red(now: datetime) -> ColumnElement[bool]:
    """Of open cases, whose own index finds them: that of red ones holds those of all years."""
    red_at = cases.c.red_at
    never = literal(now + timedelta(days=1), red_at.type)
    return and_(cases.c.open, func.coalesce(red_at, never) <= literal(now, red_at.type))


def _is_late(now: datetime) -> ColumnElement[bool]:
    return and_(cases.c.open, cases.c.late_at <= now)


SHOWS: Mapping[Mark, Callable[[datetime], ColumnElement[bool]]] = {
    Mark.YELLOW: _is_yellow,
    Mark.RED: _is_red,
    Mark.LATE: _is_late,
}
"""Whether a case shows the mark at a moment, as a condition."""


def shows(mark: Mark, now: datetime, *, open_only: bool) -> ColumnElement[bool]:
    """Whether a case shows the mark at this moment; `open_only`: only open ones are asked for."""
    return _is_open_and_red(now) if open_only and mark is Mark.RED else SHOWS[mark](now)


def worst_first(now: datetime) -> tuple[ColumnElement[Any], ...]:
    """Red before yellow before late before the others; then the more urgent, then the older."""
    rank = case_when(*((SHOWS[mark](now), place) for place, mark in enumerate(Mark)), else_=len(Mark))
    return rank, cases.c.urgency, cases.c.number

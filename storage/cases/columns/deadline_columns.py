"""Deadlines of a case in clear columns, and the moments at which its marks are set: a list of this minute is true.

Yellow begins when the promised answer is due and ends when it is given. Red begins when the outcome is due; it stays.
Late begins with the earliest other deadline that still runs. All three may lie ahead.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal
from sqlalchemy import case as case_when

from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.shown_deadlines import due_of_lead, marked_from, next_due
from bot.domain.cases.record import Mark
from storage.cases.tables import cases


def deadline_columns(case: Case) -> dict[str, datetime | None]:
    """What the lead had to do by when; what is due next; when the case is (or was last) yellow, red and late."""
    yellow, cleared = marked_from(case, DeadlineKind.REPLY)
    red, _ = marked_from(case, DeadlineKind.OUTCOME)
    return {
        "acknowledge_due": due_of_lead(case, DeadlineKind.ACKNOWLEDGE),
        "assess_due": due_of_lead(case, DeadlineKind.ASSESS),
        "overdue_at": next_due(case),
        "yellow_at": yellow,
        "yellow_cleared_at": cleared,
        "red_at": red,
        "late_at": next_due(case, but_marked=True),
    }


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
    """Whether a case is red, in the words of the index on cases that are red or will be."""
    until = func.coalesce(cases.c.closed_at, literal(now, cases.c.closed_at.type))
    return and_(cases.c.red_at.is_not(None), cases.c.red_at <= until)


def _is_open_and_red(now: datetime) -> ColumnElement[bool]:
    """Whether a case is open and red. The index of open cases serves this, since the index of red cases holds those of
    all years."""
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

"""The moments that numbers are made of, from clear columns; of a case that was opened again, from what is sealed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Result

from bot.domain.cases.case import Case, Flag, Mark
from bot.domain.cases.lists import CaseTimes
from bot.domain.ids import AgencyKey, CaseId
from bot.domain.urgency import Urgency
from storage.cases.deadline_columns import deadline_columns
from storage.database.tables import cases

PAST = "was_"
"""Before a mark in the column of flags: of a life of the case before this one."""
MOMENTS = (
    "received_at",
    "acknowledged_at",
    "assessed_at",
    "answered_at",
    "closed_at",
    "acknowledge_due",
    "assess_due",
)
TIMES = [cases.c[name] for name in ("id", "urgency", "lead", "open", "flags", "yellow_at", "red_at", *MOMENTS)]
"""What numbers are made of; nothing sealed is read for them."""


def is_of_several_lives(row: Any) -> bool:
    """Whether the clear columns do not tell it all: the case was opened again."""
    return PAST in row.flags or f",{Flag.REOPENED}," in row.flags


def by_receipt(found: Result[Any]) -> list[Any]:
    """All rows, the case that was received first before the others."""
    return sorted(found.all(), key=lambda row: row.received_at)


def all_times(rows: Sequence[Any], several: Mapping[CaseId, Case], now: datetime) -> list[CaseTimes]:
    """The moments of each case in turn; `several`: the cases of several lives."""
    return [times_of(several[row.id], now) if row.id in several else times_in(row, now) for row in rows]


def times_in(row: Any, now: datetime) -> CaseTimes:
    """The moments of a case of one life, as they stand in its row."""
    moments = {name: getattr(row, name) for name in MOMENTS}
    yellow, red = _past([row.yellow_at], now), _past([row.red_at], now)
    return CaseTimes(
        urgency=Urgency(row.urgency),
        lead=AgencyKey(row.lead),
        yellow_at=yellow,
        red_at=red,
        is_open=row.open,
        **moments,
    )


def times_of(case: Case, now: datetime) -> CaseTimes:
    """The moments of a case of several lives: its first life's, and every mark that it has had."""
    first, columns = case.first_life, deadline_columns(case)
    found = {
        mark: [*(one.set_at for one in case.marked if one.mark is mark), columns[f"{mark.value}_at"]]
        for mark in (Mark.YELLOW, Mark.RED)
    }
    return CaseTimes(
        urgency=case.urgency,
        lead=case.lead,
        received_at=case.received_at,
        acknowledged_at=first.acknowledged_at,
        assessed_at=first.assessed_at,
        answered_at=first.answered_at,
        closed_at=first.closed_at,
        acknowledge_due=columns["acknowledge_due"],
        assess_due=columns["assess_due"],
        yellow_at=_past(found[Mark.YELLOW], now),
        red_at=_past(found[Mark.RED], now),
        is_open=case.is_open,
    )


def _past(found: Sequence[datetime | None], now: datetime) -> tuple[datetime, ...]:
    """Each moment that has come by now, once."""
    return tuple(sorted({at for at in found if at is not None and at <= now}))

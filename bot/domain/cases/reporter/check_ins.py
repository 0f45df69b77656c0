"""Retaliation: a reporter who may be written to is asked after two and after eight weeks how they are.

Source: issue 13, real life. Pressure on a reporter is itself a sign of danger; what they answer is added to the
report.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import CaseId, ReportId

AFTER = (timedelta(weeks=2), timedelta(weeks=8))
"""How long after the report was sent; each once."""


@dataclass(frozen=True)
class CheckIn:
    """One report whose reporter is to be asked."""

    report: ReportId
    case: CaseId
    asked: int
    """How often they were asked already."""
    due_at: datetime


def first_check_in(sent_at: datetime) -> datetime:
    """When the reporter is asked for the first time."""
    return sent_at + AFTER[0]


def next_check_in(sent_at: datetime, asked: int, now: datetime) -> datetime | None:
    """When they are asked again; None when that was all. What was missed while the line was down is not made up for one
    after the other."""
    ahead = [sent_at + after for after in AFTER[asked:]]
    return next((at for at in ahead if at > now), None)

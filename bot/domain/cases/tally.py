"""What a case keeps so that numbers of days that are over never change, whatever becomes of the case later."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import age_band, area_of, harms_of
from bot.domain.report import Report
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True)
class ToldFacts:
    """What the case's own report says, for numbers: a case that is merged into this one changes none of it."""

    harms: tuple[str, ...] = ("unknown",)
    age: str = "unknown"
    area: str = "unknown"
    sex: str = "unknown"
    reporter: str = "unknown"
    """What the reporter is: the child itself, staff, or the option of the question who an adult is."""
    delay: str = "unknown"
    """Option of the question when it last happened."""


@dataclass(frozen=True)
class PastState:
    """Class and lead that a case had until a moment."""

    until: datetime
    urgency: Urgency
    lead: AgencyKey


@dataclass(frozen=True)
class Event:
    """Something that is counted once, at its moment."""

    at: datetime
    metric: str
    body: str
    urgency: str
    extra: str = ""
    """What a metric counts apart: an outcome, a log bucket, a step."""
    count: int = 1
    """How many are counted. -1: the case shows the event, but it was counted elsewhere, or came too late to be
    counted."""


@dataclass(frozen=True)
class Tally:
    """Stored beside a case (bot.domain.numbers.recording says how)."""

    earlier: tuple[PastState, ...] = field(default=())
    """Classes and leads before the ones now, oldest first."""
    events: tuple[Event, ...] = field(default=(), metadata=stored_as("kept"))
    """Events of the past that the case itself shows no more, or never did."""


UNTOUCHED = Tally()


def told_of(report: Report) -> ToldFacts:
    """What numbers need of a report."""
    return ToldFacts(
        harms=harms_of(report),
        age=age_band(report),
        area=area_of(report),
        sex=_chosen(report, "sex"),
        reporter=_who_told(report),
        delay=_chosen(report, "last_time"),
    )


def _who_told(report: Report) -> str:
    start = _chosen(report, "start")
    if report.path.value == "staff":
        return "staff"
    return start if start in {"child_self", "child_other"} else _chosen(report, "who")


def _chosen(report: Report, question: str) -> str:
    answer = report.answer(question)
    return answer.options[0] if answer is not None and answer.options else "unknown"

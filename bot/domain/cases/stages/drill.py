"""A drill: a case through the real groups that concerns no child. It is marked everywhere and counts in no number.

Source: issue 13, real life. It begins as a report would, so that triage, routing and deadlines are the real ones. Its
reporter does not exist, so nobody is written to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cases import assignments
from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.case import Case, CaseState, Part
from bot.domain.cases.deadlines import timing
from bot.domain.cases.flags import Flag
from bot.domain.cases.stages.opening import open_case
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ReporterToken, ReportId
from bot.domain.intake.facts import facts_of
from bot.domain.profile import Profile
from bot.domain.report import Answer, Contact, Path, Report

LASTS = timedelta(hours=24)
BETWEEN = timedelta(minutes=10)
"""How much time must pass between the beginnings of two drills."""
DANGER, NO_DANGER = "now", "not_now"
ANSWERS = {DANGER: "yes_now", NO_DANGER: "no"}


@dataclass(frozen=True)
class Showing:
    """What a drill has shown about one body."""

    agency: AgencyKey
    acknowledged_after: timedelta | None
    """After how long; None where it did not acknowledge."""


def drill_report(
    case: CaseId, report: ReportId, reporter: ReporterToken, harm: str, danger: str, now: datetime
) -> Report:
    """The report of a drill: the kind of harm, and whether there is danger now."""
    answers = (
        Answer("start", ("adult",)),
        Answer("danger", (ANSWERS[danger],)),
        Answer("harms", (harm,)),
    )
    return Report(report, case, reporter, Path.ADULT, "en", now, Contact.NO, answers)


def drill_case(profile: Profile, report: Report, number: CaseNumber, now: datetime) -> Case:
    """The case that is made of it, marked as a drill."""
    facts = facts_of(profile.questionnaire, report.path, report.answers)
    case = open_case(profile, report, facts, report.case, number, now)
    return replace(case, flags=case.flags | {Flag.DRILL})


def require_next(running: Iterable[Case], now: datetime) -> None:
    """Raises IllegalStep where one of these drills has only just begun."""
    if any(now - case.received_at < BETWEEN for case in running):
        raise IllegalStep("drill-runs")


def is_over(case: Case, now: datetime) -> bool:
    """Whether the day of the drill is over."""
    return now - case.received_at >= LASTS


def end(case: Case, now: datetime) -> Case:
    """The drill is over after a day, whatever was done in it."""
    require_open(case)
    ended = timing.end_without(assignments.ended_without(case, now), now, everything=True)
    return next_version(replace(ended, state=CaseState.CLOSED, closed_at=now, proposal=None, lowering=None))


def showings(case: Case) -> Sequence[Showing]:
    """Which bodies have acknowledged, and how soon; bodies that only watch are left out."""
    asked = [task for task in case.tasks if task.part is not Part.COPY]
    return [Showing(task.agency, None if task.acked_at is None else task.acked_at - task.alerted_at) for task in asked]

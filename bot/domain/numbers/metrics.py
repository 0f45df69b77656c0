"""Every number by its name: what is counted, at which moment, in which unit, who may see it, and what is hidden.

This is the one place. The words of `/stats`, the pictures, the weekly report and the export take name, unit and formula
from here; how a metric comes out of a case is in `events.py`, and what is hidden in `small_cells.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cases.case import ClockKind


class Metric(StrEnum):
    """What one row of the roll-ups counts."""

    OPENED = "opened"
    CLOSED = "closed"
    MERGED = "merged"
    REOPENED = "reopened"
    PARTED = "parted"
    ACKNOWLEDGED = "acknowledged"
    ACKNOWLEDGE_DUE = "acknowledge_due"
    ACKNOWLEDGE_MET = "acknowledge_met"
    ASSESSED = "assessed"
    ASSESS_DUE = "assess_due"
    ASSESS_MET = "assess_met"
    ANSWERED = "answered"
    ANSWER_DUE = "answer_due"
    ANSWER_MET = "answer_met"
    ENDED = "ended"
    OUTCOME_DUE = "outcome_due"
    OUTCOME_MET = "outcome_met"
    YELLOW = "yellow"
    RED = "red"
    OUTCOME = "outcome"
    SAFE = "safe"
    ALERTED = "alerted"
    STEP = "step"
    TRANSFERRED = "transferred"
    DECLINED = "declined"
    CHAIN = "chain"
    REPEATED = "repeated"
    MATRIX = "matrix"
    REPORTER = "reporter"
    DELAY = "delay"
    CHILD = "child"
    INTAKE = "intake"
    """Conversations that ended; counted from drafts, not from cases."""
    DELIVERY = "delivery"
    """Alerts to bodies that arrived or were given up; counted from what is sent, not from cases."""


NOT_OF_CASES = frozenset({Metric.INTAKE, Metric.DELIVERY})
"""What a straight count over the cases cannot find again."""


@dataclass(frozen=True)
class TimedStep:
    """What must be done after the receipt of a case, in its first life: what counts it as done, due, done in time."""

    clock: ClockKind
    done: Metric
    due: Metric
    met: Metric


M = Metric
STEPS: Mapping[str, TimedStep] = {
    "acknowledge": TimedStep(ClockKind.ACKNOWLEDGE, M.ACKNOWLEDGED, M.ACKNOWLEDGE_DUE, M.ACKNOWLEDGE_MET),
    "assess": TimedStep(ClockKind.ASSESS, M.ASSESSED, M.ASSESS_DUE, M.ASSESS_MET),
    "answer": TimedStep(ClockKind.REPLY, M.ANSWERED, M.ANSWER_DUE, M.ANSWER_MET),
    "outcome": TimedStep(ClockKind.OUTCOME, M.ENDED, M.OUTCOME_DUE, M.OUTCOME_MET),
}
"""By their names in `Board`."""

OF_THE_REPORT = frozenset({Metric.REPORTER, Metric.DELAY})
"""Counted without harm and place: who told, and when, stands beside neither."""
OF_THE_CHILD = frozenset({Metric.CHILD})
"""Age and sex are counted beside the harm alone: never beside body, class or place."""


class Hiding(StrEnum):
    """How small cells of a number are hidden."""

    NONE = "none"
    """It says nothing of harm, age, sex or place."""
    CUBE = "cube"
    """By the fixed cube, in closed months only."""


class Readers(StrEnum):
    """Who may see a number."""

    ALL = "all"
    """Supervisors, the supervising body and auditors all of it; bodies what they lead."""
    OVERSIGHT = "oversight"
    """Supervisors, the supervising body and auditors."""


@dataclass(frozen=True)
class Definition:
    """One number: its code, the key of its name and formula in the texts, its unit, its readers, its hiding."""

    code: str
    unit: str
    metrics: tuple[Metric, ...]
    """What it is made of; empty where it is counted at the moment of asking, from the open cases or the registry."""
    readers: Readers = Readers.ALL
    hiding: Hiding = Hiding.NONE
    formula: str = ""


STEP_SHARE = "median and 90th percentile of what was done in the period; share in time of what was due in it"
DEFINITIONS = (
    Definition("K1", "reports", (M.OPENED, M.CLOSED, M.MERGED), formula="reports received, cases closed, merged"),
    Definition("K2", "time", (M.ACKNOWLEDGED, M.ACKNOWLEDGE_DUE, M.ACKNOWLEDGE_MET), formula=STEP_SHARE),
    Definition("K3", "time", (M.ASSESSED, M.ASSESS_DUE, M.ASSESS_MET), formula=STEP_SHARE),
    Definition("K4", "cases", (), formula="cases open now that are unacknowledged, unassessed, yellow, red, late"),
    Definition("K5", "steps per 100 alerts", (M.STEP, M.ALERTED), formula="steps of the ladder for 100 alerts"),
    Definition("K6", "reports", (M.REPORTER,), Readers.OVERSIGHT, formula="reports by who told"),
    Definition("K7", "cases", (M.CHILD,), Readers.OVERSIGHT, Hiding.CUBE, "cases by harm, age and sex"),
    Definition("K8", "cases", (M.OPENED,), Readers.OVERSIGHT, Hiding.CUBE, "cases by place"),
    Definition("K9", "reports", (M.DELAY,), Readers.OVERSIGHT, formula="reports by the time since the last event"),
    Definition("K10", "cases", (M.OUTCOME, M.SAFE), formula="closed cases by outcome, and by child safe"),
    Definition("K11", "per cent", (M.ANSWER_DUE, M.ANSWER_MET, M.OUTCOME_DUE, M.OUTCOME_MET), formula=STEP_SHARE),
    Definition("K12", "acts", (M.TRANSFERRED, M.DECLINED, M.CHAIN), formula="leads handed on, parts declined, chains"),
    Definition("K13", "cases", (M.REPEATED, M.REOPENED), formula="the same child within 90 days; opened again"),
    Definition("K14", "conversations", (M.INTAKE,), Readers.OVERSIGHT, formula="conversations that ended, by step"),
    Definition("K15", "cases", (M.MATRIX,), formula="assessed cases by the class of triage and of people"),
    Definition("K16", "alerts", (M.DELIVERY,), Readers.OVERSIGHT, formula="alerts that arrived, failed; delay"),
)
"""K1 to K16 of casework.md."""

"""What is counted, each thing under one name, and what beside it. How it comes out of a case is in `events.py`; the
numbers that are shown, K1 to K16, are in `definitions.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.cases.case import DeadlineKind


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


@dataclass(frozen=True)
class TimedStep:
    """What must be done after the receipt of a case, in its first life: what counts it as done, due, done in time."""

    deadline: DeadlineKind
    done: Metric
    due: Metric
    met: Metric


M = Metric
STEPS: Mapping[str, TimedStep] = {
    "acknowledge": TimedStep(DeadlineKind.ACKNOWLEDGE, M.ACKNOWLEDGED, M.ACKNOWLEDGE_DUE, M.ACKNOWLEDGE_MET),
    "assess": TimedStep(DeadlineKind.ASSESS, M.ASSESSED, M.ASSESS_DUE, M.ASSESS_MET),
    "answer": TimedStep(DeadlineKind.REPLY, M.ANSWERED, M.ANSWER_DUE, M.ANSWER_MET),
    "outcome": TimedStep(DeadlineKind.OUTCOME, M.ENDED, M.OUTCOME_DUE, M.OUTCOME_MET),
}
"""By their names in `Board`."""

OF_THE_REPORT = frozenset({Metric.REPORTER, Metric.DELAY})
"""Counted without harm and place: who told, and when, stands beside neither."""
OF_THE_CHILD = frozenset({Metric.CHILD})
"""Age and sex are counted beside the harm alone: never beside body, class or place."""

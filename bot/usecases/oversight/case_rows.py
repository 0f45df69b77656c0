"""Cases as facts of lists and of /case: nothing of the story, and in a group nothing that a group may not see."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.cases.assessment import is_divergent
from bot.domain.cases.case import Case, Clock, Flag, Mark, Part, Task, TaskState
from bot.domain.cases.lists import HistoryLine
from bot.domain.cases.marks import is_overdue, marks_of, state_of
from bot.domain.intake.facts import rough_age
from bot.domain.notices.notice import Fact

HISTORY_SHOWN = 12


def case_row(case: Case, now: datetime) -> dict[str, Fact]:
    """One case as a line of a list: nothing that a group may not see."""
    marks = marks_of(case, now)
    due = [clock.due_at for clock in case.clocks if clock.stopped_at is None]
    return {
        "number": case.number,
        "urgency": case.urgency.value,
        "state": case.state.value,
        "harms": list(case.harms),
        "age": rough_age(case.age_band),
        "area": case.area,
        "lead": case.lead,
        **{mark.value: mark in marks for mark in Mark},
        "received_at": case.received_at.isoformat(),
        "due_at": min(due).isoformat() if due else None,
    }


def late_row(case: Case, now: datetime) -> dict[str, Fact]:
    """A late case as a line: with which clock, and who."""
    clocks = [clock for clock in case.clocks if is_overdue(clock, now)]
    first = min(clocks, key=lambda clock: clock.due_at)
    row = case_row(case, now) | {"clock": first.kind.value, "agency": first.agency or case.lead}
    return row | {"due_at": first.due_at.isoformat()}


def case_facts(case: Case, now: datetime, *, private: bool) -> dict[str, Fact]:
    """Everything about a case that is not content: row, flags, parts, clocks, views, outcome; in private the rules
    too. A group sees neither rules nor the conflict mark: T18 says that a child reported (SG21)."""
    facts = case_row(case, now)
    facts["rules"] = list(case.rules) if private else []
    facts["flags"] = [flag.value for flag in sorted(case.flags) if private or flag is not Flag.CONFLICT]
    facts["opinions"] = [
        {"agency": o.agency, "hazard": o.hazard, "seriousness": o.seriousness, "credibility": o.credibility}
        for o in case.opinions
    ]
    facts["divergent"] = is_divergent(case)
    facts["tasks"] = [_task_row(task) for task in case.tasks]
    facts["clocks"] = [_clock_row(clock, now) for clock in case.clocks]
    facts["outcome"] = case.closing.outcome if case.closing else None
    return facts


def _task_row(task: Task) -> dict[str, Fact]:
    """A body's part. One that was still unacknowledged when the case was closed was not done."""
    was_silent = task.state is TaskState.DONE and task.acked_at is None and task.part is not Part.COPY
    state = "without" if was_silent else task.state.value
    return {"agency": task.agency, "part": task.part.value, "state": state, "acked_at": _iso(task.acked_at)}


def _clock_row(clock: Clock, now: datetime) -> dict[str, Fact]:
    return {
        "kind": clock.kind.value,
        "agency": clock.agency,
        "due_at": clock.due_at.isoformat(),
        "stopped_at": _iso(clock.stopped_at),
        "state": state_of(clock, now).value,
    }


def told(history: Sequence[HistoryLine]) -> Sequence[HistoryLine]:
    """The latest acts; of the reminders only the last, or a long silence would hide what was done."""
    last = next((line for line in reversed(history) if line.action == "reminded"), None)
    return [line for line in history if line.action != "reminded" or line is last][-HISTORY_SHOWN:]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None

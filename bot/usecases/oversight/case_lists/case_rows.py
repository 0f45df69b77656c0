"""Cases as rows of lists and of /case: nothing that was told, and in a group nothing that a group may not see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.cases.assessment.assessment import is_divergent
from bot.domain.cases.case import Case, Deadline, Part, Task, TaskState
from bot.domain.cases.deadlines.lateness import body_of, late_deadlines
from bot.domain.cases.deadlines.marks import NOBODY_IS_LATE, marks_of, state_of
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import RecordedAct
from bot.domain.cases.record import Mark
from bot.domain.cases.reporter.questions import waiting
from bot.domain.cases.stages.in_hand import next_deadline
from bot.domain.cases.work import Assignment, Opinion
from bot.domain.ids import AgencyKey, CaseNumber, PersonKey
from bot.domain.intake.facts import rough_age
from bot.domain.notices.case_rows import (
    AssignmentRow,
    CaseRow,
    DeadlineRow,
    HistoryEntry,
    LateRow,
    OpinionRow,
    PartRow,
    WaitRow,
    WorkRow,
)
from bot.domain.notices.supervisor.oversight import CaseStatus

HISTORY_SHOWN = 12


def case_row(case: Case, now: datetime, same_child: Sequence[CaseNumber] = ()) -> CaseRow:
    """One case as a row of a list, with nothing that a group may not see."""
    return CaseRow(**_fields(case, now), due_at=_next_due(case), same_child=tuple(same_child))


def late_rows(case: Case, now: datetime) -> list[LateRow]:
    """A late case as rows, one for each missed deadline: first the lead's, then those of supports."""
    shown = _fields(case, now)
    return [
        LateRow(
            **shown, due_at=deadline.due_at, deadline=deadline.kind, agency=body_of(case, deadline), item=deadline.item
        )
        for deadline in late_deadlines(case, now)
    ]


def case_status(case: Case, history: Sequence[RecordedAct], now: datetime, *, private: bool) -> CaseStatus:
    """Everything about a case that is not content: row, flags, parts, deadlines, opinions, outcome; in private also
    the matched rules. A group sees neither the rules nor the mark of a conflict: T18 says that a child reported
    (SG21)."""
    return CaseStatus(
        **_fields(case, now),
        due_at=_next_due(case),
        rules=tuple(case.rules) if private else (),
        flags=tuple(flag.value for flag in sorted(case.flags) if private or flag is not Flag.CONFLICT),
        opinions=tuple(_opinion_row(opinion) for opinion in case.opinions),
        divergent=is_divergent(case),
        tasks=tuple(part_row(task) for task in case.tasks),
        deadlines=tuple(_deadline_row(deadline, now) for deadline in case.deadlines),
        assignments=tuple(assignment_row(case, one, now) for one in case.assignments),
        outcome=case.closing.outcome if case.closing else None,
        history=tuple(HistoryEntry(at=one.at, action=one.action, agency=one.agency) for one in told(history)),
        channel=case.channel,
        joined=tuple(one.number for one in case.absorbed),
    )


def _next_due(case: Case) -> datetime | None:
    """The earliest deadline of a body."""
    running = [
        deadline for deadline in case.deadlines if deadline.stopped_at is None and deadline.kind not in NOBODY_IS_LATE
    ]
    return min((deadline.due_at for deadline in running), default=None)


def _fields(case: Case, now: datetime) -> dict[str, Any]:
    """The fields that every row about a case has, without the deadline."""
    marks = marks_of(case, now)
    return {
        "number": case.number,
        "urgency": case.urgency,
        "state": case.state,
        "harms": tuple(case.harms),
        "age": rough_age(case.age_band),
        "area": case.area,
        "lead": case.lead,
        **{mark.value: mark in marks for mark in Mark},
        "drill": Flag.DRILL in case.flags,
        "received_at": case.received_at,
    }


def _opinion_row(opinion: Opinion) -> OpinionRow:
    return OpinionRow(
        agency=opinion.agency,
        hazard=opinion.hazard,
        seriousness=opinion.seriousness,
        credibility=opinion.credibility,
    )


def part_row(task: Task) -> PartRow:
    """The row about a body's part. A part that was not acknowledged when the case was closed is shown as not done."""
    is_over = task.state in {TaskState.DONE, TaskState.ENDED_WITHOUT}
    was_silent = is_over and not task.has_acknowledged and task.part is not Part.COPY
    state = "without" if was_silent else task.state.value
    return PartRow(agency=task.agency, part=task.part.value, state=state, acked_at=task.acked_at)


def assignment_row(case: Case, one: Assignment, now: datetime, reader: PersonKey | None = None) -> AssignmentRow:
    """A task without its words. `reader`: the person whose own tasks are marked as theirs; None in a group."""
    state = "free" if one.owner is None else "mine" if one.owner == reader else "taken"
    return AssignmentRow(
        number=case.number,
        urgency=case.urgency,
        item=one.id,
        template=one.template,
        agency=one.agency,
        due_at=one.due_at,
        state=state if one.is_open else one.state.value,
        late=one.is_open and one.due_at <= now,
    )


def work_row(case: Case, agency: AgencyKey, item: int, now: datetime, reader: PersonKey) -> WorkRow:
    """A body's part in the case (`item` 0), or one of its tasks, as `reader` reads it in private."""
    one = next((one for one in case.assignments if one.id == item), None)
    deadline = next_deadline(case, agency) if one is None else None
    part = case.task(agency)
    owner = one.owner if one is not None else None if part is None else part.responsible
    due = one.due_at if one is not None else None if deadline is None else deadline.due_at
    own: dict[str, Any] = {"late": due is not None and due <= now}
    return WorkRow(
        **_fields(case, now) | own,
        due_at=due,
        agency=agency,
        in_hands_of="free" if owner is None else "mine" if owner == reader else "taken",
        deadline=None if deadline is None else deadline.kind,
        item=item,
        template="" if one is None else one.template,
        questions=len(waiting(case)),
    )


def wait_row(case: Case, kind: str, agency: AgencyKey, due_at: datetime | None, now: datetime) -> WaitRow:
    """A question that waits in the case, or something that supervisors must see to in it."""
    late: dict[str, Any] = {"late": due_at is not None and due_at <= now}
    return WaitRow(**_fields(case, now) | late, due_at=due_at, kind=kind, agency=agency)


def _deadline_row(deadline: Deadline, now: datetime) -> DeadlineRow:
    state = state_of(deadline, now)
    return DeadlineRow(
        kind=deadline.kind,
        agency=deadline.agency,
        due_at=deadline.due_at,
        stopped_at=deadline.stopped_at,
        state=state,
        item=deadline.item,
    )


def told(history: Sequence[RecordedAct]) -> Sequence[RecordedAct]:
    """The latest acts of the history. Of reminders only the last is shown, because after a long silence they would
    hide what was done."""
    last = next((done for done in reversed(history) if done.action == "reminded"), None)
    return [done for done in history if done.action != "reminded" or done is last][-HISTORY_SHOWN:]

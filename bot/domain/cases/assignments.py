"""L8: the tasks of a case, each with a body, an owner and a due time; and looking again after a case is closed.

Source: casework.md, Task and Follow-up. A task is reminded of at half its time and when it is due; then its body's head
is told. Making a task that has an owner is the lead's first action.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import acting_part, first_in_life, next_version, require_open
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.deadlines import timing
from bot.domain.cases.record import Ending
from bot.domain.cases.reporter.call_back import called_back, is_call
from bot.domain.cases.work import Assignment, AssignmentState
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, PersonKey

LOOK_BEFORE, LOOK_AFTER = timedelta(days=2), timedelta(days=1)
NOT_KNOWN = "unknown"
"""The lead has looked and could not find out whether the child is safe."""
ONCE_MORE = timedelta(days=7)
"""After this time the lead looks once more."""
MOST_OPEN = 30
"""How many tasks may be open in one case."""


def assign(
    case: Case,
    *,
    template: str,
    words: str,
    agency: AgencyKey,
    owner: PersonKey | None,
    due_at: datetime,
    by: By,
) -> Case:
    """Gives a body that has a part something to do by `due_at`. The maker acts for a body that has acknowledged."""
    _require_acknowledged(case, by.agency)
    doing = case.task(agency)
    if doing is None or not doing.is_acting:
        raise IllegalStep("not-an-option")
    if not template and not words.strip():
        raise IllegalStep("say-what")
    if due_at <= by.at:
        raise IllegalStep("due-in-the-past")
    if sum(one.is_open for one in case.assignments) >= MOST_OPEN:
        raise IllegalStep("too-many-tasks")
    number = max((one.id for one in case.assignments), default=0) + 1
    made = Assignment(number, template, words, agency, due_at, by.at, by.person, by.agency, owner)
    deadline = Deadline(DeadlineKind.ASSIGNMENT, agency, by.at, due_at, case.version + 1, item=number)
    case = replace(case, assignments=(*case.assignments, made), deadlines=(*case.deadlines, deadline))
    is_first_action = by.agency == case.lead and owner is not None
    return next_version(_acted(case, by.at) if is_first_action else case)


def take(case: Case, number: int, agency: AgencyKey, person: PersonKey, now: datetime) -> Case:
    """Somebody of the body takes the task. A second person may take it over from the first."""
    one = _open(case, number, agency)
    _require_acknowledged(case, agency)
    if one.owner == person:
        raise IllegalStep("already-yours")
    case = _with(case, replace(one, owner=person))
    return next_version(_acted(case, now) if one.made_for == case.lead and one.owner is None else case)


def give(case: Case, number: int, agency: AgencyKey, person: PersonKey | None) -> Case:
    """A head gives a task of the body to another person of it, or to nobody in particular."""
    return next_version(_with(case, replace(_open(case, number, agency), owner=person)))


def done(case: Case, number: int, by: By, note: str) -> Case:
    """The task is done; its note says what came of it. A task that the lead has done counts as an action of the
    lead."""
    one = _open(case, number, by.agency)
    _require_acknowledged(case, by.agency)
    if not note.strip():
        raise IllegalStep("note-needed")
    ended = replace(one, state=AssignmentState.DONE, ended_at=by.at, ended_by=by.person, note=note)
    case = called_back(_with(case, replace(ended, owner=one.owner or by.person)), one, by.at)
    case = timing.stop_assignment(case, number, by.at, Ending.MET)
    return next_version(_acted(case, by.at) if by.agency == case.lead else case)


def decline(case: Case, number: int, by: By, note: str) -> Case:
    """The body declines the task, with the reason. A call back that another body declines becomes the lead's."""
    one = _open(case, number, by.agency)
    _require_acknowledged(case, by.agency)
    if not note.strip():
        raise IllegalStep("reason-needed")
    if is_call(one) and by.agency != case.lead:
        return next_version(given_to_lead(_with(case, replace(one, note=note)), {number}))
    ended = replace(one, state=AssignmentState.DECLINED)
    case = _with(case, replace(ended, ended_at=by.at, ended_by=by.person, note=note))
    return next_version(timing.stop_assignment(case, number, by.at, Ending.WITHOUT))


def given_up(case: Case, person: PersonKey) -> Case:
    """Somebody has handed the case on: their tasks wait for another person of their body."""
    left = (replace(one, owner=None) if one.is_open and one.owner == person else one for one in case.assignments)
    return replace(case, assignments=tuple(left))


def given_to_lead(case: Case, which: set[int]) -> Case:
    """Open tasks become the lead's, due when they were due."""
    moved = tuple(replace(o, agency=case.lead, owner=None) if o.id in which else o for o in case.assignments)
    timing = {c for c in case.deadlines if c.item in which and c.kind is DeadlineKind.ASSIGNMENT}
    deadlines = tuple(replace(c, agency=case.lead) if c in timing else c for c in case.deadlines)
    return replace(case, assignments=moved, deadlines=deadlines)


def declined_with_part(case: Case, agency: AgencyKey, person: PersonKey | None, now: datetime) -> Case:
    """A body that says 'not ours' also declines its tasks; calls back become the lead's. Deadlines are left to the
    caller."""
    case = given_to_lead(case, {o.id for o in case.assignments if o.is_open and o.agency == agency and is_call(o)})
    mine = (
        replace(o, state=AssignmentState.DECLINED, ended_at=now, ended_by=person)
        if o.is_open and o.agency == agency
        else o
        for o in case.assignments
    )
    return replace(case, assignments=tuple(mine))


def undone(case: Case) -> bool:
    """Whether another body than the lead still has its part, or anybody a task: then closing needs a reason why."""
    parts = any(task.is_open and task.part is Part.SUPPORT for task in case.tasks)
    return parts or any(one.is_open for one in case.assignments)


def ended_without(case: Case, now: datetime) -> Case:
    """The case is being closed: what is still open ends without being done. The lead's own part counts as done."""
    tasks = tuple(_ended(task) for task in case.tasks)
    left = tuple(
        replace(one, state=AssignmentState.ENDED_WITHOUT, ended_at=now) if one.is_open else one
        for one in case.assignments
    )
    return replace(case, tasks=tasks, assignments=left)


def look_again(case: Case, at: datetime) -> Case:
    """The lead must look at the closed case again at that moment: is the child safe? It is reminded half a day before,
    and late a day after."""
    deadline = Deadline(DeadlineKind.LOOK_AGAIN, None, at - LOOK_BEFORE, at + LOOK_AFTER, case.version)
    return replace(case, deadlines=(*case.deadlines, deadline))


def looked_again(case: Case, agency: AgencyKey, safe: str, now: datetime) -> Case:
    """The lead has looked. Where it is not known whether the child is safe, the deadline is not met and the lead looks
    once more."""
    if agency != case.lead:
        raise NotAllowed("ask-the-lead")
    if looking_again(case) is None:
        raise IllegalStep("nothing-to-look-at")
    if safe == NOT_KNOWN:
        return look_again(next_version(timing.end_kind(case, DeadlineKind.LOOK_AGAIN, now)), now + ONCE_MORE)
    return next_version(timing.stop(case, DeadlineKind.LOOK_AGAIN, None, now))


def looking_again(case: Case) -> Deadline | None:
    """The running deadline for looking again; None where nobody has to."""
    found = (
        deadline
        for deadline in case.deadlines
        if deadline.kind is DeadlineKind.LOOK_AGAIN and deadline.stopped_at is None
    )
    return next(found, None)


def _ended(task: Task) -> Task:
    if not task.is_open:
        return task
    if task.part is not Part.SUPPORT:
        return replace(task, state=TaskState.DONE)
    ended = replace(task, state=TaskState.ENDED_WITHOUT)
    return replace(ended, acked_at=None, acked_by=None) if task.is_awaited else ended


def _acted(case: Case, now: datetime) -> Case:
    """The lead's first action is recorded; an assessed case is then in progress."""
    case = timing.stop(case, DeadlineKind.FIRST_ACTION, None, now)
    state = CaseState.IN_PROGRESS if case.state is CaseState.ASSESSED else case.state
    return replace(case, state=state, first_action_at=first_in_life(case, case.first_action_at, now))


def _require_acknowledged(case: Case, agency: AgencyKey) -> None:
    if acting_part(case, agency).state is TaskState.ALERTED:
        raise IllegalStep("acknowledge-first")


def _open(case: Case, number: int, agency: AgencyKey) -> Assignment:
    """An open task of that body."""
    require_open(case)
    one = next((found for found in case.assignments if found.id == number), None)
    if one is None or one.agency != agency:
        raise NotAllowed
    if not one.is_open:
        raise IllegalStep("task-ended")
    return one


def _with(case: Case, one: Assignment) -> Case:
    return replace(case, assignments=tuple(one if old.id == one.id else old for old in case.assignments))

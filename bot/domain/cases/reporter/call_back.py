"""Calling back: a caller who took no five words can read no answer, so the lead must call them instead.

Source: casework.md, Staff intake. The deadline of the answer becomes a task of the lead that is due at the same
moment.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case, Deadline, DeadlineKind
from bot.domain.cases.reporter.merged import ids_of, reporters_of
from bot.domain.cases.reporter.outgoing_answers import met
from bot.domain.cases.work import Assignment, AssignmentState
from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseId, DraftId, PersonKey
from bot.domain.intake.staff_intake import caller_of

TEMPLATE = "call_back"
"""The template of the task; its text is `task-call_back`."""
READ = frozenset({DeadlineKind.REPLY, DeadlineKind.NEW_DATE})
"""Deadlines of an answer that somebody can read."""


def to_call_back(case: Case, told_in: CaseId, now: datetime) -> Case:
    """Turns the running deadline of the answer to the reporter of case `told_in` into the task to call them back, once.
    The version of the case stays: this is a part of the step that opens it."""
    of = reporters_of(case, told_in)
    running = (c for c in case.deadlines if c.kind is DeadlineKind.REPLY and c.of == of and c.stopped_at is None)
    if (reply := next(running, None)) is None:
        return case
    number = max((one.id for one in case.assignments), default=0) + 1
    made = Assignment(number, TEMPLATE, "", case.lead, reply.due_at, now, _caller(told_in), case.lead)
    deadline = Deadline(DeadlineKind.ASSIGNMENT, case.lead, now, reply.due_at, case.version, item=number)
    others = tuple(one for one in case.deadlines if one != reply)
    return replace(case, assignments=(*case.assignments, made), deadlines=(*others, deadline))


def to_call_again(case: Case, now: datetime) -> Case:
    """The case with a new call back, where it is open again and an answer is due anew. A caller who was to be called
    back before still cannot read an answer. So they are called this time too, unless they have got five words since.
    Does not raise the version."""
    for told_in in ids_of(case):
        call = call_to(case, told_in)
        if call is not None and not call.has_words:
            case = to_call_back(case, told_in, now)
    return case


def call_to(case: Case, told_in: CaseId) -> Assignment | None:
    """The newest task to call back the reporter of case `told_in`, if it was planned and not taken back: in that case,
    or in the one that goes on with it. The caller is stored as its maker."""
    calls = [one for one in case.assignments if is_call(one) and one.made_by == _caller(told_in)]
    return calls[-1] if calls else None


def _caller(told_in: CaseId) -> PersonKey:
    return caller_of(DraftId(told_in))


def is_call(one: Assignment) -> bool:
    """Whether the task is to call a reporter back."""
    return one.template == TEMPLATE


def with_words(case: Case, told_in: CaseId) -> Case:
    """Five words were handed over after all: a call that nobody has ended yet is taken back, and the answer is due when
    it was promised; also where the call was declined. `told_in`: see `call_to`."""
    made = call_to(case, told_in)
    if made is None or made.has_words:
        return case
    calls = [one for one in case.assignments if is_call(one) and one.made_by == made.made_by]
    taken_back = {one.id for one in calls if one.is_open}
    told = {one.id: replace(one, has_words=True) for one in calls}
    assignments = tuple(told.get(one.id, one) for one in case.assignments if one.id not in taken_back)
    deadlines = tuple(c for c in case.deadlines if c.kind is not DeadlineKind.ASSIGNMENT or c.item not in taken_back)
    if made.is_open or is_impossible(case, told_in):
        of, version = reporters_of(case, told_in), case.version + 1
        deadlines = (*deadlines, Deadline(DeadlineKind.REPLY, None, made.made_at, made.due_at, version, of=of))
    return next_version(replace(case, assignments=assignments, deadlines=deadlines))


def may_read(case: Case, told_in: CaseId) -> bool:
    """Whether the reporter of case `told_in` reads what is written to them; not while they wait for a call instead."""
    call = call_to(case, told_in)
    return call is None or not call.is_open


def require_reader(case: Case) -> None:
    """Raises IllegalStep (key call-back-instead) where the only person who waits for an answer is to be called back:
    nobody would read what is written."""
    somebody_reads = any(c.kind in READ and c.stopped_at is None for c in case.deadlines)
    if is_owed(case) and not somebody_reads:
        raise IllegalStep("call-back-instead")


def is_owed(case: Case) -> bool:
    """Whether a reporter must still be called back."""
    return any(is_call(one) and one.is_open for one in case.assignments)


def is_impossible(case: Case, told_in: CaseId) -> bool:
    """Whether the reporter of case `told_in` can be told nothing. They have no five words, and the body that was to
    call them has said why it cannot (L9: feedback sent or not possible)."""
    call = call_to(case, told_in)
    is_declined = call is not None and call.state is AssignmentState.DECLINED and not call.has_words
    return is_declined and case.is_open


def called_back(case: Case, one: Assignment, now: datetime) -> Case:
    """What the end of a task means for the caller: once called back they are answered, and nobody else is."""
    if not is_call(one):
        return case
    told_in = next((told for told in ids_of(case) if _caller(told) == one.made_by), case.id)
    return met(case, now, of=reporters_of(case, told_in))


def called_at(case: Case, told_in: CaseId) -> datetime | None:
    """When the reporter of case `told_in` was called back; None if not yet. See `call_to`."""
    call = call_to(case, told_in)
    return call.ended_at if call is not None and call.state is AssignmentState.DONE else None

"""Calling back: a caller who took no five words can read no answer, so the lead owes them a call instead.

Source: casework.md, Staff intake. The clock of the answer becomes a task of the lead that is due at the same moment.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import deadlines
from bot.domain.cases.case import Case, Clock, ClockKind, next_version
from bot.domain.cases.work import Assignment
from bot.domain.errors import IllegalStep
from bot.domain.ids import PersonKey
from bot.domain.profile import Policy

TEMPLATE = "call_back"
"""The template of the task: its text is `task-call_back`."""
READ = frozenset({ClockKind.REPLY, ClockKind.NEW_DATE})
"""Clocks of an answer that somebody can read."""


def to_call_back(case: Case, by: PersonKey, now: datetime) -> Case:
    """The running clock of the answer becomes the task to call back, once. The case keeps its version: this is a part
    of the step that opens it or takes what was told."""
    reply = next((c for c in case.clocks if c.kind is ClockKind.REPLY and c.stopped_at is None), None)
    if reply is None:
        return case
    number = max((one.id for one in case.assignments), default=0) + 1
    made = Assignment(number, TEMPLATE, "", case.lead, reply.due_at, now, by, case.lead)
    clock = Clock(ClockKind.ASSIGNMENT, case.lead, now, reply.due_at, case.version, item=number)
    others = tuple(one for one in case.clocks if one != reply)
    return replace(case, assignments=(*case.assignments, made), clocks=(*others, clock))


def with_words(case: Case, policy: Policy) -> Case:
    """Five words were handed over after all: the task that nobody has ended yet is taken back, and the answer is due
    when it was promised."""
    made = next((one for one in case.assignments if one.template == TEMPLATE and one.is_open), None)
    if made is None:
        return case
    assignments = tuple(one for one in case.assignments if one.id != made.id)
    clocks = tuple(c for c in case.clocks if (c.kind, c.item) != (ClockKind.ASSIGNMENT, made.id))
    reply = deadlines.arm(ClockKind.REPLY, None, case.urgency, policy, case.received_at, case.version + 1)
    return next_version(replace(case, assignments=assignments, clocks=(*clocks, reply)))


def require_reader(case: Case) -> None:
    """Raises IllegalStep (key call-back-instead) where the only one who waits for an answer is to be called back: what
    is written would be read by nobody."""
    is_to_call = any(one.template == TEMPLATE and one.is_open for one in case.assignments)
    somebody_reads = any(c.kind in READ and c.stopped_at is None for c in case.clocks)
    if is_to_call and not somebody_reads:
        raise IllegalStep("call-back-instead")


def called_back(case: Case, template: str, now: datetime) -> Case:
    """What the end of a task means for the caller: once they have been called back they are answered."""
    if template != TEMPLATE:
        return case
    case = deadlines.stop(case, ClockKind.CALL_BACK, None, now)
    return replace(case, answered_at=case.answered_at or now)

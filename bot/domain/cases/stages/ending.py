"""L9, L10: the lead proposes to close a case and a second person agrees; what must have been done and said before.

Source: casework.md, Task. A part or a task that is open at the end was not done, and the lead says why.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import assignments
from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case, CaseState, DeadlineKind
from bot.domain.cases.deadlines import timing
from bot.domain.cases.record import Closing
from bot.domain.cases.reporter import questions
from bot.domain.cases.reporter.call_back import is_impossible, is_owed
from bot.domain.cases.reporter.outgoing_answers import waiting
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, CaseId, PersonKey

REFERRED = "referred_out"
"""The outcome of a case that belongs to another district: it can be closed once somebody there has taken it."""
SAFE = ("yes", "plan", "no")
"""Whether the child is safe when a case is closed."""


def answers_on_safety(case: Case) -> tuple[str, ...]:
    """The choices of how safe the child is at the end: a P1 or P2 cannot be closed while it is not safe."""
    return tuple(one for one in SAFE if one != "no" or not case.urgency.is_grave)


def who_may_go_on(case: Case) -> tuple[AgencyKey, ...]:
    """The bodies that may go on with a child who is not safe: each that acts in the case when closing is proposed, and
    again when it is agreed to."""
    return tuple(task.agency for task in case.tasks if task.is_acting and task.agency not in case.barred)


def nobody_goes_on(case: Case) -> bool:
    """Whether closing is proposed with a child who is not safe, and the body that was to go on does not act in the case
    any more."""
    end = case.proposal
    return end is not None and end.child_safe == "no" and end.goes_on not in who_may_go_on(case)


def withdrawn(case: Case) -> Case:
    """Nothing is proposed any more: the lead proposes anew."""
    return next_version(replace(case, proposal=None))


def propose_close(case: Case, closing: Closing) -> Case:
    """L9, L10: the lead proposes to close the case. An assessed case may be closed without an action only in class P3
    or P4."""
    if closing.agency != case.lead:
        raise NotAllowed
    _refuse_early_end(case, closing)
    if closing.outcome == REFERRED and not closing.receipt.strip():
        raise IllegalStep("receipt-needed")
    return next_version(replace(case, proposal=closing))


def _refuse_early_end(case: Case, closing: Closing) -> None:
    """Raises where something that must be done, or said, before closing is missing."""
    if case.state not in {CaseState.ASSESSED, CaseState.IN_PROGRESS}:
        raise IllegalStep("assess-first" if case.is_open else "case-closed")
    if case.state is CaseState.ASSESSED and case.urgency.is_grave:
        raise IllegalStep("act-first")
    if not _is_told(case) or _waits_for_an_answer(case):
        raise IllegalStep("answer-first")
    if case.transfer is not None:
        raise IllegalStep("transfer-waits")
    if assignments.undone(case) and not closing.reason.strip():
        raise IllegalStep("say-why-open")
    _refuse_unsafe_end(case, closing)


def _is_told(case: Case) -> bool:
    """Whether the first reporter has had an answer, or one is on its way, or none is possible."""
    return case.answered_at is not None or _is_on_its_way(case, None) or is_impossible(case, case.id)


def _waits_for_an_answer(case: Case) -> bool:
    """Whether a reporter must still be called back, or the reporter of a merged case has had no answer."""
    waiting = [
        c.of for c in case.deadlines if c.of is not None and c.kind is DeadlineKind.REPLY and c.stopped_at is None
    ]
    return is_owed(case) or any(not _is_on_its_way(case, of) for of in waiting)


def _is_on_its_way(case: Case, of: CaseId | None) -> bool:
    """Whether an answer to this case's reporter, or to that of a merged case, has yet to arrive."""
    return any(one.of == of for one in case.outgoing)


def _refuse_unsafe_end(case: Case, closing: Closing) -> None:
    """Refuses an ending that leaves a child unsafe. For a child who is not safe, a P1 or P2 cannot be closed, and any
    other class needs a body that goes on. For a child who is safe with a plan, a date for looking again is needed."""
    if closing.child_safe in SAFE and closing.child_safe not in answers_on_safety(case):
        raise IllegalStep("child-not-safe")
    if closing.child_safe == "no" and closing.goes_on not in who_may_go_on(case):
        raise IllegalStep("who-goes-on")
    if closing.child_safe == "plan" and closing.look_again_at is None:
        raise IllegalStep("look-again-when")


def approve_close(case: Case, person: PersonKey, now: datetime) -> Case:
    """The second person agrees: the case is closed, which is its outcome; deadlines of acts that nobody did end without
    them. Nobody approves their own proposal, nor one that a change of class or lead has overtaken."""
    if case.proposal is None or not case.is_open:
        raise IllegalStep("nothing-to-approve" if case.is_open else "case-closed")
    if case.proposal.proposed_by == person:
        raise IllegalStep("second-person-needed")
    if case.proposal.agency != case.lead:
        raise IllegalStep("nothing-to-approve")
    _refuse_early_end(case, case.proposal)
    if waiting(case):
        raise IllegalStep("answer-waits")
    closing = replace(case.proposal, approved_by=person)
    over = questions.over(assignments.ended_without(case, now), now)
    closed = replace(over, state=CaseState.CLOSED, closing=closing, proposal=None, lowering=None)
    closed = timing.stop_for_all(replace(closed, closed_at=now), DeadlineKind.OUTCOME, now)
    closed = next_version(timing.end_without(closed, now, everything=True))
    at = _look_again_at(closing, now)
    return closed if at is None else assignments.look_again(closed, at)


def _look_again_at(closing: Closing, now: datetime) -> datetime | None:
    """When the lead looks again: on the proposed day; where the second person took longer than that, the same number of
    days from now."""
    at = closing.look_again_at
    return at if at is None or at > now else now + (at - closing.at)

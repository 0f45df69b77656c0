"""A call back that cannot be made: the lead says why, and the case may be closed (casework.md, L9: feedback sent or not
possible); one that another body declines becomes the lead's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments, steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.reopening import reopened_by_hand
from bot.domain.cases.reporter.call_back import call_to, may_read, to_call_back, with_words
from bot.domain.cases.stages import ending
from bot.domain.errors import IllegalStep
from tests.support.domain.a_case import AMAL, CYL, HANA, POLICY, a_case, a_closing, an_opinion
from tests.support.domain.answers import NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def case() -> Case:
    """Told by telephone, by a caller without five words; the lead has acknowledged and assessed it."""
    told = to_call_back(a_case(), a_case().id, NOW)
    return steps.assess(steps.acknowledge(told, told.lead, AMAL, NOW), an_opinion(told.lead), POLICY, NOW)


def declined(case: Case) -> Case:
    (call,) = case.assignments
    return assignments.decline(case, call.id, By(AMAL, call.agency, LATER), "The number is somebody else's")


def running(case: Case) -> set[tuple[DeadlineKind, str | None]]:
    kinds = {DeadlineKind.REPLY, DeadlineKind.ASSIGNMENT}
    return {(c.kind, c.agency) for c in case.deadlines if c.kind in kinds and c.stopped_at is None}


def test_a_caller_who_cannot_be_reached_keeps_no_case_open(case: Case) -> None:
    with pytest.raises(IllegalStep, match="answer-first"):
        ending.propose_close(case, a_closing(case))
    case = declined(case)
    assert case.answered_at is None
    assert ending.propose_close(case, a_closing(case)).proposal is not None


def test_words_that_are_handed_over_afterwards_are_answered_first(case: Case) -> None:
    case = with_words(declined(case), case.id)
    assert running(case) == {(DeadlineKind.REPLY, None)}
    with pytest.raises(IllegalStep, match="answer-first"):
        ending.propose_close(case, a_closing(case))
    case = steps.answered(case, LATER)
    assert ending.propose_close(case, a_closing(case)).proposal is not None
    assert with_words(case, case.id) == case
    assert [one.has_words for one in case.assignments] == [True]


def test_a_call_back_that_a_support_declines_falls_to_the_lead(case: Case) -> None:
    (call,) = case.assignments
    deadlines = tuple(replace(c, agency=CYL) if c.item == call.id else c for c in case.deadlines)
    theirs = replace(case, assignments=(replace(call, agency=CYL),), deadlines=deadlines)
    theirs = steps.acknowledge(theirs, CYL, AMAL, NOW)
    by_itself = assignments.decline(theirs, call.id, By(AMAL, CYL, LATER), "We have no telephone")
    with_its_part = steps.decline(theirs, CYL, "Not ours", LATER)
    for after in (by_itself, with_its_part):
        owed = call_to(after, after.id)
        assert owed is not None
        assert (owed.is_open, owed.agency, owed.due_at) == (True, case.lead, call.due_at)
    (owed,) = by_itself.assignments
    assert owed.note == "We have no telephone"
    for after in (by_itself, with_its_part):
        assert running(after) == {(DeadlineKind.ASSIGNMENT, case.lead)}


def called(case: Case) -> Case:
    (call,) = case.assignments
    return assignments.done(case, call.id, By(AMAL, call.agency, LATER), "Called at noon")


@pytest.mark.parametrize("ended", [declined, called])
def test_a_caller_who_got_receipt_words_since_is_answered_in_writing_after_reopening(
    ended: Callable[[Case], Case],
) -> None:
    told = to_call_back(a_case(), a_case().id, NOW)
    case = steps.assess(steps.acknowledge(told, told.lead, AMAL, NOW), an_opinion(told.lead), POLICY, NOW)
    case = steps.answered(with_words(ended(case), case.id), LATER)
    closed = ending.approve_close(ending.propose_close(case, a_closing(case)), HANA, LATER)
    again = reopened_by_hand(closed, HANA, "Seen again", POLICY, LATER)
    assert running(again) == {(DeadlineKind.REPLY, None)}
    assert may_read(again, again.id)

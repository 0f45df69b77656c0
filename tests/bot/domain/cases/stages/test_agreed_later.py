"""Closing is agreed to later than it was proposed: what must hold for it must hold at that moment too (casework.md,
Task)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments, steps
from bot.domain.cases.case import Case, DeadlineKind, Part, TaskState
from bot.domain.cases.record import Closing
from bot.domain.cases.stages import ending, transfer
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey
from tests.support.domain.a_case import AMAL, BO, CYL, EDU, PROC, ready_to_close
from tests.support.domain.answers import NOW, PROFILE

CIV = AgencyKey("CIV")


def proposed(case: Case, safe: str, **more: object) -> Case:
    end = Closing("school_measure", safe, AMAL, EDU, NOW, "They have nothing to add", **more)  # type: ignore[arg-type]
    return ending.propose_close(case, end)


def with_cyl() -> Case:
    return steps.acknowledge(ready_to_close(), CYL, BO, NOW)


def not_ours(case: Case) -> Case:
    return steps.decline(case, CYL, "other", NOW)


def done(case: Case) -> Case:
    return transfer.finish_part(case, CYL, NOW)


def must_not_know(case: Case) -> Case:
    return replace(case, barred=(CYL,), tasks=tuple(one for one in case.tasks if one.agency != CYL))


@pytest.mark.parametrize("leaves", [not_ours, done, must_not_know])
def test_a_body_that_goes_on_with_the_child_must_still_have_a_part_when_the_end_is_agreed(
    leaves: Callable[[Case], Case],
) -> None:
    case = proposed(with_cyl(), "no", goes_on=CYL)
    with pytest.raises(IllegalStep, match=r"who-goes-on|nothing-to-approve"):
        ending.approve_close(leaves(case), BO, NOW)
    assert not ending.approve_close(case, BO, NOW).is_open


def hands_on(case: Case) -> Case:
    return steps.recuse_body(PROFILE, case, CYL, frozenset(), NOW)


@pytest.mark.parametrize("leaves", [not_ours, done, hands_on])
def test_a_proposal_to_close_is_withdrawn_when_the_body_that_was_to_go_on_leaves(
    leaves: Callable[[Case], Case],
) -> None:
    """Only the lead can name another body: the second person is not asked what they cannot answer."""
    assert leaves(proposed(with_cyl(), "no", goes_on=CYL)).proposal is None
    assert leaves(proposed(with_cyl(), "no", goes_on=EDU)).proposal is not None
    assert leaves(proposed(with_cyl(), "yes")).proposal is not None


def test_a_body_that_only_watches_or_has_no_part_does_not_go_on_with_the_child() -> None:
    case = ready_to_close()
    watching = case.with_task(replace(next(t for t in case.tasks if t.agency == PROC), part=Part.COPY))
    for body in (CIV, PROC, None):
        with pytest.raises(IllegalStep, match="who-goes-on"):
            proposed(watching, "no", goes_on=body)
    assert proposed(watching, "no", goes_on=EDU).proposal is not None


@pytest.mark.parametrize(("after", "looks"), [(1, 7), (6, 7), (7, 14), (20, 27)])
def test_a_late_agreement_still_leaves_the_lead_the_full_days_until_looking_again(after: int, looks: int) -> None:
    case = proposed(ready_to_close(), "plan", look_again_at=NOW + timedelta(days=7))
    closed = ending.approve_close(case, BO, NOW + timedelta(days=after))
    [deadline] = [one for one in closed.deadlines if one.kind is DeadlineKind.LOOK_AGAIN]
    assert deadline.due_at - assignments.LOOK_AFTER == NOW + timedelta(days=looks)
    assert closed.task(EDU).state is TaskState.DONE  # type: ignore[union-attr]

"""L8, L9, L10: tasks with an owner and a due time, what a closing leaves undone, and looking again (casework.md)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.cases import assignments, steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, TaskState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.cases.record import Closing, Ending
from bot.domain.cases.stages import ending, transfer
from bot.domain.cases.work import AssignmentState
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import (
    AMAL,
    BO,
    CYL,
    EDU,
    POLICY,
    PSB,
    ZONE,
    a_case,
    acknowledged,
    an_opinion,
    assessed,
    ready_to_close,
)
from tests.support.domain.answers import NOW

TOMORROW = NOW + timedelta(days=1)


def given(
    case: Case, owner: PersonKey | None = AMAL, agency: AgencyKey = EDU, due_at: datetime = TOMORROW, words: str = "Ask"
) -> Case:
    return assignments.assign(
        case, template="", words=words, agency=agency, owner=owner, due_at=due_at, by=By(AMAL, EDU, NOW)
    )


def deadline(case: Case, kind: DeadlineKind) -> Deadline:
    return next(c for c in case.deadlines if c.kind is kind)


def steps_until(case: Case, end: datetime) -> list[tuple[str, datetime]]:
    """What the deadline of the only task fires up to `end`, and when."""
    found: list[tuple[str, datetime]] = []
    while (at := next_at(case, POLICY, ZONE)) is not None and at <= end:
        case, consequences = fire(case, POLICY, ZONE, at)
        found += [(c.step, at) for c in consequences if c.deadline.kind is DeadlineKind.ASSIGNMENT]
    return found


def test_a_task_with_an_owner_is_the_leads_first_action() -> None:
    case = given(assessed())
    assert (case.state, case.first_action_at) == (CaseState.IN_PROGRESS, NOW)
    assert deadline(case, DeadlineKind.FIRST_ACTION).ended is Ending.MET


def test_a_task_counts_as_an_action_only_once_somebody_takes_it() -> None:
    case = given(assessed(), owner=None)
    assert (case.state, case.first_action_at) == (CaseState.ASSESSED, None)
    taken = assignments.take(case, 1, EDU, BO, NOW + timedelta(hours=1))
    assert (taken.state, taken.first_action_at) == (CaseState.IN_PROGRESS, NOW + timedelta(hours=1))
    with pytest.raises(IllegalStep, match="already-yours"):
        assignments.take(taken, 1, EDU, BO, NOW)


def test_a_task_is_reminded_of_at_half_its_time_and_when_it_is_due() -> None:
    fired = steps_until(given(acknowledged()), TOMORROW)
    assert fired == [("half", NOW + timedelta(hours=12)), ("breach", TOMORROW)]


def test_finishing_a_task_needs_a_note_and_stops_only_its_own_deadline() -> None:
    case = given(given(acknowledged()), words="Visit")
    with pytest.raises(IllegalStep, match="note-needed"):
        assignments.done(case, 1, By(AMAL, EDU, NOW), " ")
    case = assignments.done(case, 1, By(AMAL, EDU, NOW), "Talked to both")
    ends = [(c.item, c.ended) for c in case.deadlines if c.kind is DeadlineKind.ASSIGNMENT]
    assert ends == [(1, Ending.MET), (2, None)]
    assert [one.state for one in case.assignments] == [AssignmentState.DONE, AssignmentState.OPEN]


def test_a_declined_task_does_not_count_as_met() -> None:
    case = assignments.decline(given(acknowledged()), 1, By(AMAL, EDU, NOW), "Not our school")
    assert deadline(case, DeadlineKind.ASSIGNMENT).ended is Ending.WITHOUT
    assert case.assignments[0].state is AssignmentState.DECLINED


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"words": "  "}, "say-what"),
        ({"due_at": NOW}, "due-in-the-past"),
        ({"agency": AgencyKey("WOM")}, "not-an-option"),
    ],
)
def test_a_task_needs_words_a_date_and_a_body_with_a_part(change: dict[str, object], refused: str) -> None:
    with pytest.raises(IllegalStep, match=refused):
        given(acknowledged(), **change)  # type: ignore[arg-type]


def test_tasks_of_another_body_are_not_touched_and_before_acknowledging_none_is_made() -> None:
    with pytest.raises(NotAllowed):
        assignments.done(given(acknowledged()), 1, By(BO, CYL, NOW), "done")
    with pytest.raises(IllegalStep, match="acknowledge-first"):
        given(a_case())


def test_a_body_that_has_not_acknowledged_ends_no_task_and_takes_none() -> None:
    case = given(acknowledged(), owner=None, agency=CYL)
    refused: tuple[Callable[[], Case], ...] = (
        lambda: assignments.take(case, 1, CYL, BO, NOW),
        lambda: assignments.done(case, 1, By(BO, CYL, NOW), "done"),
        lambda: assignments.decline(case, 1, By(BO, CYL, NOW), "no"),
    )
    for step in refused:
        with pytest.raises(IllegalStep, match="acknowledge-first"):
            step()


def test_what_the_lead_has_done_for_another_body_is_the_leads_first_action_and_nobody_elses() -> None:
    case = steps.acknowledge(assessed(), CYL, BO, NOW)
    by_cyl = assignments.assign(
        case, template="", words="Ask", agency=EDU, owner=None, due_at=TOMORROW, by=By(BO, CYL, NOW)
    )
    assert by_cyl.first_action_at is None
    assert assignments.done(by_cyl, 1, By(AMAL, EDU, NOW), "Asked").first_action_at == NOW
    for_cyl = given(case, owner=None, agency=CYL)
    assert assignments.decline(for_cyl, 1, By(BO, CYL, NOW), "no").first_action_at is None


def test_the_lead_is_reminded_of_one_overdue_deadline_at_a_time_tasks_included() -> None:
    case, later = given(acknowledged()), TOMORROW + timedelta(days=3)
    case, _ = fire(case, POLICY, ZONE, later)
    repeated = [deadline for deadline in case.deadlines if any(step.startswith("repeat") for step in deadline.fired)]
    assert len([deadline for deadline in repeated if deadline.agency in {None, EDU}]) == 1


def test_declining_a_case_declines_the_bodys_tasks_too() -> None:
    case = steps.decline(given(acknowledged(), owner=None, agency=CYL), CYL, "other", NOW)
    assert case.assignments[0].state is AssignmentState.DECLINED
    assert deadline(case, DeadlineKind.ASSIGNMENT).ended is Ending.WITHOUT


def test_raising_the_class_moves_no_due_date_of_a_task() -> None:
    case = given(acknowledged(), due_at=NOW + timedelta(days=9))
    raised = steps.assess(case, an_opinion(EDU, hazard=3), POLICY, NOW)
    assert raised.urgency is Urgency.P1
    assert deadline(raised, DeadlineKind.ASSIGNMENT).due_at == NOW + timedelta(days=9)


def closing(safe: str = "yes", reason: str = "", **more: object) -> Closing:
    return Closing("school_measure", safe, AMAL, EDU, NOW, reason, **more)  # type: ignore[arg-type]


def test_what_is_open_at_the_end_needs_a_reason_and_ends_without_having_been_done() -> None:
    case = given(ready_to_close())
    with pytest.raises(IllegalStep, match="say-why-open"):
        ending.propose_close(case, closing())
    ended = ending.approve_close(ending.propose_close(case, closing(reason="Moved away")), BO, NOW)
    assert ended.task(EDU).state is TaskState.DONE  # type: ignore[union-attr]
    assert ended.task(CYL).state is TaskState.ENDED_WITHOUT  # type: ignore[union-attr]
    assert ended.assignments[0].state is AssignmentState.ENDED_WITHOUT
    assert deadline(ended, DeadlineKind.ASSIGNMENT).ended is Ending.WITHOUT


def test_with_every_part_and_task_ended_by_its_own_body_no_reason_is_asked() -> None:
    case = given(ready_to_close())
    for task in [task for task in case.tasks if task.part is Part.SUPPORT]:
        case = steps.decline(case, task.agency, "other", NOW)
    case = assignments.done(case, 1, By(AMAL, EDU, NOW), "done")
    assert ending.propose_close(case, closing()).proposal is not None


def test_a_child_who_is_not_safe_ends_no_grave_case_and_otherwise_a_body_goes_on() -> None:
    case = ready_to_close()
    with pytest.raises(IllegalStep, match="who-goes-on"):
        ending.propose_close(case, closing("no", "why"))
    assert ending.propose_close(case, closing("no", "why", goes_on=CYL)).proposal is not None
    grave = steps.act(replace(case, urgency=Urgency.P2), By(AMAL, EDU, NOW), "seen")
    with pytest.raises(IllegalStep, match="child-not-safe"):
        ending.propose_close(grave, closing("no", "why", goes_on=CYL))


def test_safe_with_a_plan_needs_a_date_and_the_closed_case_is_looked_at_again_then() -> None:
    with pytest.raises(IllegalStep, match="look-again-when"):
        ending.propose_close(ready_to_close(), closing("plan", "why"))
    then = NOW + timedelta(days=30)
    case = ending.propose_close(ready_to_close(), closing("plan", "why", look_again_at=then))
    case = ending.approve_close(case, BO, NOW)
    assert case.state is CaseState.CLOSED
    assert next_at(case, POLICY, ZONE) == then - timedelta(hours=12)
    case, [due] = fire(case, POLICY, ZONE, then - timedelta(hours=12))
    assert (due.step, due.agency) == ("half", EDU)
    assert next_at(case, POLICY, ZONE) == then + timedelta(days=1)
    with pytest.raises(NotAllowed):
        assignments.looked_again(case, CYL, "yes", then)
    for answer in ("yes", "no"):
        assert next_at(assignments.looked_again(case, EDU, answer, then), POLICY, ZONE) is None


def test_an_unknown_safety_does_not_meet_the_follow_up_and_the_lead_looks_once_more() -> None:
    then = NOW + timedelta(days=30)
    case = ending.propose_close(ready_to_close(), closing("yes", "why", look_again_at=then))
    case = ending.approve_close(case, BO, NOW)
    for week in (1, 2, 3):
        case = assignments.looked_again(case, EDU, "unknown", then)
        then += timedelta(days=7)
        ended = [deadline.ended for deadline in case.deadlines if deadline.kind is DeadlineKind.LOOK_AGAIN]
        assert ended == [Ending.WITHOUT] * week + [None]
        assert next_at(case, POLICY, ZONE) == then - timedelta(hours=12)
    case = assignments.looked_again(case, EDU, "yes", then)
    assert case.deadlines[-1].ended is Ending.MET


def test_a_case_that_another_body_is_asked_to_lead_is_not_closed() -> None:
    case = transfer.propose(ready_to_close(), PSB, "At home", AMAL, POLICY, NOW)
    with pytest.raises(IllegalStep, match="transfer-waits"):
        ending.propose_close(case, closing(reason="why"))

"""The joint talk: called within 24 hours where views are far apart, recorded, or told to supervisors (casework.md)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import steps
from bot.domain.cases.assessment import talks
from bot.domain.cases.assessment.assessment import is_divergent
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind, TaskState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.record import Ending
from bot.domain.cases.stages import transfer
from bot.domain.errors import BadAnswer, IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey
from tests.support.domain.a_case import AMAL, BO, CYL, EDU, POLICY, ZONE, acknowledged, an_opinion
from tests.support.domain.answers import NOW

AGREED = {"hazard": 2, "seriousness": 1, "credibility": 2}


def apart() -> Case:
    case = steps.acknowledge(acknowledged(), CYL, BO, NOW)
    one = steps.assess(case, an_opinion(EDU, hazard=0), POLICY, NOW)
    two = steps.assess(one, an_opinion(CYL, hazard=2), POLICY, NOW)
    return talks.called_by_divergence(two, NOW)


def test_opinions_two_apart_call_a_talk_within_24_hours() -> None:
    case = apart()
    assert is_divergent(case)
    [deadline] = [c for c in case.deadlines if c.kind is DeadlineKind.JOINT_TALK]
    assert deadline.due_at == NOW + timedelta(hours=24)


def test_opinions_one_apart_call_no_talk() -> None:
    case = steps.acknowledge(acknowledged(), CYL, BO, NOW)
    one = steps.assess(case, an_opinion(EDU, hazard=1), POLICY, NOW)
    two = steps.assess(one, an_opinion(CYL, hazard=2), POLICY, NOW)
    assert talks.called_by_divergence(two, NOW) is two


def test_the_record_ends_the_divergence_and_meets_the_deadline() -> None:
    case = talks.record(apart(), By(BO, CYL, NOW + timedelta(hours=3)), AGREED, "EDU visits on Monday")
    assert not is_divergent(case)
    assert [c.ended for c in case.deadlines if c.kind is DeadlineKind.JOINT_TALK] == [Ending.MET]
    assert (case.talks[-1].hazard, case.talks[-1].decision) == (2, "EDU visits on Monday")


def test_an_opinion_far_from_the_agreed_values_calls_another_talk() -> None:
    case = talks.record(apart(), By(BO, CYL, NOW + timedelta(hours=3)), {**AGREED, "hazard": 0}, "No danger")
    later = replace(an_opinion(EDU, hazard=2), at=NOW + timedelta(hours=5))
    assert talks.waiting_talk(case) is None
    again = talks.called_by_divergence(steps.assess(case, later, POLICY, NOW), NOW + timedelta(hours=5))
    assert talks.waiting_talk(again) is not None


def test_a_talk_that_did_not_take_place_is_told_to_those_above() -> None:
    _, consequences = fire(apart(), POLICY, ZONE, NOW + timedelta(hours=24))
    assert [c.step for c in consequences if c.deadline.kind is DeadlineKind.JOINT_TALK] == ["breach"]


def test_a_sooner_talk_replaces_a_later_one_and_a_later_one_does_not() -> None:
    case = talks.call(apart(), NOW + timedelta(hours=2), AMAL, NOW)
    assert [c.due_at for c in case.deadlines if c.kind is DeadlineKind.JOINT_TALK and c.stopped_at is None] == [
        NOW + timedelta(hours=2)
    ]
    with pytest.raises(IllegalStep, match="talk-waits"):
        talks.call(case, NOW + timedelta(hours=3), AMAL, NOW)


def test_an_incomplete_record_of_a_talk_is_refused() -> None:
    with pytest.raises(IllegalStep, match="no-talk-called"):
        talks.record(acknowledged(), By(AMAL, EDU, NOW), AGREED, "yes")
    with pytest.raises(BadAnswer):
        talks.record(apart(), By(AMAL, EDU, NOW), {**AGREED, "hazard": 4}, "yes")
    with pytest.raises(IllegalStep, match="decision-needed"):
        talks.record(apart(), By(AMAL, EDU, NOW), AGREED, " ")
    with pytest.raises(NotAllowed):
        talks.record(apart(), By(AMAL, AgencyKey("XXX"), NOW), AGREED, "yes")


@pytest.mark.parametrize("state", list(TaskState))
@pytest.mark.parametrize("barred", [(), (CYL,), (EDU,)])
@pytest.mark.parametrize("has_agreed", [False, True])
def test_a_talk_called_by_divergence_has_at_least_two_bodies(
    state: TaskState, barred: tuple[AgencyKey, ...], *, has_agreed: bool
) -> None:
    case = replace(apart(), barred=barred)
    task = case.task(CYL)
    assert task is not None
    case = case.with_task(replace(task, state=state))
    if has_agreed:
        case = talks.record(case, By(AMAL, EDU, NOW), {**AGREED, "hazard": 3}, "EDU visits", above=True)
        case = replace(case, opinions=(replace(an_opinion(EDU, hazard=0), at=NOW + timedelta(hours=1)),))
    case = replace(case, talks=tuple(one for one in case.talks if one.recorded_at is not None))
    case = replace(case, deadlines=tuple(one for one in case.deadlines if one.kind is not DeadlineKind.JOINT_TALK))
    called = talks.waiting_talk(talks.called_by_divergence(case, NOW + timedelta(hours=2))) is not None
    two = not barred and state in {TaskState.ALERTED, TaskState.ACKED, TaskState.WORKING}
    assert called == (two and not has_agreed)


def brought_in(case: Case) -> Case:
    return transfer.bring_in(case, CYL, POLICY, NOW)


def accepts_to_lead(case: Case) -> Case:
    """The lead that was stays as a body that is asked to help."""
    asked = transfer.propose(case, CYL, "They know the child", AMAL, POLICY, NOW)
    led = transfer.accept(asked, CYL, BO, POLICY, NOW)
    return transfer.bring_in(led, EDU, POLICY, NOW)


def takes_over(case: Case) -> Case:
    return steps.take_over(case, CYL, POLICY, NOW)


@pytest.mark.parametrize("comes_back", [brought_in, accepts_to_lead, takes_over])
def test_a_body_brought_back_into_the_case_diverges_again(comes_back: Callable[[Case], Case]) -> None:
    case = steps.acknowledge(acknowledged(), CYL, BO, NOW)
    case = transfer.finish_part(steps.assess(case, an_opinion(CYL, hazard=2), POLICY, NOW), CYL, NOW)
    case = talks.called_by_divergence(steps.assess(case, an_opinion(EDU, hazard=0), POLICY, NOW), NOW)
    assert talks.waiting_talk(case) is None
    assert talks.waiting_talk(comes_back(case)) is not None

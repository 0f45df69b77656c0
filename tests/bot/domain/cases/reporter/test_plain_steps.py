"""The reporter's timeline: every step has its day, only what was done is told, and nothing says by whom."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.cases import steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, TaskState
from bot.domain.cases.reopening import reopened, reopened_by_hand
from bot.domain.cases.reporter.plain_steps import PlainStep, plain_steps
from bot.domain.cases.stages import ending
from bot.domain.errors import Refusal
from bot.domain.intake.facts import facts_of
from tests.support.domain.a_case import (
    AMAL,
    BO,
    BULLYING,
    CYL,
    HANA,
    POLICY,
    PSB,
    a_case,
    a_closing,
    a_report,
    an_opinion,
)
from tests.support.domain.answers import ASKED, NOW, PROFILE

DAY = timedelta(days=1)


def told(case: Case) -> list[tuple[str, float | None]]:
    """The lines of /status, with the number of days after the report."""
    return [(step.what, None if step.at is None else (step.at - NOW) / DAY) for step in plain_steps(case)]


def on(day: float) -> datetime:
    return NOW + DAY * day


def taken(case: Case, day: float) -> Case:
    return steps.acknowledge(case, case.lead, AMAL, on(day))


def looked_at(case: Case, day: float) -> Case:
    return steps.assess(case, replace(an_opinion(case.lead), at=on(day)), POLICY, on(day))


def acted_on(case: Case, day: float) -> Case:
    return steps.act(case, By(AMAL, case.lead, on(day)), "visit")


def closed(case: Case, day: float) -> Case:
    proposed = ending.propose_close(steps.answered(case, on(day)), a_closing(case))
    return ending.approve_close(proposed, HANA, on(day))


def by_hand(case: Case, day: float) -> Case:
    return reopened_by_hand(case, HANA, "A neighbour has called", POLICY, on(day))


def by_words(case: Case, day: float) -> Case:
    report = a_report(BULLYING)
    return reopened(PROFILE, case, report, facts_of(ASKED, report.path, report.answers), on(day))


def given_on(case: Case, day: float) -> Case:
    return steps.hand_on(case, AMAL, POLICY, on(day))


def a_life(*acts: tuple[Callable[[Case, float], Case], float]) -> Case:
    case = a_case()
    for act, day in acts:
        case = act(case, day)
    return case


TO_THE_END = ((taken, 1), (looked_at, 2), (acted_on, 3), (closed, 4))
FIRST_LIFE = [("taken", 1), ("looked", 2), ("begun", 3)]


@pytest.mark.parametrize(
    ("acts", "lines"),
    [
        ((), [("untaken", None)]),
        (TO_THE_END[:1], [("taken", 1)]),
        (TO_THE_END[:2], [("taken", 1), ("looked", 2)]),
        (TO_THE_END[:3], FIRST_LIFE),
        (((taken, 1), (acted_on, 2), (looked_at, 3)), [("taken", 1), ("begun", 2), ("looked", 3)]),
        (((taken, 1), (given_on, 2)), [("taken", 1), ("waits", None)]),
        (((taken, 1), (given_on, 2), (taken, 3)), [("taken", 1)]),
        (TO_THE_END, FIRST_LIFE),
        ((*TO_THE_END, (by_words, 40)), [("reopened", 40), ("untaken", None)]),
        ((*TO_THE_END, (by_words, 40), (taken, 41)), [("reopened", 40), ("taken", 41)]),
        ((*TO_THE_END, (by_hand, 40)), [("reopened", 40), ("untaken", None)]),
        ((*TO_THE_END, (by_hand, 40), (taken, 42)), [("reopened", 40), ("taken", 42)]),
    ],
)
def test_each_step_has_its_day(
    acts: tuple[tuple[Callable[[Case, float], Case], float], ...], lines: list[tuple[str, float | None]]
) -> None:
    assert told(a_life(*acts)) == lines


def test_what_a_helping_body_does_is_no_step_of_the_case() -> None:
    helped = steps.acknowledge(a_case(), CYL, BO, on(1))
    assert told(helped) == [("untaken", None)]
    seen = steps.assess(taken(helped, 2), an_opinion(CYL), POLICY, on(3))
    assert told(seen) == [("taken", 2)]


def test_a_reporters_timeline_shows_no_day_of_a_merged_case() -> None:
    assert told(replace(a_life(*TO_THE_END[:3]), state=CaseState.MERGED)) == [("merged", None)]


def test_a_step_can_contain_no_person_and_no_body() -> None:
    assert [one.name for one in fields(PlainStep)] == ["what", "at"]


@dataclass
class LifeDiary:
    """What a person beside the desk would note of the present life."""

    since: datetime = NOW
    done: set[tuple[str, datetime]] = field(default_factory=set)

    def note(self, was: Case, case: Case, name: str, at: datetime) -> None:
        if name in {"by_hand", "by_words"}:
            self.since, self.done = at, {("reopened", at)}
        elif case != was and name in NOTED:
            self.done.add((NOTED[name], at))


NOTED = {"taken": "taken", "looked_at": "looked", "acted_on": "begun"}
ACTS = {one.__name__: one for one in (taken, looked_at, acted_on, closed, by_hand, by_words, given_on)}


@example([(name, 1) for name in ("taken", "looked_at", "closed", "by_hand", "looked_at")])
@example([(name, 1) for name in ("taken", "looked_at", "acted_on", "closed", "by_hand", "acted_on")])
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 30)), max_size=14))
def test_whatever_is_done_in_whatever_order_only_what_happened_is_told(acts: list[tuple[str, int]]) -> None:
    case, diary, day = a_case(), LifeDiary(), 0
    for name, later in acts:
        day += later
        was = case
        try:
            case = ACTS[name](case, day)
        except Refusal:
            continue
        diary.note(was, case, name, on(day))
    lines = plain_steps(case)
    dated = [step for step in lines if step.at is not None]
    assert {(step.what, step.at) for step in dated} <= diary.done
    assert {step.what for step in dated} == {what for what, _ in diary.done}
    assert [step.at for step in dated] == sorted(step.at for step in dated if step.at is not None)
    lead = case.task(case.lead)
    nobody_has_it = case.is_open and lead is not None and lead.state is TaskState.ALERTED
    assert nobody_has_it == any(step.what in {"untaken", "waits"} for step in lines)


def test_a_body_that_takes_over_does_not_change_when_it_was_first_taken() -> None:
    over = steps.take_over(taken(a_case(), 1), PSB, POLICY, on(2))
    assert told(over)[0] == ("taken", 1)

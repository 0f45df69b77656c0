"""Marks over random lives of a case.

What is expected is recorded beside the case while it lives, from a table that was copied by hand: who did what when,
and what each body had to do by then.
"""

from dataclasses import replace
from datetime import timedelta

from bot.domain.cases import steps
from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.deadlines.marks import state_of
from bot.domain.cases.record import Ending
from bot.domain.cases.stages import ending, opening
from bot.domain.ids import AgencyKey
from bot.domain.intake.facts import facts_of
from tests.support.domain.a_case import (
    AMAL,
    DANGER,
    EDU,
    HANA,
    POLICY,
    a_case,
    a_closing,
    a_report,
    acknowledged,
)
from tests.support.domain.a_case import an_opinion as opinion_of
from tests.support.domain.answers import ASKED, NOW, PROFILE
from tests.support.domain.any_life import DAY, AnyLife

TestAnyLife = AnyLife.TestCase


def test_the_deadlines_of_declined_and_unfinished_parts_are_not_shown_as_met() -> None:
    case = steps.decline(a_case(), AgencyKey("CYL"), "other_body", NOW)
    case = steps.acknowledge(case, EDU, AMAL, NOW)
    case = steps.answered(steps.assess(case, opinion_of(EDU), POLICY, NOW), NOW)
    closed = ending.approve_close(ending.propose_close(case, a_closing(case)), HANA, NOW)
    states = {
        (deadline.kind.value, deadline.agency): state_of(deadline, NOW + DAY).value for deadline in closed.deadlines
    }
    assert states == {
        ("acknowledge", None): "met",
        ("first_action", None): "without",
        ("assess", None): "met",
        ("reply", None): "met",
        ("outcome", None): "met",
        ("acknowledge", "PSB"): "without",
        ("acknowledge", "PROC"): "without",
        ("acknowledge", "CYL"): "without",
    }


def test_the_lead_that_the_police_replace_is_timed_as_a_support() -> None:
    over = steps.take_over(a_case({"danger": "yes_now", "harms": ("neglect",)}), AgencyKey("PSB"), POLICY, NOW + DAY)
    deadline = steps.running(over, DeadlineKind.ACKNOWLEDGE, AgencyKey("CIV"))
    assert deadline is not None
    assert deadline.due_at == NOW + DAY + timedelta(minutes=30)


def test_a_wished_call_back_no_sooner_than_the_promise_is_ignored() -> None:
    late = NOW + timedelta(hours=49)
    report = a_report({"danger": "yes_now", "harms": ("bullying",)})
    risen = opening.add_report_facts(PROFILE, a_case(), report, facts_of(ASKED, report.path, report.answers), late)
    assert risen.urgency.value == "P1"
    assert steps.running(risen, DeadlineKind.CALL_BACK) is None


def test_a_profile_that_now_promises_later_moves_no_date_already_given() -> None:
    stricter = replace(POLICY, reply=timedelta(hours=30), outcome=30 * DAY)
    case = steps.with_urgency(replace(acknowledged(), opinions=(opinion_of(EDU, 3, 3),)), stricter, NOW)
    due = {deadline.kind.value: deadline.due_at - NOW for deadline in case.deadlines if deadline.agency is None}
    assert (due["reply"], due["outcome"], due["call_back"]) == (3 * DAY, 90 * DAY, DAY)


def test_an_ending_is_written_with_the_deadline() -> None:
    case = steps.answered(a_case(DANGER), NOW)
    stopped = {deadline.kind.value: deadline.ended for deadline in case.deadlines if deadline.stopped_at is not None}
    assert stopped == {"reply": Ending.MET, "call_back": Ending.MET}

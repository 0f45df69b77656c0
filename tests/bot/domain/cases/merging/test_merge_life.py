"""Any verbs by any bodies on two cases that are merged and separated again and again: what must always hold of both."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings

from tests.support.domain.a_case import BULLYING
from tests.support.domain.examples import examples
from tests.support.domain.two_cases import TwoCases
from tests.support.domain.two_reporters import TwoReporters

TestTwoCases = TwoCases.TestCase
TestTwoCases.settings = settings(max_examples=examples(20), stateful_step_count=40, deadline=None)


TestTwoReporters = TwoReporters.TestCase
TestTwoReporters.settings = settings(max_examples=examples(20), stateful_step_count=40, deadline=None)


def test_the_state_machine_would_notice_a_promised_date_that_moves() -> None:
    machine = TwoCases()
    machine.tell_again(BULLYING)
    moved = tuple(replace(c, due_at=c.due_at + timedelta(hours=1)) for c in machine.case.deadlines)
    machine.case = replace(machine.case, deadlines=moved)
    with pytest.raises(AssertionError):
        machine.what_the_reporter_was_promised_never_moves()

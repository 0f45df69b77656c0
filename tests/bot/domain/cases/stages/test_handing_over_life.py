"""Any sequence of the verbs of handing over and of tasks, by any body: what must always hold of the case
(casework.md)."""

from dataclasses import replace

from hypothesis import settings

from tests.support.domain.case_state_machine import AnyActs
from tests.support.domain.examples import examples

TestAnyActs = AnyActs.TestCase
TestAnyActs.settings = settings(max_examples=examples(40), stateful_step_count=50, deadline=None)


def test_the_state_machine_would_notice_a_barred_lead() -> None:
    machine = AnyActs()
    machine.case = replace(machine.case, barred=(machine.case.lead,))
    try:
        machine.exactly_one_body_answers_for_an_open_case()
    except AssertionError:
        return
    raise AssertionError("a lead that must not know was not found out")

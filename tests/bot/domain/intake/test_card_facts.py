"""What a group may read of a case never reveals that the child itself reported (SG21)."""

import pytest

from bot.domain.intake.facts import rough_age
from bot.domain.report import Path
from tests.support.domain.answers import ASKED

OWN = {"under_14", "14_17"}
"""Ages that only a child reporting about itself can have."""


@pytest.mark.parametrize("exact", ["7_10", "11_13", "14_15", "16_17"])
def test_an_age_at_which_children_report_looks_the_same_whoever_told_it(exact: str) -> None:
    assert exact in ASKED.questions["age"].options
    assert rough_age(exact) in OWN


def test_a_childs_own_age_is_shown_as_it_is() -> None:
    assert {rough_age(own) for own in ASKED.questions["age_reporter"].options} == OWN
    assert "age_reporter" in ASKED.order[Path.CHILD]

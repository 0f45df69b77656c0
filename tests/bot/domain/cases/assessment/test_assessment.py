"""From hazard, seriousness and credibility to a class (casework.md, Assessment)."""

from dataclasses import replace
from itertools import product

import pytest

from bot.domain.cases.assessment.assessment import assessed_class, checked, class_of, is_divergent
from bot.domain.errors import BadAnswer
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency
from tests.support.domain.a_case import CYL, EDU, a_case, an_opinion

A, B = AgencyKey("A"), AgencyKey("B")
P1, P2, P3, P4 = Urgency.P1, Urgency.P2, Urgency.P3, Urgency.P4
TABLE = [
    # seriousness 0, 1, 2, 3
    (P4, P4, P3, P2),  # hazard 0
    (P4, P4, P3, P2),  # hazard 1
    (P3, P3, P2, P2),  # hazard 2
    (P1, P1, P1, P1),  # hazard 3
]


@pytest.mark.parametrize(("hazard", "seriousness"), [*product(range(4), range(4))])
def test_the_class_of_every_pair(hazard: int, seriousness: int) -> None:
    assert class_of(hazard, seriousness) is TABLE[hazard][seriousness]


@pytest.mark.parametrize(("hazard", "seriousness"), [*product(range(3), range(4))])
def test_more_hazard_is_never_less_urgent(hazard: int, seriousness: int) -> None:
    assert class_of(hazard + 1, seriousness).rank >= class_of(hazard, seriousness).rank


@pytest.mark.parametrize("values", [(4, 0, 0), (0, -1, 0), (0, 0, 9)])
def test_values_outside_the_scales_are_refused(values: tuple[int, int, int]) -> None:
    with pytest.raises(BadAnswer):
        checked(an_opinion(A, *values), own_words=False)


def test_a_child_s_own_words_start_at_two() -> None:
    with pytest.raises(BadAnswer):
        checked(an_opinion(A, 1, 1, 1), own_words=True)
    assert checked(an_opinion(A, 1, 1, 1), own_words=False).credibility == 1


def test_agencies_whose_views_are_two_apart_are_recognised() -> None:
    near = replace(a_case(), opinions=(an_opinion(EDU, 1, 1, 2), an_opinion(CYL, 2, 0, 3)))
    apart = replace(a_case(), opinions=(an_opinion(EDU, 0, 1, 2), an_opinion(CYL, 2, 1, 2)))
    assert not is_divergent(near)
    assert is_divergent(apart)


def test_the_higher_value_counts_while_agencies_are_apart() -> None:
    case = replace(a_case(), opinions=(an_opinion(A, 0, 0, 2), an_opinion(B, 3, 0, 2)))
    assert assessed_class(case) is P1

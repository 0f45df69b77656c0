"""Which groups above the bodies are told of a case: none in which somebody of a barred body may sit."""

from bot.domain.ids import AgencyKey
from bot.domain.notices.above import oversight_group, supervising_group
from bot.domain.notices.notice import ToAgency, ToOversight
from tests.support.databases.samples import PSB, a_case

SUP = AgencyKey("SUP")
OPEN, BARRED, WITHOUT_SUP = a_case(), a_case(barred=(PSB,)), a_case(barred=(SUP,))


def test_the_oversight_group_hears_of_no_case_that_bars_a_body() -> None:
    assert oversight_group(OPEN) == [ToOversight()]
    assert oversight_group(BARRED) == []


def test_the_supervising_body_hears_of_it_unless_it_is_barred_itself() -> None:
    assert supervising_group(OPEN, SUP) == [ToAgency(SUP)]
    assert supervising_group(BARRED, SUP) == [ToAgency(SUP)]
    assert supervising_group(WITHOUT_SUP, SUP) == []


def test_a_supervising_body_that_is_told_otherwise_gets_no_second_message() -> None:
    assert supervising_group(OPEN, SUP, but=[SUP]) == []
    assert supervising_group(OPEN, SUP, but=[PSB]) == [ToAgency(SUP)]

"""K1 to K16 are defined in one table, and every number of a board stands in it."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from bot.domain.numbers.board import Bar, Board, Count, Delivery, Filter, Funnel, HeatCell, Period
from bot.domain.numbers.definitions import DEFINITIONS, Hiding, Readers, of_a_part

FRAME = {"period", "filter", "at", "heat_period"}
"""Fields that say of which days and cases a board is."""
DAY = date(2026, 11, 29)
BOARD = Board(Period("day", DAY, DAY), Filter(), datetime(2026, 11, 29, 4, 0, tzinfo=UTC), ended=3)


def test_every_field_of_a_board_belongs_to_a_number() -> None:
    named = {name for one in DEFINITIONS.values() for name in one.fields}
    assert [*DEFINITIONS] == list(range(1, 17))
    assert {field.name for field in fields(Board)} - FRAME == named, "add the field to its number in definitions.py"


def test_numbers_of_the_whole_district_are_on_no_board_of_one_body() -> None:
    """Harm by age, places, conversations, alerts: of all bodies and classes together, for oversight."""
    assert {number for number, one in DEFINITIONS.items() if one.readers is Readers.OVERSIGHT} == {7, 8, 14, 16}
    assert {number for number, one in DEFINITIONS.items() if one.hiding is Hiding.CUBE} == {7, 8}
    cell, bar = HeatCell("bullying", "7_10", "", Count(9)), Bar("erlang", Count(9))
    whole = replace(BOARD, heat=(cell,), areas=(bar,), funnel=Funnel(started=1), delivery=Delivery(1, 0, None))
    assert of_a_part(whole) == BOARD

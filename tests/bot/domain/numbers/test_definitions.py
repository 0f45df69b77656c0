"""K1 to K16 are defined in one table, and every number of a board stands in it. For a new number, what is forgotten of
docs/adapt/add-a-number.md is named."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import bot
from bot.domain.cases.deadlines.marks import COLOURS
from bot.domain.numbers import events, recording
from bot.domain.numbers.board import Bar, Board, Count, Delivery, Filter, Funnel, HeatCell, Period
from bot.domain.numbers.definitions import DEFINITIONS, TOTALS, Hiding, Readers, of_a_part
from bot.domain.numbers.metrics import STEPS, Metric
from handlers.pictures.sheets import TABLES
from tests.support.facts_of_notices import LANGUAGES, language
from tests.year.by_hand import ByHand

FRAME = {"period", "filter", "at", "heat_period"}
"""Fields that say of which days and cases a board is."""
DAY = date(2026, 11, 29)
AT = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
BOARD = Board(Period("day", DAY, DAY), Filter(), AT, ended=3)
PAGE = "docs/adapt/add-a-number.md"
OF_NO_CASE = {Metric.INTAKE, Metric.DELIVERY}
"""Counted as conversations end and as alerts arrive (`intake.py`, `alerts.py`)."""


def test_every_field_of_a_board_belongs_to_a_number() -> None:
    named = {name for one in DEFINITIONS.values() for name in one.fields}
    assert [*DEFINITIONS][:16] == list(range(1, 17))
    assert {field.name for field in fields(Board)} - FRAME == named, (
        f"add the field to its number in definitions.py: {PAGE}"
    )


def test_numbers_of_the_whole_district_are_on_no_board_of_one_body() -> None:
    """Harm by age, places, conversations, alerts: of all bodies and classes together, for oversight."""
    assert {number for number, one in DEFINITIONS.items() if one.readers is Readers.OVERSIGHT} == {7, 8, 14, 16}
    assert {number for number, one in DEFINITIONS.items() if one.hiding is Hiding.CUBE} == {7, 8}
    cell, bar = HeatCell("bullying", "7_10", "", Count(9)), Bar("erlang", Count(9))
    whole = replace(BOARD, heat=(cell,), areas=(bar,), funnel=Funnel(started=1), delivery=Delivery(1, 0, None))
    assert of_a_part(whole) == BOARD


def named_in(*paths: str) -> set[Metric]:
    """The metrics that these modules name."""
    sources = (Path(path).read_text(encoding="utf-8") for path in paths)
    return {Metric[name] for source in sources for name in re.findall(r"\bMetric\.([A-Z_]+)\b", source)}


def test_every_metric_happens() -> None:
    by_table = {one for step in STEPS.values() for one in (step.done, step.due, step.met)}
    by_table |= {Metric(colour) for colour in COLOURS.values()}
    counted = named_in(str(events.__file__), str(recording.__file__)) | by_table | OF_NO_CASE
    assert set(Metric) - counted == set(), f"say when it happens, in events.py or recording.py: {PAGE}"


def test_every_metric_is_shown() -> None:
    root = Path(str(bot.__file__)).parent
    shown = named_in(str(root / "domain/numbers/sums.py"), str(root / "usecases/oversight/statistics/boards.py"))
    shown |= {one for step in STEPS.values() for one in (step.done, step.due, step.met)}
    shown |= {one.metric for one in TOTALS.values()}
    assert set(Metric) - shown == set(), f"add a row of TOTALS in definitions.py: {PAGE}"


def test_every_plain_count_is_a_field_of_a_board() -> None:
    lacking = TOTALS.keys() - {field.name for field in fields(Board)}
    assert lacking == set(), f"add the field to Board in board.py, and to a row of DEFINITIONS: {PAGE}"


def test_a_number_without_a_table_of_its_own_is_made_of_plain_counts() -> None:
    others = {name for number, one in DEFINITIONS.items() if number not in TABLES for name in one.fields}
    assert others - TOTALS.keys() == set(), (
        f"give it a row of TOTALS in definitions.py, or of TABLES in sheets.py: {PAGE}"
    )


def test_every_number_has_its_words_in_every_language() -> None:
    needed = {f"staff-chart-k{number}{end}" for number in DEFINITIONS for end in ("", "-how")}
    needed |= {f"staff-chart-{name}" for n, one in DEFINITIONS.items() if n not in TABLES for name in one.fields}
    needed |= {f"staff-stats-{one.said}" for one in TOTALS.values() if one.said}
    missing = [f"{name}: {key}" for name in LANGUAGES for key in sorted(needed - language(name).keys())]
    assert missing == [], f"write these texts into export.ftl of the language: {PAGE}"


def test_every_plain_count_is_counted_by_hand_in_the_year() -> None:
    lacking = TOTALS.keys() - ByHand([], AT).total().keys()
    assert lacking == set(), f"count it a second time, in ByHand.total of tests/year/by_hand.py: {PAGE}"

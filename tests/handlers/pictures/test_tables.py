"""Workbooks and tables: numbers are numbers, dates are dates, and nothing written in a cell is computed."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from openpyxl import load_workbook

from bot.domain.numbers.board import Funnel, QuestionStep, Share
from bot.domain.numbers.definitions import DEFINITIONS
from handlers.pictures.order import TableOrder, written
from handlers.pictures.sheets import sheets_of
from handlers.pictures.tables import Book, Sheet, as_csv, as_workbook, listed
from tests.support.oversight import boards

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")', "https://example.org", "007", "<5", "杨家坪小学")
KINDS = Sheet(
    "Kinds",
    ("words", "number", "day", "moment", "time"),
    (
        *((one, 7, date(2026, 11, 29), datetime(2026, 11, 29, 12, 30), timedelta(hours=30)) for one in HOSTILE),
        ("nothing", None, None, None, None),
    ),
)


def test_cells_keep_their_type_and_text_is_never_a_formula() -> None:
    page = load_workbook(io.BytesIO(as_workbook(Book((KINDS,)))))["Kinds"]
    rows = [*page.iter_rows(min_row=2)]
    assert [row[0].value for row in rows] == [*HOSTILE, "nothing"]
    assert {cell.data_type for row in rows for cell in row} == {"s", "n", "d"}
    assert [cell.value for cell in rows[0][1:]] == [
        7, datetime(2026, 11, 29), datetime(2026, 11, 29, 12, 30), timedelta(hours=30),
    ]  # fmt: skip
    assert rows[0][2].number_format == "yyyy-mm-dd"
    assert not any(cell.hyperlink for row in rows for cell in row)


def test_no_csv_cell_begins_like_a_formula() -> None:
    data = as_csv(KINDS)
    assert data.startswith(b"\xef\xbb\xbf")
    rows = [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    assert rows[1] == ["'=1+1", "7", "2026-11-29", "2026-11-29 12:30", "30.00"]
    assert [row[0] for row in rows[1:]] == [
        "'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'=HYPERLINK(\"x\")", "https://example.org", "007", "<5",
        "杨家坪小学", "nothing",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("board", [boards.empty, boards.one_of_each, boards.large])
def test_every_number_has_its_definition_and_its_sheet(language: str, board: object) -> None:
    sheets = sheets_of(board(), boards.words_in(language))  # type: ignore[operator]
    first, *others = sheets
    assert [row[0] for row in first.rows if row[0]] == [f"K{number}" for number in DEFINITIONS]
    assert [one.name for one in others] == [f"K{number}" for number in DEFINITIONS]
    assert all(None not in row for row in first.rows if row[0])
    assert all(len(row) == len(one.columns) for one in sheets for row in one.rows)
    names = load_workbook(io.BytesIO(as_workbook(listed(sheets)))).sheetnames
    assert names[0] == {"en": "Definitions", "zh-Hans": "说明"}[language]


def test_a_definition_says_the_unit_the_readers_and_what_is_hidden() -> None:
    found = {row[0]: row for row in sheets_of(boards.empty(), boards.words_in("en"))[0].rows}
    assert found["K8"] == (
        "K8", "Area", "Cases of full months, by area.", "cases",
        "Supervisors, the supervising agency and auditors, for the whole district",
        "1 to 4 are hidden; only full months are counted",
    )  # fmt: skip
    assert found["K2"][3:] == (
        "hours and minutes, and the share in time",
        "Supervisors, the supervising agency and auditors; each agency for the cases it leads", "Shown as they are",
    )  # fmt: skip


def test_cells_hidden_on_charts_are_hidden_in_the_workbook() -> None:
    sheets = {one.name: one for one in sheets_of(boards.one_of_each(), boards.words_in("en"))}
    assert [row[1:] for row in sheets["K7"].rows] == [
        ("7-10 years", "Total", "<5"),
        ("11-13 years", "Total", "·"), ("11-13 years", "Girl", "<5"), ("11-13 years", "Boy", "·"),
    ]  # fmt: skip
    assert [row[-1] for row in sheets["K9"].rows] == ["<5", "·"]
    assert sheets["K15"].rows[4:6] == (("P2", "P1", 1), ("P2", "P2", 0))


def test_the_intake_sheet_has_minutes_paths_languages_and_unknown_answers() -> None:
    step = QuestionStep("story", reached=8, answered=6, skipped=1, left=1, unknown=2)
    shares = {"adult": Share(4, 6)}
    funnel = Funnel(10, 7, 2, 1, 12.4, (step,), shares, {"en": Share(7, 10)})
    sheets = {one.name: one for one in sheets_of(replace(boards.empty(), funnel=funnel), boards.words_in("en"))}
    rows = {row[0]: row[1:] for row in sheets["K14"].rows}
    assert rows["In your words"] == (8, 6, 1, 1, 2)
    assert {name: row[0] for name, row in rows.items() if name != "In your words"} == {
        "Started": 10,
        "Sent": 7,
        "Sent, with nobody saying that it was all": 2,
        "Minutes until sent (median)": 12.4,
        "Started, adults": 6,
        "Sent, adults": 4,
        "Started, language en": 10,
        "Sent, language en": 7,
    }


async def test_files_are_written_by_the_process_that_draws() -> None:
    book = Book((KINDS,))
    assert (await written(TableOrder(book, "xlsx"))).startswith(b"PK")
    assert (await written(TableOrder(book, "csv"))) == as_csv(KINDS)

"""One file with fifty kinds of mistakes is imported: every row is named with what is wrong, and nothing is done."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.databases.databases import lay_tables
from tests.support.databases.raw import run
from tests.support.processes.command_line import ran

GIVEN = {"TOKEN": "1:" + "a" * 35, "PROFILE": "jiulongpo"}
HEAD = ["code", "name", "kind", "area", "above", "contact", "staff", "children", "open"]
GOOD = ["EDU-001", "Number One School", "primary_school", "erlang", "EDU", "+86 68000001", "80", "900", "yes"]
FORM, EMPTY, FORMULA = "code: letters, digits and hyphens, 2 to 32 of them", "code: empty", "code: a formula"
CONTROL, PEOPLE = "name: control characters", "a number of people, or one of 1-9, 10-49, 50-199, 200-999, 1000+"
OTHER = "characters of another encoding than the rest of the file"
MISREAD = "九龙坡小学".encode().decode("latin-1")
ONE_CELL = (
    ("code", "", EMPTY),
    ("code", " \u3000\u200b ", EMPTY),
    ("code", "7", FORM),
    ("code", "EDU 002", FORM),
    ("code", "ÉDU-002", FORM),
    ("code", "-EDU-002", FORM),
    ("code", "E" * 33, FORM),
    ("code", "=A1", FORMULA),
    ("code", "1.2E+11", "code: a number that a spreadsheet has shortened"),
    ("code", "2026-03-01", "code: a date"),
    ("code", "EDU-001", "code: the same as in row 2"),
    ("code", "edu-001", "code: the same as in row 2"),
    ("code", "ＥＤＵ－００１", "code: the same as in row 2"),
    ("name", "", "name: empty"),
    ("name", "=HYPERLINK(1)", "name: a formula"),
    ("name", "@SUM(A1)", "name: a formula"),
    ("name", "+cmd|calc", "name: a formula"),
    ("name", "-2+3", "name: a formula"),
    ("name", " =1+1", "name: a formula"),
    ("name", "\u200b=1+1", "name: a formula"),
    ("name", "＝1+1", "name: a formula"),
    ("name", "2026-03-01", "name: a date"),
    ("name", "08:30", "name: a time of day"),
    ("name", "TRUE", "name: yes or no, where words are wanted"),
    ("name", "????", "name: no letter in it"),
    ("name", "School \ufffd\ufffd", "name: characters that were lost when the file was saved"),
    ("name", MISREAD, f"name: {OTHER}"),
    ("name", "École".encode().decode("cp1252"), f"name: {OTHER}"),
    ("name", "School\u200bTwo", CONTROL),
    ("name", "School\u202eowT", CONTROL),
    ("name", "School\x07Two", CONTROL),
    ("name", "School\nTwo", CONTROL),
    ("name", "S" * 121, "name: longer than 120 characters"),
    ("name", "Number One School", "name: the same, in the same area, as in row 2"),
    ("name", "ＮＵＭＢＥＲ  one school", "name: the same, in the same area, as in row 2"),
    ("kind", "", "kind: empty"),
    ("kind", "zoo", "kind: not one of kindergarten"),
    ("kind", "Primary School", "kind: not one of kindergarten"),
    ("area", "", "area: empty"),
    ("area", "beijing", "area: not an area of this district"),
    ("above", "", "above: empty"),
    ("above", "FBI", "above: not a body of this district"),
    ("above", "edu", "above: not a body of this district"),
    ("contact", "+86|calc", "contact: a formula"),
    ("contact", "6.8E+10", "contact: a number that a spreadsheet has shortened"),
    ("contact", "1" * 121, "contact: longer than 120 characters"),
    ("staff", "many", f"staff: {PEOPLE}"),
    ("staff", "0", f"staff: {PEOPLE}"),
    ("staff", "-5", "staff: a formula"),
    ("staff", "1.5", f"staff: {PEOPLE}"),
    ("staff", "10-50", f"staff: {PEOPLE}"),
    ("children", "1000000", f"children: {PEOPLE}"),
    ("children", "2026-01-01", f"children: {PEOPLE}"),
    ("open", "maybe", "open: yes or no"),
)
"""One cell of a row that is right otherwise: its column, its content, how the fault is named."""


def rows() -> list[list[Any]]:
    """Headings, one right row, a blank one, and one for each mistake."""
    found: list[list[Any]] = [[*HEAD], [*GOOD], []]
    for number, (column, value, _) in enumerate(ONE_CELL):
        cells = [f"X-{number}", f"Other School {number}", *GOOD[2:]]
        cells[HEAD.index(column)] = value
        found.append(cells)
    return found


def as_csv(found: Sequence[Sequence[Any]], comma: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=comma).writerows(found)
    return out.getvalue()


async def imported(home: Path, name: str) -> tuple[int, list[str]]:
    lay_tables(home / "tipline.db")
    code, printed = await ran(home, "institutions", "import", str(home / name), "--yes", **GIVEN)
    return code, printed.splitlines()


async def is_empty(home: Path) -> bool:
    """Whether the registry holds nothing."""
    return await run(f"sqlite:///{home}/tipline.db", "SELECT count(*) FROM institutions") == [(0,)]


def test_the_table_of_mistakes_has_more_than_forty_kinds() -> None:
    assert len({(column, value) for column, value, _ in ONE_CELL}) == len(ONE_CELL) >= 40


async def test_every_faulty_row_of_a_text_file_is_named_and_nothing_is_imported(tmp_path: Path) -> None:
    found = [*rows(), ["X-90", "Last School", *GOOD[2:], "", "spare"]]
    (tmp_path / "registry.csv").write_text(as_csv(found), "utf-8")
    code, printed = await imported(tmp_path, "registry.csv")
    assert code == 1
    missing = [
        (row, what)
        for row, (_, _, what) in enumerate(ONE_CELL, 4)
        if not any(line.startswith(f"row {row}: {what}") for line in printed)
    ]
    assert missing == []
    last = 4 + len(ONE_CELL)
    assert f"row {last}: more cells than headings" in printed
    named = {int(line.split(":")[0].removeprefix("row ")) for line in printed if line.startswith("row ")}
    assert named == {*range(4, last + 1)}
    assert await is_empty(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
async def test_every_faulty_row_of_a_file_saved_on_windows_is_named(tmp_path: Path, encoding: str) -> None:
    """As "Unicode text", with tabs, and as a Chinese Windows does."""
    found = [*rows(), ["X-91", "九龙坡第一小学", "zoo", *GOOD[3:]]]
    (tmp_path / "registry.txt").write_bytes(as_csv(found, "\t").encode(encoding))
    code, printed = await imported(tmp_path, "registry.txt")
    assert code == 1
    for row, (_, _, what) in enumerate((*ONE_CELL, ("", "", "kind: not one of")), 4):
        assert any(line.startswith(f"row {row}: {what}") for line in printed), (row, what)
    assert await is_empty(tmp_path)


def _write_strange_cells(path: Path) -> None:
    """What only a workbook can hold: formulas, errors, merged cells, dates, times, booleans, fractions."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(HEAD)
    sheet.append(GOOD)
    for number in range(3, 12):
        sheet.append([f"X-{number}", f"Other School {number}", *GOOD[2:]])
    sheet["B3"] = "=A1"
    sheet["B4"], sheet["B4"].data_type = "#REF!", "e"
    sheet.merge_cells("B5:C5")
    sheet.merge_cells("D6:D7")
    sheet["B8"] = datetime(2026, 3, 1)
    sheet["B9"] = time(8, 30)
    sheet["B10"] = True
    sheet["G11"] = 1.5
    book.save(path)


async def test_every_faulty_row_of_a_workbook_is_named_and_nothing_is_imported(tmp_path: Path) -> None:
    _write_strange_cells(tmp_path / "registry.xlsx")
    code, printed = await imported(tmp_path, "registry.xlsx")
    assert code == 1
    assert [line for line in printed if line.startswith("row ")] == [
        "row 3: B3: a formula",
        "row 4: B4: an error of the workbook",
        "row 5: merged cells (B5:C5)",
        "row 6: merged cells (D6:D7)",
        "row 7: merged cells (D6:D7)",
        "row 8: name: a date",
        "row 8: name: no letter in it",
        "row 9: name: a time of day",
        "row 9: name: no letter in it",
        "row 10: name: yes or no, where words are wanted",
        f"row 11: staff: {PEOPLE}",
    ]
    assert await is_empty(tmp_path)


async def test_one_mistake_after_ten_thousand_rows_is_named_and_nothing_is_imported(tmp_path: Path) -> None:
    found = [[f"E-{number:05}", f"School {number}", *GOOD[2:]] for number in range(10_000)]
    found[-1][2] = "zoo"
    (tmp_path / "registry.csv").write_text(as_csv([HEAD, *found]), "utf-8")
    code, printed = await imported(tmp_path, "registry.csv")
    assert code == 1
    [named] = [line for line in printed if line.startswith("row ")]
    assert named.startswith("row 10001: kind: not one of")
    assert await is_empty(tmp_path)

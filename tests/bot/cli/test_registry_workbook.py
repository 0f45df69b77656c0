"""A registry in a workbook: its numbers, formulas, merged cells and broken insides."""

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl

from bot.cli.registry_file import read_file
from bot.domain.institutions import registry
from bot.domain.institutions.registry import RegistryFault
from tests.support.oversight.registry_files import GOOD, HEAD, KNOWN, SCHOOL, faults, with_cell


def book(path: Path, *rows: list[object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in ([*HEAD], *rows):
        made.active.append(row)
    made.save(path)
    return made


def test_a_workbook_is_read_and_numbers_in_it_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    book(path, [*GOOD[:6], 80, 900.0, "yes"])
    assert registry.read(read_file(path, KNOWN.headings)[0], KNOWN) == ([SCHOOL], [])


def test_formulas_merged_cells_and_errors_in_a_workbook_are_named_with_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    made = book(path, [*GOOD], [*with_cell("name", "=A1")], [*with_cell("name", "B")], [*with_cell("name", "#REF!")])
    made.active.merge_cells("B4:C4")
    made.active["B5"].data_type = "e"
    made.save(path)
    assert [(fault.row, fault.what.split(" (")[0]) for fault in faults(path) if "the same" not in fault.what] == [
        (3, "B3: a formula"),
        (4, "merged cells"),
        (5, "B5: an error of the workbook"),
    ]


def test_a_date_in_a_workbook_is_not_taken_for_a_name(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    book(path, ["EDU-001", datetime(2026, 3, 1), *GOOD[2:]])
    assert RegistryFault(2, "name: a date") in faults(path)


def test_cells_merged_over_rows_are_named_in_each_of_them(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    made = book(path, [*GOOD], ["EDU-002", "Another", *GOOD[2:]])
    made.active.merge_cells("D2:D3")
    made.active.merge_cells("E2:F2")
    made.save(path)
    assert [fault.row for fault in faults(path)] == [2, 2, 3]


def test_two_sheets_with_rows_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    made = book(path, [*GOOD])
    made.create_sheet("old").append([*HEAD])
    made.create_sheet("empty")
    made.save(path)
    assert faults(path) == [RegistryFault(0, "more than one sheet has rows: which one is the registry?")]


def test_a_sheet_whose_formatting_goes_on_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    made = book(path, [*GOOD])
    made.active.cell(1_000_000, 3).value = ""
    made.active.cell(1_000_000, 3).number_format = "0.00"
    made.save(path)
    [fault] = faults(path)
    assert fault.what.startswith("more than 20100 rows")


def test_a_broken_workbook_is_refused_with_an_explanation(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    book(path, [*GOOD])
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    for name in parts:
        for broken in (b"", b"<a", b"<x/>"):
            with zipfile.ZipFile(path, "w") as made:
                for one, content in parts.items():
                    made.writestr(one, broken if one == name else content)
            assert {fault.row for fault in faults(path)} <= {0, 1}, name

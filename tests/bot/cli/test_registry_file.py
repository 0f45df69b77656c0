"""A registry file with every kind of mistake: every row named, nothing half done (institutions.md)."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.registry_file import read_file
from bot.domain.institutions import registry
from bot.domain.institutions.registry import RegistryFault
from tests.support.oversight.registry_files import CHINESE, GOOD, HEAD, KNOWN, SCHOOL, faults, text, with_cell


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("code", "", "code: empty"),
        ("code", "x", "code: letters, digits and hyphens, 2 to 32 of them"),
        ("code", "a b", "code: letters, digits and hyphens, 2 to 32 of them"),
        ("code", "ü-1", "code: letters, digits and hyphens, 2 to 32 of them"),
        ("code", "A" * 33, "code: letters, digits and hyphens, 2 to 32 of them"),
        ("code", "=1+1", "code: a formula"),
        ("name", "", "name: empty"),
        ("name", " \u3000 ", "name: empty"),
        ("name", "=HYPERLINK(1)", "name: a formula"),
        ("name", "@SUM(A1)", "name: a formula"),
        ("name", "+cmd", "name: a formula"),
        ("name", "-2+3", "name: a formula"),
        ("name", " =1+1", "name: a formula"),
        ("name", "\u200b=1+1", "name: a formula"),
        ("name", "＝1+1", "name: a formula"),
        ("contact", "+cmd|calc", "contact: a formula"),
        ("contact", "6.8E+7", "contact: a number that a spreadsheet has shortened"),
        ("code", "1.2E+11", "code: a number that a spreadsheet has shortened"),
        ("name", "2026-03-01", "name: a date"),
        ("name", "????", "name: no letter in it"),
        ("name", "No. 1 \ufffd\ufffd School", "name: characters that were lost"),
        ("name", "School\u200b1", "name: control characters"),
        ("name", "School\u202eloohcs", "name: control characters"),
        ("name", "School\x07", "name: control characters"),
        ("name", "S" * 121, "name: longer than 120 characters"),
        ("kind", "", "kind: empty"),
        ("kind", "school", "kind: not one of"),
        ("kind", "Primary School", "kind: not one of"),
        ("area", "", "area: empty"),
        ("area", "beijing", "area: not an area of this district"),
        ("above", "", "above: empty"),
        ("above", "FBI", "above: not a body of this district"),
        ("above", "edu", "above: not a body of this district"),
        ("contact", "1" * 121, "contact: longer than 120 characters"),
        ("staff", "many", "staff: a number of people"),
        ("staff", "0", "staff: a number of people"),
        ("staff", "-5", "staff: a number of people"),
        ("staff", "1.5", "staff: a number of people"),
        ("staff", "1000000", "staff: a number of people"),
        ("children", "2026-01-01", "children: a number of people"),
        ("open", "maybe", "open: yes or no"),
    ],
)
def test_a_mistake_in_a_registry_file_is_named_with_its_row(tmp_path: Path, column: str, value: str, what: str) -> None:
    path = tmp_path / "registry.csv"
    cells = with_cell(column, value)
    path.write_text(text(GOOD, [], cells if column == "code" else ["EDU-002", *cells[1:]]), "utf-8")
    found = [fault for fault in faults(path) if not fault.what.startswith("name: the same")]
    assert [fault.row for fault in found] == [4] * len(found)
    assert any(fault.what.startswith(what) for fault in found)
    assert registry.read(read_file(path, KNOWN.headings)[0], KNOWN)[0] == []


def test_a_phone_number_with_a_plus_is_not_taken_for_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_text(text(with_cell("contact", "+44 20 7946 0000")), "utf-8")
    assert faults(path) == []


def test_names_that_differ_only_in_invisible_characters_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    seen_alike = ("no. 1 primary  school", "Ｎo. 1 Primary School", "No. 1 Primary School\u200b")
    rows = [[f"EDU-10{n}", name, *GOOD[2:]] for n, name in enumerate(seen_alike)]
    path.write_text(text(GOOD, *rows), "utf-8")
    assert faults(path) == [RegistryFault(n, "name: the same, in the same area, as in row 2") for n in (3, 4, 5)]


def test_a_cell_without_a_heading_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_text(f"{','.join(HEAD)},\n{','.join(GOOD[:5])},,,,,lost\n", "utf-8")
    assert faults(path) == [RegistryFault(2, "more cells than headings")]


def test_the_same_code_and_the_same_name_in_one_area_are_named(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_text(text(GOOD, with_cell("name", "Another"), ["EDU-003", *GOOD[1:]]), "utf-8")
    assert faults(path) == [
        RegistryFault(3, "code: the same as in row 2"),
        RegistryFault(4, "name: the same, in the same area, as in row 2"),
    ]


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (HEAD[1:], "the column code is missing"),
        ([*HEAD[:-1], "code"], "the column code is there twice"),
        ([*HEAD[:-1], "colour"], "column 9 has a heading that is not known"),
    ],
)
def test_wrong_headings_are_named(tmp_path: Path, head: list[str], what: str) -> None:
    path = tmp_path / "registry.csv"
    path.write_text(",".join(head) + "\n" + ",".join(GOOD) + "\n", "utf-8")
    assert RegistryFault(1, what) in faults(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_file_is_read_however_it_was_saved(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "registry.csv"
    path.write_bytes(text(with_cell("name", "九龙坡第一小学")).replace("\r\n", "\n").encode(encoding))
    [found] = registry.read(read_file(path, KNOWN.headings)[0], KNOWN)[0]
    assert found.name == "九龙坡第一小学"


def test_a_file_in_the_western_windows_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_bytes(text(with_cell("name", "École Zoë")).encode("cp1252"))
    [found] = registry.read(read_file(path, KNOWN.headings)[0], KNOWN)[0]
    assert found.name == "École Zoë"


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_separators_and_chinese_headings_are_read(tmp_path: Path, sign: str) -> None:
    head = [*CHINESE]
    path = tmp_path / "registry.csv"
    path.write_text("\n".join(sign.join(line) for line in (head, with_cell("open", "是"))), "utf-8")
    assert registry.read(read_file(path, KNOWN.headings)[0], KNOWN) == ([SCHOOL], [])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"\n\n , \n", "empty"),
        (b"\x00\x01\x02\x03" * 9, "no text"),
        (b"PK\x03\x04rubbish", "no workbook"),
        (b'code,name,kind,area,above\n"A-1,open', "a quotation mark is not closed"),
    ],
)
def test_a_file_that_is_not_a_registry_is_refused_with_an_explanation(
    tmp_path: Path, content: bytes, what: str
) -> None:
    path = tmp_path / "registry"
    path.write_bytes(content)
    [fault] = faults(path)
    assert fault.what.startswith(what)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    [fault] = faults(tmp_path / "none.csv")
    assert fault == RegistryFault(0, "cannot be read (FileNotFoundError)")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, bytes(80_000_000))
    [fault] = faults(path)
    assert fault.what == "unpacks to more than a registry can be"


def test_ten_thousand_rows_are_read_and_more_than_twenty_thousand_are_too_many(tmp_path: Path) -> None:
    rows = [[f"E-{n:05}", f"School {n}", *GOOD[2:]] for n in range(10_000)]
    path = tmp_path / "registry.csv"
    path.write_text(text(*rows), "utf-8")
    found, wrong = registry.read(read_file(path, KNOWN.headings)[0], KNOWN)
    assert (len(found), wrong) == (10_000, [])
    path.write_text(text(*rows, *[[f"F-{n:05}", f"More {n}", *GOOD[2:]] for n in range(10_001)]), "utf-8")
    assert faults(path) == [RegistryFault(0, "more than 20000 rows")]


def test_the_changes_of_an_import_are_listed_before_they_are_made() -> None:
    gone, closed = replace(SCHOOL, code="OLD-1"), replace(SCHOOL, code="OLD-2", is_open=False)
    renamed, fresh = replace(SCHOOL, name="Number One"), replace(SCHOOL, code="NEW-1")
    found = registry.changes([SCHOOL, gone, closed], [renamed, fresh])
    assert (found.new, found.changed, found.gone) == ((fresh,), ((SCHOOL, renamed),), (gone,))
    assert registry.changes([SCHOOL], [SCHOOL]).is_nothing

"""Reads a registry from a CSV or XLSX file, whatever encoding it was saved in; says which rows cannot be read."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.institutions.registry import COLUMNS, Fault, Row, faults_of_headings, heading

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
"""What a workbook may unpack to: more is a bomb, not a registry."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""The first bytes by which a file says how it is written."""
ENCODINGS = ("utf-8", "gb18030", "cp1252")
"""Tried in this order where a file does not say."""


def read_file(path: Path) -> tuple[list[Row], list[Fault]]:
    """The rows below the headings, and what is wrong with the file as a whole."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        return [], [Fault(0, f"cannot be read ({type(error).__name__})")]
    if not content:
        return [], [Fault(0, "empty" if not size else f"larger than {MOST_BYTES} bytes")]
    return _workbook(content) if content.startswith(b"PK") else _text(content)


def _text(content: bytes) -> tuple[list[Row], list[Fault]]:
    words = decoded(content)
    if words is None or "\0" in words:
        return [], [Fault(0, "no text in UTF-8, UTF-16, GB 18030 or Windows-1252, and no workbook")]
    first = words.splitlines()[0] if words.strip() else ""
    comma = max((",", ";", "\t", "，"), key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(words, newline=""), delimiter=comma, strict=True))
    except csv.Error:
        return [], [Fault(0, "a quotation mark is not closed, or stands in the middle of a cell")]
    return _rows([list(line) for line in lines])


def decoded(content: bytes) -> str | None:
    """The text of a file; None when it is none."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return _decode(content, name)
    if content[1:2] == b"\0" and b"\0" not in content[:40:2]:
        return _decode(content, "utf-16-le")
    return next((words for name in ENCODINGS if (words := _decode(content, name)) is not None), None)


def _decode(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _workbook(content: bytes) -> tuple[list[Row], list[Fault]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return [], [Fault(0, "unpacks to more than a registry can be")]
        book = openpyxl.load_workbook(io.BytesIO(content))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError):
        return [], [Fault(0, "no workbook that can be read (XLSX without a password)")]
    sheet: Any = book.worksheets[0] if book.worksheets else None
    if sheet is None:
        return [], [Fault(0, "the workbook has no sheet")]
    merged = {row: str(area) for area in sheet.merged_cells.ranges for row in range(area.min_row, area.max_row + 1)}
    lines = [[_cell(cell) for cell in line] for line in sheet.iter_rows()]
    wrong = {row: f"merged cells ({area})" for row, area in merged.items()}
    wrong |= {
        cell.row: f"{cell.coordinate}: {'a formula' if cell.data_type == 'f' else 'an error of the workbook'}"
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type in {"f", "e"}
    }
    return _rows(lines, wrong)


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type in {"f", "e"}:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _rows(lines: Sequence[Sequence[str]], wrong: dict[int, str] | None = None) -> tuple[list[Row], list[Fault]]:
    """The first line that holds anything are the headings."""
    wrong = wrong or {}
    start = next((place for place, line in enumerate(lines) if any(cell.strip() for cell in line)), None)
    if start is None:
        return [], [Fault(0, "empty")]
    headings = list(lines[start])
    faults = [Fault(start + 1, fault.what) for fault in faults_of_headings(headings)]
    if start + 1 in wrong:
        faults.append(Fault(start + 1, wrong[start + 1]))
    if faults:
        return [], faults
    names = [heading(cell) for cell in headings]
    return [
        _row(number, line, names, wrong.get(number)) for number, line in enumerate(lines[start + 1 :], start + 2)
    ], []


def _row(number: int, line: Sequence[str], names: Sequence[str], wrong: str | None) -> Row:
    cells = {name: cell for name, cell in zip(names, line, strict=False) if name in COLUMNS}
    spare = [cell for cell in line[len(names) :] if cell.strip()]
    faults = [] if wrong is None else [wrong]
    faults += ["more cells than headings"] if spare else []
    return Row(number, cells, tuple(faults))

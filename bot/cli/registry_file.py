"""Reads a registry from a CSV or XLSX file, whatever encoding it was saved in; says which rows cannot be read."""

import csv
import io
import warnings
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.institutions.cells import is_blank
from bot.domain.institutions.registry import MOST_ROWS, RegistryFault, Row, faults_of_headings, heading

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
"""What a workbook may unpack to: more is a bomb, not a registry."""
BYTE_ORDERS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
"""The first bytes by which a file says how it is written."""
ENCODINGS = ("utf-8", "gb18030", "cp1252")
"""Tried in this order where a file does not say."""
MOST_LINES, MOST_COLUMNS = MOST_ROWS + 100, 100
NO_VALUE = {"f": "a formula", "e": "an error of the workbook"}
"""Kinds of cells whose value is none."""
NO_WORKBOOK = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
)
"""What the library raises for files that are no workbooks, or have a password; XML that is broken is a SyntaxError."""


def read_file(path: Path, others: Mapping[str, str]) -> tuple[list[Row], list[RegistryFault]]:
    """The rows below the headings, and what is wrong with the file as a whole. `others`: more words for its columns."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        return [], [RegistryFault(0, f"cannot be read ({type(error).__name__})")]
    if not content:
        return [], [RegistryFault(0, "empty" if not size else f"larger than {MOST_BYTES} bytes")]
    table = _workbook(content) if content.startswith(b"PK") else _text(content)
    return _rows(table, others) if isinstance(table, FileTable) else ([], [table])


@dataclass(frozen=True)
class FileTable:
    """What stands in a file, line by line, and the lines that cannot be read."""

    lines: Sequence[Sequence[str]]
    wrong: Mapping[int, Sequence[str]] = field(default_factory=dict)


def _text(content: bytes) -> FileTable | RegistryFault:
    words = decoded(content)
    if words is None or "\0" in words:
        return RegistryFault(0, "no text in UTF-8, UTF-16, GB 18030 or Windows-1252, and no workbook")
    first = next((line for line in words.splitlines() if line.strip()), "")
    comma = max((",", ";", "\t", "，"), key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(words, newline=""), delimiter=comma, strict=True))
    except csv.Error:
        return RegistryFault(0, "a quotation mark is not closed, or stands in the middle of a cell")
    return FileTable(lines)


def decoded(content: bytes) -> str | None:
    """The text of a file; None when it is none."""
    for bom, name in BYTE_ORDERS:
        if content.startswith(bom):
            return _decode(content, name)
    if content[1:2] == b"\0" and b"\0" not in content[:40:2]:
        return _decode(content, "utf-16-le")
    return next((words for name in ENCODINGS if (words := _decode(content, name)) is not None), None)


def _decode(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _workbook(content: bytes) -> FileTable | RegistryFault:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                return RegistryFault(0, "unpacks to more than a registry can be")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that it does not know: no matter here
            book = openpyxl.load_workbook(io.BytesIO(content))
    except NO_WORKBOOK:
        return RegistryFault(0, "no workbook that can be read (XLSX without a password)")
    sheets: list[Any] = [sheet for sheet in book.worksheets if sheet.max_row > 1 or sheet["A1"].value is not None]
    if len(sheets) > 1:
        return RegistryFault(0, "more than one sheet has rows: which one is the registry?")
    return _sheet(sheets[0]) if sheets else FileTable([])


def _sheet(sheet: Any) -> FileTable | RegistryFault:
    if sheet.max_row > MOST_LINES or sheet.max_column > MOST_COLUMNS:
        return RegistryFault(0, f"more than {MOST_LINES} rows or {MOST_COLUMNS} columns, if only by their colour")
    wrong = defaultdict[int, list[str]](list)
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            wrong[row].append(f"merged cells ({area})")
    lines = list(sheet.iter_rows())
    for cell in (cell for line in lines for cell in line if cell.data_type in NO_VALUE):
        wrong[cell.row].append(f"{cell.coordinate}: {NO_VALUE[cell.data_type]}")
    return FileTable([[_cell(cell) for cell in line] for line in lines], wrong)


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type in NO_VALUE:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _rows(table: FileTable, others: Mapping[str, str]) -> tuple[list[Row], list[RegistryFault]]:
    """The first line that holds anything are the headings."""
    lines, wrong = table.lines, table.wrong
    start = next((place for place, line in enumerate(lines) if not all(map(is_blank, line))), None)
    if start is None:
        return [], [RegistryFault(0, "empty")]
    headings = lines[start]
    faults = [*faults_of_headings(headings, others), *wrong.get(start + 1, ())]
    if faults:
        return [], [RegistryFault(start + 1, what) for what in faults]
    names = [heading(cell, others) for cell in headings]
    return [_row(at, line, names, wrong.get(at, ())) for at, line in enumerate(lines[start + 1 :], start + 2)], []


def _row(number: int, line: Sequence[str], names: Sequence[str], wrong: Sequence[str]) -> Row:
    spare = [cell for cell in line[len(names) :] if not is_blank(cell)]
    spare += [cell for name, cell in zip(names, line, strict=False) if not name and not is_blank(cell)]
    cells = {name: cell for name, cell in zip(names, line, strict=False) if name}
    return Row(number, cells, (*wrong, *(["more cells than headings"] if spare else [])))

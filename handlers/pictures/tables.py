"""Tables as files: a workbook with a sheet for each, or one table as text with commas. No cell is a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

Value: TypeAlias = str | int | float | date | datetime | timedelta | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a text in a cell may not begin with: a table program would compute it."""
WIDEST = 60
"""Letters of a column."""
NAME = 31
"""Letters of a sheet's name, by the table programs' rule."""


@dataclass(frozen=True)
class Sheet:
    """One table with the names of its columns. A date, a moment (without a zone), a time and a number stay what they
    are."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Book:
    """A workbook, in the order of its sheets."""

    sheets: tuple[Sheet, ...]


def as_workbook(book: Book) -> bytes:
    """The workbook as XLSX."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - read in by the process that writes, not by the bot

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as workbook:
        formats = {
            datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
            timedelta: workbook.add_format({"num_format": "[h]:mm"}),
        }
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for sheet in book.sheets:
            _write(workbook.add_worksheet(sheet.name[:NAME]), sheet, formats, bold)
    return target.getvalue()


def _write(page: Any, sheet: Sheet, formats: Mapping[type, Any], bold: Any) -> None:
    """One sheet: the first row stays in view, columns are as wide as what is in them."""
    for column, name in enumerate(sheet.columns):
        page.write_string(0, column, name, bold)
        widest = max([len(name), *(len(str(row[column])) for row in sheet.rows[:200] if row[column] is not None)])
        page.set_column(column, column, min(WIDEST, widest + 2))
    page.freeze_panes(1, 0)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _cell(page, (number, column), value, formats)


def _cell(page: Any, at: tuple[int, int], value: Value, formats: Mapping[type, Any]) -> None:
    match value:
        case None:
            return
        case str():
            page.write_string(*at, value)
        case datetime() | date() | timedelta():
            page.write_datetime(*at, value, formats[type(value)])
        case _:
            page.write_number(*at, value)


def as_csv(sheet: Sheet) -> bytes:
    """One table as text with commas, UTF-8 with the mark by which table programs know it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([_text(name) for name in sheet.columns])
    writer.writerows([_text(value) for value in row] for row in sheet.rows)
    return target.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    """A cell as text; an apostrophe stands before what would be a formula."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case timedelta():
            return f"{value.total_seconds() / 3600:.2f}"
        case str() if value.startswith(FORMULA):
            return f"'{value}"
        case _:
            return str(value)


def in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """A moment by the district's clock; table programs know no zones."""
    return None if moment is None else moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


def listed(sheets: Sequence[Sheet]) -> Book:
    """A workbook of the sheets that have rows; the first one stays in any case."""
    return Book((sheets[0], *(sheet for sheet in sheets[1:] if sheet.rows)))

"""Row codes of table rows: given on writing, checked on reading."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy import Table

from storage.crypto.row_codes import Name, RowCodes
from storage.schema import BOUND, ROW_CODE

log = structlog.get_logger()


def is_bound(table: Table) -> bool:
    """Whether rows of this table carry a code over named columns."""
    return BOUND in table.info


def coded(codes: RowCodes, table: Table, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with their row code; all bound columns must be among them."""
    if not is_bound(table):
        return values
    return {**values, ROW_CODE: codes.of(table.name, [values.get(name) for name in table.info[BOUND]])}


def has_its_code(codes: RowCodes, table: Table, row: Any) -> bool:
    """Whether the row's code is that of its bound columns."""
    return codes.fits(row.row_code, table.name, [getattr(row, name) for name in table.info[BOUND]])


def is_genuine(codes: RowCodes, table: Table, row: Any) -> bool:
    """Whether the row may be believed. One that may not is logged by its name, once, and remembered."""
    if not codes.are_required or has_its_code(codes, table, row):
        return True
    note_changed(codes, table, row)
    return False


def note_changed(codes: RowCodes, table: Table, row: Any) -> None:
    """Somebody has changed this row by hand."""
    note_name(codes, name_of(table, row))


def note_name(codes: RowCodes, name: Name) -> None:
    """Notes a row that was changed by hand and of which only the name is known."""
    if codes.note(name):
        log.critical("row_changed_by_hand", table=name[0], row=name[1])


def name_of(table: Table, row: Any) -> Name:
    """Table and primary key: ids and keyed hashes, no content."""
    return table.name, "|".join(str(getattr(row, column.name)) for column in table.primary_key)

"""Lists of values in statements that are built once: the statement of a size serves every list up to that size."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam

SIZES = (1, 4, 16, 64, 256, 1024)
NOTHING = ""
"""Fills the rest of a list. No key and no hash is empty."""
IN_THREAD: Final = "tipline_in_thread"
"""Option of a statement that may read many rows: SQLite runs it in the connection's thread, not in the event loop."""
MAY_TAKE_LONG: Mapping[str, bool] = {IN_THREAD: True}


def size_for(values: Collection[object]) -> int:
    """The size of the statement that serves these values."""
    return next((size for size in SIZES if len(values) <= size), -(-len(values) // SIZES[-1]) * SIZES[-1])


def none_of(column: ColumnElement[Any], name: str, size: int) -> ColumnElement[bool]:
    """Whether the column equals none of `size` bound values. Each parameter is called `name` and a number."""
    return column.not_in([bindparam(f"{name}{number}", type_=column.type) for number in range(size)])


def listed(name: str, values: Collection[str], size: int) -> dict[str, str]:
    """The bound values for a statement of this size, padded to the size."""
    filled = [*values, *[NOTHING] * (size - len(values))]
    return {f"{name}{number}": value for number, value in enumerate(filled)}

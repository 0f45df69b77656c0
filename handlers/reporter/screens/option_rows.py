"""The options of a question as rows of buttons: short ones side by side, a long list in pages.

A person on a phone must see the question while they choose, so a list of more than a few rows is cut into pages.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

WIDE = 16
"""Labels up to this width stand as many in a row as the question wants; a Chinese character is two wide."""
PAIRED = 20
"""Labels up to this width may stand two in a row."""
LONG_LIST = 6
"""Lists with at least this many options are shortened by pairing."""
MOST_ROWS = 12
"""Rows of buttons under a question that a phone shows together with the question."""
ON_EVERY_PAGE = frozenset({"none", "unknown"})
"""Options that are on every page, such as 'None of these' and 'I don't know'."""


@dataclass(frozen=True)
class PageOfRows:
    """Some of the options in rows, and which page of how many this is (from 0)."""

    rows: list[tuple[str, ...]]
    number: int = 0
    count: int = 1


def page_of(options: Sequence[str], label: Callable[[str], str], columns: int, wanted: int, below: int) -> PageOfRows:
    """The wanted page of the options, or the last one there is. `label`: the words of an option, without a tick, so
    that nothing moves when one is ticked; `below`: how many rows of other buttons stand under the options."""
    whole, most = in_rows(options, columns, label), MOST_ROWS - below
    if len(whole) <= most:
        return PageOfRows(whole)
    pinned = in_rows([option for option in options if option in ON_EVERY_PAGE], 2, label)
    rows = in_rows([option for option in options if option not in ON_EVERY_PAGE], columns, label)
    count = -(-len(rows) // (most - len(pinned)))
    each = -(-len(rows) // count)
    number = max(0, min(wanted, count - 1))
    return PageOfRows([*rows[number * each : (number + 1) * each], *pinned], number, count)


def in_rows(items: Sequence[T], columns: int, label: Callable[[T], str]) -> list[tuple[T, ...]]:
    """Rows of buttons. Where all labels are short, as many stand side by side as the question wants. In long lists
    short neighbours pair up."""
    if columns > 1 and all(width(label(item)) <= WIDE for item in items):
        return [tuple(items[at : at + columns]) for at in range(0, len(items), columns)]
    if columns == 1 and len(items) < LONG_LIST:
        return [(item,) for item in items]
    rows: list[tuple[T, ...]] = []
    for item in items:
        if rows and len(rows[-1]) == 1 and max(width(label(item)), width(label(rows[-1][0]))) <= PAIRED:
            rows[-1] = (*rows[-1], item)
        else:
            rows.append((item,))
    return rows


def width(words: str) -> int:
    """How wide words are on a button, in Latin characters."""
    return (
        len(words) if words.isascii() else sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in words)
    )

"""The options of a question on an officer's desk in pages, where there are many: some are on every page."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

MOST = 18
"""Options on one page, without those that are on every page: on a phone they stand below their question."""
_TURNED = re.compile(r"page-([1-9][0-9]{0,3})")


@dataclass(frozen=True)
class Page:
    """The options that are shown, and the numbers of the page before and of the next; 0 where there is none."""

    options: tuple[str, ...]
    back: int = 0
    more: int = 0


def page_of(options: Sequence[str], always: Collection[str], wanted: int) -> Page:
    """The page with the wanted number, or the last one there is; the first page where 0 is wanted."""
    others = [option for option in options if option not in always]
    count = max(1, -(-len(others) // MOST))
    page = min(max(wanted, 1), count)
    here = others[(page - 1) * MOST : page * MOST]
    shown = tuple(option for option in options if option in always or option in here)
    return Page(shown, page - 1, page + 1 if page < count else 0)


def turning(page: int) -> str:
    """What a button holds that shows this page, in the place of an option."""
    return f"page-{page}"


def number_of(value: str) -> int:
    """The page that such a button shows; 0 for an option."""
    found = _TURNED.fullmatch(value)
    return int(found[1]) if found else 0

"""Row codes: a keyed hash over the fields of a row that give authority, so that a row changed by hand is recognised."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from hmac import compare_digest

from storage.crypto.derivation import KeyedDigest
from storage.schema import Moment

SIZE = 16
"""Bytes of a code: 128 bits cannot be guessed."""
REMEMBERED = 1000
"""The number of changed rows that are remembered by name. A larger number of changes is still reported."""
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""An encoder that is made once. An update asks for a dozen codes, and `json.dumps` would make an encoder for each."""
BARE = frozenset({str, int, type(None)})
"""The types of values that both databases give back as they are."""
Name = tuple[str, str]
"""A table, and the primary key of the row in it."""


class RowCodes:
    """Makes and checks row codes with one key, and remembers which rows failed."""

    def __init__(self, key: bytes) -> None:
        self._digest = KeyedDigest(key)
        self.are_required = False
        """False until all rows of an older program have got their codes: until then every row is believed."""
        self.changed: dict[Name, bool] = {}
        """Rows that were changed by hand, as far as anybody has read them; True once that was told."""

    def require(self) -> None:
        """From now on no row is believed without its code."""
        self.are_required = True

    def of(self, table: str, values: Sequence[object]) -> bytes:
        """The code of a row with these values."""
        written = JSON.encode([table, *(value if type(value) in BARE else plain(value) for value in values)])
        return self._digest(written.encode())[:SIZE]

    def fits(self, code: bytes | None, table: str, values: Sequence[object]) -> bool:
        """Whether the code is that of these values. SQLite gives back whatever was written into a column: bytes in the
        place of a word, and words in the place of the code."""
        try:
            return code is not None and compare_digest(code, self.of(table, values))
        except TypeError:
            return False

    def note(self, name: Name) -> bool:
        """Remember a row that was changed by hand; False when it was known."""
        if name in self.changed or len(self.changed) >= REMEMBERED:
            return False
        self.changed[name] = False
        return True


def plain(value: object) -> object:
    """A value as both databases give it back: moments and booleans as numbers."""
    if isinstance(value, datetime):
        return Moment.number(value)
    if isinstance(value, bool):
        return int(value)
    return value.value if isinstance(value, Enum) else value

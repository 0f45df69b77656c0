"""Bytes of a PDF document in pieces of a bounded size, with the escapes of its names undone."""

import re
from collections.abc import Iterator

ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
PIECE = 1 << 20
"""Bytes that are looked at in one go. The machine may do something else in between."""
OVERLAP = 64
"""Bytes of a piece that are looked at once more with the next one: no name is longer."""


def unescaped(data: bytes, begin: int, end: int) -> Iterator[bytes]:
    """The bytes from `begin` until before `end`, with names as a reader of PDF files understands them."""
    for at in range(begin, end, PIECE):
        yield _without_escapes(data[at : min(at + PIECE + OVERLAP, end)])


def _without_escapes(piece: bytes) -> bytes:
    return ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), piece) if b"#" in piece else piece

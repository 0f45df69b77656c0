"""A PDF document: whether it can start a program, and whether it has parts that act (scripts, forms, other files).

Names are read with their escapes undone, also inside the packed streams that hold objects. Where that is not possible
(a password, a filter that is not known, more than the bounds allow) the document counts as one that acts.
"""

import re
import zlib
from collections.abc import Iterator

from handlers.telegram.structure.findings import Finding

STARTS_PROGRAMS = re.compile(rb"/Launch(?![A-Za-z])")
ACTS = re.compile(
    rb"/(?:JavaScript|EmbeddedFiles?|RichMedia(?:Content)?|Movie|Rendition|XFA|SubmitForm|ImportData|GoToE|GoToR|Encrypt"
    rb"|Filespec|AcroJS)(?![A-Za-z])"
)
"""Names of what acts; none is so short that it stands in the bytes of a picture by chance."""
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"\bstream\r?\n")
HOLDS_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z])")
OTHER_FILTERS = re.compile(
    rb"/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt|Predictor)\b"
)
PIECE = 1 << 20
"""Bytes looked at in one go: the machine may do something else in between."""
OVERLAP = 64
"""Bytes of a piece that are looked at once more with the next one: no name is longer."""
MOST_STREAMS = 20000
FIRST = 1 << 16
"""Bytes of a packed stream that are looked at where it does not say that it holds objects."""
LARGEST_STREAM, MOST_UNPACKED = 8 << 20, 64 << 20
"""Bytes of one packed stream of objects, and of all streams."""


def look_at_pdf(data: bytes) -> Finding:
    """What it can do beside being read."""
    finding = Finding.PLAIN
    for piece in _pieces(data):
        if piece is None or ACTS.search(piece):
            finding = Finding.ACTIVE
        if piece is not None and STARTS_PROGRAMS.search(piece):
            return Finding.REFUSED
    return finding


def _pieces(data: bytes) -> Iterator[bytes | None]:
    """All of it, with escapes undone, and what is packed in it; None where that cannot be read."""
    for at in range(0, len(data), PIECE):
        yield _unescaped(data[at : at + PIECE + OVERLAP])
    left = MOST_UNPACKED
    for count, found in enumerate(STREAM.finditer(data)):
        if count > MOST_STREAMS or left < 0:
            yield None
            return
        piece = _stream(data, found)
        left -= len(piece or b"")
        yield piece


def _stream(data: bytes, found: re.Match[bytes]) -> bytes | None:
    """What is packed there: all of it where it holds objects, else how it begins; None for objects out of reach."""
    begin = data.rfind(b"obj", 0, found.start())
    about = _unescaped(data[max(begin, found.start() - FIRST, 0) : found.start()])
    if not HOLDS_OBJECTS.search(about):
        return _unescaped(_unpacked(data, found.end(), FIRST)[0])
    unpacked, is_whole = _unpacked(data, found.end(), LARGEST_STREAM)
    return None if OTHER_FILTERS.search(about) or not is_whole else _unescaped(unpacked)


def _unpacked(data: bytes, at: int, most: int) -> tuple[bytes, bool]:
    """How the stream that begins there goes on, unpacked, and whether that is all of it."""
    packed = zlib.decompressobj()
    try:
        found = packed.decompress(data[at : at + most], most)
    except zlib.error:
        return b"", False
    return found, packed.eof


def _unescaped(piece: bytes) -> bytes:
    """Names as a reader of PDF files understands them."""
    return ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), piece) if b"#" in piece else piece

"""The packed streams of a PDF document: those that hold objects are unpacked whole, of the others the beginning.

Which of them hold objects is told by what is in them as well: what stands before a stream can be made to say anything.
"""

import re
import zlib
from collections.abc import Iterator

from handlers.telegram.structure.pdf_text import unescaped

STREAM = re.compile(rb"\bstream\s*")
"""No packed bytes begin with a blank, whatever a reader of PDF files takes for the end of this line."""
SAYS_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z])")
OBJECTS = re.compile(rb"(?:[\0\s]|%[^\r\n]*[\r\n])*+\d+[\0\s]+\d")
"""How objects in a stream begin: with two numbers; remarks and blanks may stand before them."""
PERHAPS_OBJECTS = re.compile(rb"[\0\s]*+(?:%|\d+[\0\s]+\d|\Z)")
"""How the first bytes of such a stream may look. Of a long remark they contain only the beginning."""
OTHER_FILTERS = re.compile(
    rb"/(?:ASCIIHexDecode|AHx|ASCII85Decode|A85|LZWDecode|LZW|RunLengthDecode|RL|Crypt|Predictor)\b"
)
MOST_STREAMS = 20000
FIRST = 1 << 16
"""Bytes of a stream that are looked at where it does not hold objects."""
STEP = 1 << 12
"""Packed bytes that are unpacked in one go: what is behind the end of a stream is copied no further than that."""
SURE, FEW = 64, 4
"""Bytes that come out of no stream by chance, if it is not packed; and so many of them are unpacked in one go."""
LARGEST_STREAM, MOST_UNPACKED = 16 << 20, 64 << 20
"""Bytes of one packed stream of objects, and of all streams."""


def packed_pieces(data: bytes) -> Iterator[bytes | None]:
    """What is packed in the document, with escapes undone; None where that cannot be read."""
    left, before = MOST_UNPACKED, 0
    for count, found in enumerate(STREAM.finditer(data)):
        if count > MOST_STREAMS or left < 0:
            yield None
            return
        unpacked, is_enough = _stream(data, before, found)
        yield from unescaped(unpacked, 0, len(unpacked))
        if not is_enough:
            yield None
        left, before = left - len(unpacked), found.end()


def _stream(data: bytes, before: int, found: re.Match[bytes]) -> tuple[bytes, bool]:
    """What is packed there, and whether that is enough of it. `before`: where the stream before it begins."""
    said = [*unescaped(data, before, found.start())]
    says_objects, packed = any(map(SAYS_OBJECTS.search, said)), Packed(data, found.end())
    first = packed.unpack(FIRST)
    if not says_objects and not (first and PERHAPS_OBJECTS.match(first)):
        return first, not packed.is_faulty and not Packed(first, 0).unpack(1)
    whole = first + packed.unpack(LARGEST_STREAM)
    is_read = not says_objects or (OBJECTS.match(whole) is not None and not any(map(OTHER_FILTERS.search, said)))
    return whole, is_read and not packed.is_faulty and len(whole) < LARGEST_STREAM


class Packed:
    """A stream that is unpacked step by step. Its checksum counts for nothing: readers of PDF files pass it over."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at + 2
        self._packed = zlib.decompressobj(-zlib.MAX_WBITS)
        self._count = 0
        self._is_over = int.from_bytes(data[at : at + 2]) % 31 != 0 or data[at : at + 1].hex()[1:] != "8"
        self.is_faulty = False
        """Whether it is packed, and something in it is wrong: others may read on there."""

    def unpack(self, most: int) -> bytes:
        """The next bytes of it, `most` of them where there are so many; nothing of what is not packed."""
        found = bytearray()
        while len(found) < most and not self._is_over:
            piece = self._piece(most - len(found))
            found += piece
            self._count += len(piece)
        return bytes(found)

    def _piece(self, most: int) -> bytes:
        """The next unpacked bytes. A fault loses the whole piece in which it occurs, so the first pieces are small."""
        step = self._packed.unconsumed_tail or self._next()
        try:
            piece = self._packed.decompress(step, FEW if self._count < SURE else most)
        except zlib.error:
            self._is_over, self.is_faulty = True, self._count >= SURE
            return b""
        self._is_over = self._packed.eof or not (step or piece)
        return piece

    def _next(self) -> bytes:
        self._at += STEP
        return self._data[self._at - STEP : self._at]

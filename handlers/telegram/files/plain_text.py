"""Whether bytes are words: in UTF-8, UTF-16 or UTF-32, with a byte-order mark or without, or in an older encoding.

The bytes are only read. What a person sent is stored as it came.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator

BLANKS = "\r\n\t\f"
BYTE_ORDERS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte-order marks; the longer of two that begin alike goes first."""
GUESSES = ("utf-16-le", "utf-16-be", "gb18030")
"""Encodings that leave no mark: what is read in them must also look like what people write."""
WESTERN = "cp1252"
"""Nearly all bytes can be decoded in this encoding, so it is only tried on a text that is mostly ASCII."""
WIDTHS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
"""Bytes of the units of an encoding, where that is more than one."""
RUN_OR_DRAWN = r"""
    < (?: !doctype | html | head | body | script | iframe | svg | hta: | \?xml | \?php | % )
    | \#! | %! (?: ps | \s* (?: [\r\n] | \Z ) ) | \{\\rt
"""
"""How text begins that a program would run or draw; program_text.py adds what only its closer look tells."""
SHORTCUTS = r"desktop\ entry | internetshortcut"
"""The first heading of a shortcut."""
ACTIVE = re.compile(rf"(?imx) {RUN_OR_DRAWN} | \[ (?: {SHORTCUTS} ) \]")
USUAL = re.compile(
    r"[\s\x20-\x7e\u00a0-\u024f\u0370-\u06ff\u2010-\u203f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef]"
)
USUAL_SHARE = 0.9


def is_plain_text(head: bytes) -> bool:
    """Whether the first bytes of a file are words (the last character may be cut) that nothing would run."""
    text = words_of(head)
    return bool(text) and not ACTIVE.match(text.lstrip())


def words_of(data: bytes) -> str:
    """The words that the bytes are, in the surest reading; none where they are no words."""
    return next(_readings(data), "")


def _readings(head: bytes) -> Iterator[str]:
    """The words that the bytes may be, the surest reading first."""
    for bom, encoding in BYTE_ORDERS:
        if head.startswith(bom):
            yield from _read(head[len(bom) :], encoding)
            return
    yield from _read(head, "utf-8")
    is_mostly_ascii = 2 * sum(byte < 0x80 for byte in head) > len(head)
    for encoding in (*GUESSES, WESTERN) if is_mostly_ascii else GUESSES:
        yield from (text for text in _read(head, encoding) if _is_usual(text))


def _read(head: bytes, encoding: str) -> Iterator[str]:
    """The bytes in this encoding, if they are words in it; the last ones may be a part of a character."""
    for cut in range(0, min(4, len(head)), WIDTHS.get(encoding, 1)):
        try:
            text = head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and all(c in BLANKS or unicodedata.category(c) != "Cc" for c in text):
            yield text
        return


def _is_usual(text: str) -> bool:
    return len(USUAL.findall(text)) >= USUAL_SHARE * len(text)

"""One cell of a registry file: what cannot be seen is taken off it, and what no registry holds is named."""

import re
import unicodedata
from collections.abc import Iterator

FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would calculate: refused, since another program may run it."""
PHONE = re.compile(r"\+[0-9][0-9 ()/-]*")
SHORTENED = re.compile(r"\d(\.\d+)?E\+\d+")
DATE = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
"""What a spreadsheet makes of words that look like a day."""
TIME = re.compile(r"\d\d?:\d\d(:\d\d)?")
MISREAD_AS = ("cp1252", "latin-1", "gb18030")
"""As what a program reads UTF-8 that does not know that it is."""
WORDS = ("code", "name", "contact")
"""Columns in which any words may stand."""
UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
"""Marks of order, joints and blanks without width, which copying leaves around words."""


def clean(cell: str) -> str:
    """A cell in usual forms of its letters, without blanks and marks around it."""
    words = unicodedata.normalize("NFKC", cell)
    while words != (words := words.strip().strip(UNSEEN)):
        pass
    return words


def is_blank(cell: str) -> bool:
    """Whether nothing that can be seen stands in it."""
    return not clean(cell)


def faults_of_cell(column: str, cell: str) -> Iterator[str]:
    """What is wrong with it whatever the district has; what stands in it is never quoted."""
    words = clean(cell)
    if len(words) > 1 and words.startswith(FORMULA) and not (column == "contact" and PHONE.fullmatch(words)):
        yield "a formula"
    if has_control(words):
        yield "control characters"
    if "\ufffd" in words:
        yield "characters that were lost when the file was saved"
    if column in WORDS and SHORTENED.fullmatch(words):
        yield "a number that a spreadsheet has shortened"
    if is_misread(cell):
        yield "characters of another encoding than the rest of the file"
    if column in WORDS and DATE.fullmatch(words):
        yield "a date"
    if column in WORDS and TIME.fullmatch(words):
        yield "a time of day"
    if column in WORDS and words.casefold() in {"true", "false"}:
        yield "yes or no, where words are wanted"
    if column == "name" and words and not any(sign.isalpha() for sign in words):
        yield "no letter in it"


def has_control(words: str) -> bool:
    """Whether there is something in it that no name has: control and direction characters, joints, half a sign."""
    return any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for sign in words)


def is_misread(words: str) -> bool:
    """Whether these are the bytes of other words, read in a wrong encoding: read as UTF-8 they make sense."""
    return any(_seems_meant(_read_anew(words, name), name) for name in MISREAD_AS)


def _read_anew(words: str, name: str) -> str:
    try:
        return words.encode(name).decode("utf-8")
    except UnicodeError:
        return ""


def _seems_meant(found: str, name: str) -> bool:
    """Of Chinese bytes a pair may be UTF-8 by chance: only Chinese that comes out of them counts."""
    signs = [sign for sign in found if not sign.isascii()]
    return bool(signs) and (name != "gb18030" or all("\u4e00" <= sign <= "\u9fff" for sign in signs))

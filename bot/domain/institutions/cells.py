"""One cell of a registry file: invisible characters are removed, and whatever no registry holds is reported as a
fault."""

import re
import unicodedata
from collections.abc import Iterator

FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would calculate. Such cells are refused, because another program may run
them."""
PHONE = re.compile(r"\+[0-9][0-9 ()/-]*")
SHORTENED = re.compile(r"\d(\.\d+)?E\+\d+")
DATE = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
"""What a spreadsheet makes of words that look like a date."""
TIME = re.compile(r"\d\d?:\d\d(:\d\d)?")
MISREAD_AS = ("cp1252", "latin-1", "gb18030")
"""How UTF-8 looks when a program reads it in another encoding."""
WORDS = ("code", "name", "contact")
"""Columns in which any words may stand."""
UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
"""Characters that nobody sees: marks of direction, joiners and blanks without width. Copying leaves them around
words."""


def clean(cell: str) -> str:
    """A cell with its letters in usual forms, without blanks and invisible marks around it."""
    words = unicodedata.normalize("NFKC", cell)
    while words != (words := words.strip().strip(UNSEEN)):
        pass
    return words


def is_blank(cell: str) -> bool:
    """Whether nothing visible stands in it."""
    return not clean(cell)


def faults_of_cell(column: str, cell: str) -> Iterator[str]:
    """The faults of the cell that do not depend on the district. Its content is never quoted."""
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
    """Whether it holds something that no name has: control and direction characters, joiners, a lone surrogate."""
    return any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} for sign in words)


def is_misread(words: str) -> bool:
    """Whether the words are other words read in a wrong encoding: then they make sense when they are read as UTF-8."""
    return any(_seems_meant(_read_anew(words, name), name) for name in MISREAD_AS)


def _read_anew(words: str, name: str) -> str:
    try:
        return words.encode(name).decode("utf-8")
    except UnicodeError:
        return ""


def _seems_meant(found: str, name: str) -> bool:
    """Whether the result is meant: a pair of Chinese bytes may be UTF-8 by chance, so only Chinese results count."""
    signs = [sign for sign in found if not sign.isascii()]
    return bool(signs) and (name != "gb18030" or all("\u4e00" <= sign <= "\u9fff" for sign in signs))

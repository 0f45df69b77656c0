"""The words of receipt codes: each number of 12 bits is a word in every language, and typed words are numbers again."""

import re
from functools import cache
from pathlib import Path

from bot.domain.folding import folded

HERE = Path(__file__).parent
MOST_PARTS, SURE_PARTS = 7, 3
"""The highest number of words of a text, and the number of these words on a list, with which the text is meant as a
code."""


@cache
def word_list(locale: str) -> tuple[str, ...]:
    """The 4096 words of a language, the first one for languages without a list."""
    path = HERE / locale / "words.txt"
    text = (path if path.exists() else HERE / "en" / "words.txt").read_text("utf-8")
    return tuple(" ".join(line for line in text.splitlines() if not line.startswith("#")).split())


@cache
def replaced(locale: str) -> dict[str, str]:
    """Words that were once on the list of a language, and the word in the place of each (SG45)."""
    path = HERE / locale / "replaced_words.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    pairs = [line.partition(" ") for line in lines if line and not line.startswith("#")]
    return {old: new for old, _, new in pairs}


@cache
def _numbers() -> dict[str, int]:
    """Every word of every language, and its number; a word that was replaced keeps the one it had."""
    languages = [path.parent.name for path in sorted(HERE.glob("*/words.txt"))]
    found = {word: number for name in languages for number, word in enumerate(word_list(name))}
    return found | {old: found[new] for name in languages for old, new in replaced(name).items()}


@cache
def _longest() -> int:
    """Letters of the longest word on any list."""
    return max(map(len, _numbers()))


def worded(code: tuple[int, ...], locale: str) -> str:
    """The code in words, as it is shown."""
    return " ".join(word_list(locale)[number] for number in code)


def letters(text: str) -> str:
    """The letters of a text for comparison: in one width and case, without spaces or other signs."""
    return "".join(sign for sign in folded(text) if sign.isalpha())


def numbers_in(text: str, count: int) -> tuple[int, ...] | None:
    """The code that was typed, however its words were written and parted; None when these are not `count` words.

    No word begins another one, so that words written together are still parted in one way only."""
    found: list[int] = []
    rest, known = letters(text), _numbers()
    while rest and len(found) <= count:
        word = next((rest[:size] for size in range(2, _longest() + 1) if rest[:size] in known), "")
        if not word:
            return None
        found.append(known[word])
        rest = rest[len(word) :]
    return tuple(found) if len(found) == count else None


def seems_code(text: str, sure: int = SURE_PARTS) -> bool:
    """Whether a text is meant as a code, perhaps with slips in it: about five words, `sure` of them on a list."""
    plain = folded(text)
    parts = re.findall("[a-z]+|[\u4e00-\u9fff]{1,2}", plain)
    known = _numbers()
    return len(parts) <= MOST_PARTS and sum(part in known for part in parts) >= sure

"""Foreign words are folded in time that grows with their length: runs of combining marks are kept short."""

import sys
import unicodedata

from bot.domain.folding import folded

LONGEST = 90
"""How many combining marks in a row thirty characters give, if each is decomposed into three."""


def runs_of(text: str) -> int:
    """The longest run of combining marks in the decomposed text."""
    longest = run = 0
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) else 0
        longest = max(longest, run)
    return longest


def test_no_unicode_character_folds_into_a_long_run_of_marks() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    taken_apart = [sign for sign in every if unicodedata.decomposition(sign) or unicodedata.combining(sign)]
    assert len(taken_apart) > 5000
    long = [
        hex(ord(sign)) for sign in taken_apart if runs_of(unicodedata.normalize("NFKD", folded(sign * 100))) > LONGEST
    ]
    assert long == []


def test_ordinary_words_stay_whole() -> None:
    assert folded("Ｈelp ｶﾞ") == "help ガ"
    assert folded("他打我") == "他打我"

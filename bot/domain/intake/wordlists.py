"""Finds the words of a list in what somebody wrote: whole words, in every script that separates words by blanks.

In a list `*` stands for the rest of a word: `touch*` is also "touches". `…` stands for a few characters of the same
clause: "make … undress" is also "makes me undress". A full stop at the end of a phrase stands for the end of a clause.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from bot.domain.folding import folded
from bot.domain.intake.coded_letters import IN_WORD, LETTER, NO_CLAUSE_END, TOGETHER, coded

PARTED = re.compile(LETTER)
STOP = coded(".,;:!?。，；：！？、\n")
GAP = f"(?:[^{STOP}{TOGETHER}]{{0,16}}|[^{STOP}]{{0,5}})"
END = f"(?=[{coded(' 啊呀哦喔啦呢吧嘛哈噢~～')}]*(?:[^{NO_CLAUSE_END} ]|$))"
"""The end of a clause, after particles that change nothing."""
CONTRACTED = re.compile("(?<=[a-z])'(?=(?:t|m|re|ve|ll)(?![a-z]))")
"""The apostrophe of an English contraction. Children leave it out."""
Tail = tuple[str, str]
"""The rest of a word after its first character, and the edge at its right."""
OUT = "\n"
"""Stands where a harmless phrase was removed, so that what is left and right of it stays separate."""


def found_in(words: tuple[str, ...], harmless: tuple[str, ...], text: str) -> bool:
    """Whether a word of the list is in the text, outside of phrases that only look like it."""
    return bool(lists_in({"": words}, harmless, text))


def lists_in(lists: Mapping[str, tuple[str, ...]], harmless: tuple[str, ...], text: str) -> frozenset[str]:
    """The names of the lists of which a word is in the text, outside of phrases that only look like it."""
    said = without(harmless, text)
    return frozenset(name for name, words in lists.items() if pattern(words).search(said))


def without(harmless: tuple[str, ...], text: str) -> str:
    """The coded text as it is searched, with the harmless phrases removed."""
    said = coded(plain(text))
    return pattern(harmless).sub(OUT, said) if harmless else said


def plain(text: str) -> str:
    """The text in one form: case, width, line breaks and curly quotes do not matter; hyphens count as blanks; "won't"
    and "wont" are the same."""
    said = folded(text).replace("’", "'").replace("-", " ")
    return CONTRACTED.sub("", " ".join(said.split()))


@lru_cache(maxsize=256)
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all words of a list, by their first characters, so that a long text is searched once, not once
    for each word. It is for coded text."""
    by_first: dict[str, dict[str, list[Tail]]] = {}
    for word in words:
        said = coded(plain(word.partition("…")[0].rstrip(".。")))
        left = f"(?<!(?:{LETTER}){re.escape(said[0])})" if _is_parted(said[0]) else ""
        by_first.setdefault(said[0], {}).setdefault(left, []).append(_rest(word))
    return re.compile("|".join(f"{re.escape(first)}(?:{_tails(tails)})" for first, tails in by_first.items()))


def _tails(tails: dict[str, list[Tail]]) -> str:
    return "|".join(f"{left}(?:{_with_edges(rests)})" for left, rests in tails.items())


def _with_edges(rests: list[Tail]) -> str:
    """Words with the same edge that follow each other get the edge once: sets of letters are most of the cost of making
    a pattern. The order stays, and so does what is found."""
    groups = groupby(rests, itemgetter(1))
    return "|".join(f"(?:{'|'.join(rest for rest, _ in same)}){edge}" for edge, same in groups)


def _rest(word: str) -> Tail:
    """The word after its first character, and its right edge; between the parts of a phrase a gap."""
    first, *others = [coded(plain(part)) for part in word.rstrip(".。").split("…")]
    end = END if word.endswith((".", "。")) else ""
    parts = [_inside(first[1:]), *(f"{_left(part)}{_inside(part)}" for part in others)]
    *inner, last = [_right(part) for part in (first, *others)]
    return GAP.join(f"{part}{edge}" for part, edge in zip(parts, (*inner, ""), strict=True)), last + end


def _left(said: str) -> str:
    return f"(?<!{LETTER})" if _is_parted(said[0]) else ""


def _right(said: str) -> str:
    return f"(?!{LETTER})" if _is_parted(said[-1].replace("*", "a")) else ""


def _inside(rest: str) -> str:
    return re.escape(rest).replace(r"\*", f"[{IN_WORD}]*")


def _is_parted(sign: str) -> bool:
    return PARTED.fullmatch(sign) is not None

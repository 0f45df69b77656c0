"""Words that need no officer (greetings, thanks), and words that take something back: by lists of each language."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.domain.folding import folded
from handlers.telegram.text.rendered import Text

COURTESIES, TAKING_BACK, STOP = "words-courtesy", "words-take-back", "words-stop"
"""Keys of the texts that list them, separated by commas."""
MODIFIERS = re.compile("[\ufe0f\u200d\U0001f3fb-\U0001f3ff]")
"""Characters that only change how another one is drawn."""
BETWEEN = r"[\s.,;:!?~。，、；：！？～…()'\"-]*+"


def is_courtesy(text: Text, languages: Iterable[str], words: str) -> bool:
    """Whether the words are a greeting or thanks, and nothing besides."""
    return _only(_listed(text, COURTESIES, languages)).fullmatch(plain(words)) is not None


def takes_back(text: Text, languages: Iterable[str], words: str) -> bool:
    """Whether the words take back what was told, or ask to stop: somebody may be pressing the person."""
    said, known = plain(words), tuple(languages)
    stops = _only(_listed(text, STOP, known)).fullmatch(said) is not None
    return bool(said) and (stops or _any(_listed(text, TAKING_BACK, known)).search(said) is not None)


def plain(text: str) -> str:
    """Words as they are compared: of one width and case, with one blank between them."""
    plain_words = MODIFIERS.sub("", folded(text)).replace("’", "'")
    return " ".join(plain_words.split())


def _listed(text: Text, key: str, languages: Iterable[str]) -> tuple[str, ...]:
    found = {plain(word) for language in languages for word in text(key, language).split(",")}
    return tuple(sorted(found - {""}, key=len, reverse=True))


@lru_cache(maxsize=16)
def _only(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for the words one after the other, with at most blanks and punctuation between them; or punctuation
    alone. It never backtracks, so no text can keep it busy."""
    return re.compile(f"{BETWEEN}(?:(?>{'|'.join(map(_edged, words))}){BETWEEN})*+")


@lru_cache(maxsize=16)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_edged, words)))


def _edged(word: str) -> str:
    """The word as a whole, where its script separates words by blanks."""
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)

"""The words beside a command of the staff, as the arguments of its use case. Each may raise a Refusal."""

from collections.abc import Sequence
from typing import Any

from bot.domain.access.file_access import REASONS as FILE_REASONS
from bot.domain.cases.retention import REASONS
from bot.usecases.groups.agreeing import NO
from bot.usecases.oversight.lists import filter_words
from handlers.telegram.asked import number_in
from handlers.telegram.fields import whole

LIFT = "off"
"""Beside /hold NUMBER: the hold is over."""
DECISIONS = frozenset({"pass", "keep"})
Arguments = tuple[Any, ...]


def number_alone(words: Sequence[str]) -> Arguments:
    """The case number."""
    return (number_in(list(words)),)


def nothing(words: Sequence[str]) -> Arguments:
    """A command that asks for nothing in particular."""
    return ()


def one_word(words: Sequence[str]) -> Arguments:
    """The first word, or none."""
    return (words[0].lower(),) if words else ()


def language(words: Sequence[str]) -> Arguments:
    """A language, or nothing."""
    return (" ".join(words),)


def filters_of_cases(words: Sequence[str]) -> Arguments:
    """Words of a filter, joined as in a page's button."""
    return (".".join(filter_words(list(words))),)


def files(words: Sequence[str]) -> Arguments:
    """A number, and perhaps what the files are opened for."""
    return (*number_alone(words), _first(words, FILE_REASONS))


def keep(words: Sequence[str]) -> Arguments:
    """A number, and perhaps a reason and years: the years count beside a reason only."""
    reason = _first(words, REASONS)
    years = next((found for word in words[1:] if (found := whole(word, most=99))), 0)
    return (*number_alone(words), reason, years if reason else 0)


def hold(words: Sequence[str]) -> Arguments:
    """A number, perhaps a reason, and `off` where the hold is over."""
    return (*number_alone(words), _first(words, REASONS), int(LIFT in {word.lower() for word in words}))


def quarantine(words: Sequence[str]) -> Arguments:
    """Nothing, or a decision and a number."""
    if words and words[0].lower() in DECISIONS:
        return (*number_alone(words[1:]), words[0].lower())
    return ()


def body_and_answer(words: Sequence[str]) -> Arguments:
    """A body, and yes or no: `/newgroup PSB yes`. What is not said is no."""
    body, what = [*words, "", ""][:2]
    return (body.upper(), what.lower() or NO)


def _first(words: Sequence[str], known: Sequence[str] | frozenset[str]) -> str:
    """The first of these that stands among the words; '' when there is none."""
    return next((word.lower() for word in words if word.lower() in known), "")

"""Which cases a list shows: the words beside /cases, and what a scope lets through."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.cases.case import CaseState, Flag, Mark
from bot.domain.cases.lists import CaseFilter
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope

STATES = {
    "unacknowledged": frozenset({CaseState.RECEIVED}),
    "unassessed": frozenset({CaseState.RECEIVED, CaseState.ACKNOWLEDGED}),
    "closed": frozenset({CaseState.CLOSED}),
}
FLAGS = (Flag.INCOMPLETE, Flag.REOPENED, Flag.DRILL)
WORDS = (*(mark.value for mark in Mark), *(flag.value for flag in FLAGS), *STATES, "open", "all")
"""The program's own words beside /cases, without classes and bodies; people write them in their own language
(handlers/officer/typed_words.py)."""
MOST_WORDS = 5
LONGEST_WORDS = 45
"""Bytes: a page's button carries them in Telegram's 64."""


def filter_words(words: list[str]) -> list[str]:
    """The words beside /cases, each once; NotFound (key too-many-words) for too many."""
    plain = list(dict.fromkeys(word.lower() for word in words))
    if len(plain) > MOST_WORDS or len(" ".join(plain).encode()) > LONGEST_WORDS:
        raise NotFound("too-many-words", limit=MOST_WORDS)
    return plain


def seen_filter(scope: Scope) -> CaseFilter:
    """All open cases that the scope lets through."""
    agencies = frozenset[AgencyKey]() if scope.everything else scope.agencies
    return CaseFilter(agencies=agencies, not_seen_by=scope.barred_as, not_for=scope.not_for)


def parse_filter(words: list[str], scope: Scope, bodies: Iterable[AgencyKey] = ()) -> CaseFilter:
    """Words beside /cases: P1-P4, one of these bodies as the lead, yellow, red, late, unassessed, unacknowledged,
    closed, all.

    Raises NotFound (key unknown-filter, with all of them) for a word that is none of these.
    """
    wanted, known = seen_filter(scope), {key.lower(): key for key in bodies}
    for word in filter_words(words):
        wanted = replace(wanted, lead=known[word]) if word in known else with_word(wanted, word, known.values())
    return wanted


def with_word(wanted: CaseFilter, word: str, bodies: Iterable[AgencyKey] = ()) -> CaseFilter:
    """The filter narrowed by one word that names no body."""
    if word.upper() in Urgency.__members__:
        return replace(wanted, urgency=wanted.urgency | {Urgency[word.upper()]})
    if word in {*Mark}:
        return replace(wanted, marks=wanted.marks | {Mark(word)})
    if word in FLAGS:
        return replace(wanted, flags=wanted.flags | {Flag(word)})
    if word in STATES:
        return replace(wanted, states=STATES[word], open_only=word != "closed")
    if word in {"all", "open"}:
        still_open = bool(wanted.states) and CaseState.CLOSED not in wanted.states
        return replace(wanted, open_only=word == "open" or still_open)
    raise NotFound("unknown-filter", known=", ".join((*Urgency, *WORDS, *bodies)))

"""Which cases a list shows: by the words beside /cases, and by the scope."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases.case import CaseState
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import LONGEST_WORDS, MOST_WORDS, CaseFilter
from bot.domain.cases.record import Mark
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.profile import Profile
from bot.domain.urgency import Urgency
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.periods import PERIODS

STATES = {
    "unacknowledged": frozenset({CaseState.RECEIVED}),
    "unassessed": frozenset({CaseState.RECEIVED, CaseState.ACKNOWLEDGED}),
    "closed": frozenset({CaseState.CLOSED}),
}
FLAGS = (Flag.INCOMPLETE, Flag.REOPENED, Flag.DRILL)
WORDS = (*(mark.value for mark in Mark), *(flag.value for flag in FLAGS), *STATES, "open", "all")
"""The words beside /cases that the program itself knows, without classes and bodies. People write them in their own
language (handlers/officer/typed_words.py)."""
LEAD, SUPPORT = "lead", "support"
PARTS = frozenset({LEAD, SUPPORT})
UNKNOWN = "unknown"


def filter_words(words: list[str]) -> list[str]:
    """The words beside /cases, each once. Raises NotFound (key too-many-words) for too many."""
    plain = list(dict.fromkeys(word.lower() for word in words))
    if len(plain) > MOST_WORDS or len(" ".join(plain).encode()) > LONGEST_WORDS:
        raise NotFound("too-many-words", limit=MOST_WORDS)
    return plain


def seen_filter(scope: Scope) -> CaseFilter:
    """All open cases that the scope allows."""
    agencies = frozenset[AgencyKey]() if scope.everything else scope.agencies
    return CaseFilter(agencies=agencies, not_seen_by=scope.barred_as, not_for=scope.not_for)


@dataclass(frozen=True)
class KnownNames:
    """The names that the district has, and the bodies of the person who asks."""

    profile: Profile
    own: frozenset[AgencyKey]
    """The bodies of the person who asks: `lead` and `support` mean them where no body is named."""
    now: datetime | None = None

    def words(self) -> tuple[str, ...]:
        """The words that are listed to somebody who has written an unknown one. The many harms and areas are left
        out."""
        return (*Urgency, *WORDS, *PARTS, *PERIODS, *self.profile.agencies)

    @property
    def harms(self) -> tuple[str, ...]:
        """The harms that can be searched for; 'unknown' is not one of them."""
        return tuple(key for key in self.profile.harms if key != UNKNOWN)

    @property
    def areas(self) -> tuple[str, ...]:
        """The areas, without those that have the name of a harm."""
        return tuple(key for key in self.profile.areas if key not in {UNKNOWN, *self.profile.harms})


def parse_filter(words: list[str], scope: Scope, known: KnownNames) -> CaseFilter:
    """The filter of the words beside /cases. A word is P1-P4, a body (as the lead, or after `support` as a support), a
    harm, an area, yellow, red, late, unassessed, unacknowledged, closed or all. Day, week, month and quarter say when
    the case was received. Raises NotFound (key unknown-filter, with all of them) for any other word."""
    wanted, bodies = seen_filter(scope), {key.lower(): key for key in known.profile.agencies}
    asked = filter_words(words)
    named = frozenset(bodies[word] for word in asked if word in bodies)
    for word in asked:
        wanted = wanted if word in bodies or word in PARTS else _narrowed(wanted, word, known)
    if named or not PARTS.isdisjoint(asked):
        wanted = _of_bodies(wanted, named or known.own, is_support=SUPPORT in asked)
    return wanted


def _of_bodies(wanted: CaseFilter, bodies: frozenset[AgencyKey], *, is_support: bool) -> CaseFilter:
    """Cases that these bodies lead, or that they support."""
    if not bodies:
        raise NotFound("which-body")
    return replace(wanted, supports=bodies) if is_support else replace(wanted, leads=bodies)


def _narrowed(wanted: CaseFilter, word: str, known: KnownNames) -> CaseFilter:
    """The filter narrowed by one word."""
    if word in known.harms:
        return replace(wanted, harms=wanted.harms | {word})
    if word in known.areas:
        return replace(wanted, areas=wanted.areas | {word})
    if word in PERIODS and known.now is not None:
        return replace(wanted, since=known.now - PERIODS[word])
    return with_word(wanted, word, known.words())


def with_word(wanted: CaseFilter, word: str, known: Iterable[str] = ()) -> CaseFilter:
    """The filter narrowed by one of the program's own words. `known`: the words that are listed to somebody who wrote
    an unknown one."""
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
    raise NotFound("unknown-filter", known=", ".join(known))

"""What staff read about what they have entered for a caller, and a caller about the words that were handed over."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Entered(Content, kind="entered"):
    """To the officer who typed it: it is sent. `number`: None where their body must not know of the case."""

    number: CaseNumber | None = None
    reply: datetime | None = None
    """By when the caller can read an answer."""
    call_back: datetime | None = None
    """By when the lead calls back, where the caller took no five words."""
    is_left: bool = False
    """Whether the draft was sent by itself."""
    own_waits: bool = False
    """An own report of the officer was put aside and still waits."""


@dataclass(frozen=True, kw_only=True)
class WordsHanded(Content, kind="words_handed"):
    """The five words for the caller, by their numbers: to be read aloud, or as a page to print."""

    code: tuple[int, ...]
    is_printed: bool = False


@dataclass(frozen=True, kw_only=True)
class WordsReplaced(Content, kind="words_replaced"):
    """To the caller, at the first use of the words that were handed over: these new words replace them."""

    code: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class NotForStaff(Content, kind="words_not_for_staff"):
    """Words that were handed to a caller open nothing in an account of the staff."""


@dataclass(frozen=True, kw_only=True)
class EntryLeft(Content, kind="entry_left"):
    """To supervisors: what an officer had begun to enter was left alone, and was sent as it was."""

    number: CaseNumber
    urgency: Urgency

"""What stands in a reporter's chat besides the screens: whom to call, pages to read, Hide, a chat that clears
itself."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.ids import PersonKey
from bot.domain.notices.content import Spoken


@dataclass(frozen=True, kw_only=True)
class HelpCard(Spoken, kind="help_card"):
    """Whom to call, at once; on the danger path also what has become of the words."""

    card: str
    person: PersonKey | None = None


@dataclass(frozen=True, kw_only=True)
class InfoPage(Spoken):
    """A page to read. `begun`: whether there is a conversation to go back to. Some pages name times."""

    begun: bool = False
    acknowledge: timedelta | None = None
    reply: timedelta | None = None
    outcome: timedelta | None = None
    draft: timedelta | None = None
    draft_organisation: timedelta | None = None
    case_kept: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class InfoHelp(InfoPage, kind="info_help"):
    """Whom to call, by need."""


@dataclass(frozen=True, kw_only=True)
class InfoMenu(InfoPage, kind="info_menu"):
    """What would you like to read?"""


@dataclass(frozen=True, kw_only=True)
class InfoSigns(InfoPage, kind="info_signs"):
    """The page about signs of harm."""


@dataclass(frozen=True, kw_only=True)
class InfoDuty(InfoPage, kind="info_duty"):
    """Who has a duty to report."""


@dataclass(frozen=True, kw_only=True)
class InfoAfter(InfoPage, kind="info_after"):
    """What happens after a report."""


@dataclass(frozen=True, kw_only=True)
class InfoPrivacy(InfoPage, kind="info_privacy"):
    """Who can read it, and what stays; the fingerprint of the key that signs slips."""

    slip_key: str = ""


@dataclass(frozen=True, kw_only=True)
class ChatHidden(Spoken, kind="hidden"):
    """One neutral line after Hide. `stays`: what Hide cannot remove. `sent`: what was begun had been sent already."""

    stays: bool = False
    sent: bool = False


@dataclass(frozen=True, kw_only=True)
class Stopped(Spoken, kind="stopped"):
    """Nothing is open any more."""


@dataclass(frozen=True, kw_only=True)
class SelfClearingChoice(Spoken, kind="cleaning"):
    """Asks after how many hours messages shall be deleted by themselves."""


@dataclass(frozen=True, kw_only=True)
class SelfClearingSet(Spoken, kind="cleaning_set"):
    """After how many hours messages are deleted from now on; 0: not at all."""

    hours: int


@dataclass(frozen=True, kw_only=True)
class NoteBeside(Spoken, kind="note"):
    """One line beside the conversation, by its text key."""

    key: str

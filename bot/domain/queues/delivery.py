"""One message on its way, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.domain.groups import Cause
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Notice

CHECKED_AFTER = 5
"""After so many attempts."""
FREE = "Free"
"""The reason of rows that ended without a call to Telegram that counts."""
CALLS = "Calls:"
"""Begins the reason of rows that ended with several calls that count; their number follows."""
ACCOUNT_DELETED = "AccountDeleted"
"""The reason of rows for a person whose account is deleted: nobody reads in that chat again."""
UNANSWERED = "Unanswered"
"""The reason of rows that were sent too often without an answer and are not sent again."""


class End(StrEnum):
    """How a row of the outbox ends after it was tried."""

    SENT = "sent"
    GONE = "gone"
    DEAD = "dead"


@dataclass(frozen=True)
class MessagePart:
    """One message of a row that stands in its chat: a page of a long text, a file, an album."""

    mark: str
    """A hash of what it says. Empty for a message that was sent in place of the row: no wording of it begins so."""
    messages: tuple[MessageId, ...] = ()
    """One number; several for an album; none where the message was deleted on purpose."""


@dataclass(frozen=True)
class OutboxRow:
    """One thing to send, leased. `chat` may change before it is sent (migration)."""

    id: int
    chat: ChatId
    locale: str
    notice: Notice
    attempts: int
    slot_message: MessageId | None
    """The message that holds the notice's slot now."""
    reply_message: MessageId | None
    is_group: bool
    unanswered: int = 0
    """How many sends of it got no answer: each may have arrived."""
    faults: int = 0
    """How many attempts ended unclear."""
    parts: tuple[MessagePart, ...] = ()
    """What of it stands in the chat already, in the order in which it was sent."""

    @property
    def must_check_chat(self) -> bool:
        """Whether the chat must answer something harmless before the row is sent again. That is so where the row may
        have arrived. It is also so where the row has failed so often that it must be found out whether it or its chat
        is at fault."""
        return self.unanswered > 0 or self.attempts >= CHECKED_AFTER


@dataclass(frozen=True)
class Sent:
    """The row was delivered. `messages`: new message ids (the last one takes the slot). `gone`: ids that were
    deleted."""

    messages: tuple[MessageId, ...] = ()
    gone: tuple[MessageId, ...] = ()
    is_free: bool = False
    """Nothing was sent, changed or deleted: it counts in none of Telegram's limits."""
    calls: int = 1
    """How many calls it took that Telegram counts: the parts of a long message, the buttons taken off an older one."""

    @property
    def reason(self) -> str:
        """What its row notes of the calls, for the process that sends next; nothing for one."""
        return FREE if self.is_free else f"{CALLS}{self.calls}" if self.calls > 1 else ""


def calls_noted(reason: str) -> int:
    """The number of calls that the reason of a row that was sent tells of."""
    number = reason.removeprefix(CALLS)
    return int(number) if number != reason and number.isdecimal() else 1


@dataclass(frozen=True)
class Later:
    """Not delivered (`uncertain`: perhaps delivered). Try again after `seconds`; None: by back-off. `flood` slows the
    chat's bucket."""

    seconds: float | None = None
    reason: str = ""
    flood: bool = False
    uncertain: bool = False
    until: datetime | None = None
    """The row is not sent before this moment. Later rows of the chat need not wait for it."""
    failed: bool = False
    """No answer, or one that says nothing about this message: the chat, the server, the network or the token is at
    fault."""
    keeps_place: bool = False
    """Due as before: the dispatcher knows how long its chat, or everything, waits."""
    tell: bool = False
    """Supervisors must be told that no message reaches this chat."""
    parts: tuple[MessagePart, ...] = ()
    """What of the row stands in the chat; empty: as before."""


@dataclass(frozen=True)
class Gone:
    """The chat cannot be reached any more (blocked, removed, deleted)."""

    reason: str
    cause: Cause = Cause.GONE


@dataclass(frozen=True)
class Refused:
    """The chat exists but takes no message now (no right to write, a closed topic). The row waits."""

    reason: str
    cause: Cause = Cause.REFUSED
    parts: tuple[MessagePart, ...] = ()
    """What of the row stands in the chat; empty: as before."""


@dataclass(frozen=True)
class Unclear:
    """Refused with words that are not known here, or stopped by a fault that may pass; the row or the chat may be at
    fault. Tried again after `seconds`, a limited number of times; later rows of the chat need not wait for it."""

    reason: str
    seconds: float = 1.0
    parts: tuple[MessagePart, ...] = ()
    """What of the row stands in the chat; empty: as before."""


@dataclass(frozen=True)
class Moved:
    """The group has a new id."""

    chat: ChatId


@dataclass(frozen=True)
class Dead:
    """The row can never be sent, by a fault of the program. It becomes a dead letter, and supervisors are told."""

    reason: str
    parts: tuple[MessagePart, ...] = ()
    """What of the row stands in the chat; empty: as before."""


Outcome: TypeAlias = Sent | Later | Gone | Refused | Unclear | Moved | Dead
IN_PARTS = Later | Refused | Unclear | Dead
"""Outcomes after which some messages of the row may stand in the chat."""

"""One message on its way, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from bot.domain.groups import Cause
from bot.domain.ids import (
    ChatId,
    MessageId,
)
from bot.domain.notices.notice import Notice

CHECKED_AFTER = 5
"""Attempts."""


@dataclass(frozen=True)
class OutboxRow:
    """One thing to send, leased. `chat` may change until it is sent (migration)."""

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
    """Sends of it without an answer: each may have arrived."""
    faults: int = 0
    """Attempts that ended unclear."""

    @property
    def must_check_chat(self) -> bool:
        """Whether the chat must answer something harmless before it is sent again: it may have arrived, or has failed
        so often that it must be told whether it is at fault or its chat."""
        return self.unanswered > 0 or self.attempts >= CHECKED_AFTER


@dataclass(frozen=True)
class Sent:
    """Delivered. `messages` are new message ids (the last one takes the slot); `gone` were deleted."""

    messages: tuple[MessageId, ...] = ()
    gone: tuple[MessageId, ...] = ()
    is_free: bool = False
    """Nothing was sent, changed or deleted: it counts in no limit of Telegram's."""


@dataclass(frozen=True)
class Later:
    """Not delivered (or perhaps delivered: `uncertain`); try again after `seconds`; None: by back-off.
    `flood` slows the chat's bucket."""

    seconds: float | None = None
    reason: str = ""
    flood: bool = False
    uncertain: bool = False
    until: datetime | None = None
    """Not before this moment: what comes after it in the chat need not wait for it."""
    failed: bool = False
    """No answer, or none that says anything of this message: the chat, the server, the way or the token is unwell."""
    keeps_place: bool = False
    """Due as before: who sends knows how long its chat, or everything, waits."""
    tell: bool = False
    """Supervisors must hear that nothing gets through to this chat."""


@dataclass(frozen=True)
class Gone:
    """The chat cannot be reached any more (blocked, kicked, deleted)."""

    reason: str
    cause: Cause = Cause.GONE


@dataclass(frozen=True)
class Refused:
    """The chat is there but takes no message now (no right to write, a closed topic). Not gone: the row waits."""

    reason: str
    cause: Cause = Cause.REFUSED


@dataclass(frozen=True)
class Unclear:
    """Refused in words that are not known here, or stopped by a fault that may pass: the row's or the chat's. Tried
    again after `seconds`, but not for ever; what comes after it in the chat need not wait for it."""

    reason: str
    seconds: float = 1.0


@dataclass(frozen=True)
class Moved:
    """The group has a new id."""

    chat: ChatId


@dataclass(frozen=True)
class Dead:
    """Can never be sent (a fault of ours): dead letter and a word to supervisors."""

    reason: str


Outcome: TypeAlias = Sent | Later | Gone | Refused | Unclear | Moved | Dead


class Post(Protocol):
    """Sends one row to Telegram."""

    async def send(self, row: OutboxRow) -> Outcome: ...

"""Messages that are deleted from chats by themselves."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ChatId, MessageId

CLEARED_AFTER = (1, 6, 24)
"""The choices: after how many hours a chat's messages are deleted. All are well below 40, so that nothing is missed
after a day's outage (Telegram deletes for 48 hours)."""
SHOWN_AGAIN = frozenset({"open", "case", "handed"})
"""Commands whose messages leave a line behind that can show them again. What lies on the desk leaves a line only while
it still lies there."""


@dataclass(frozen=True)
class ChatDeletion:
    """Messages `first` to `last` of a chat, to be deleted."""

    chat: ChatId
    first: MessageId
    last: MessageId


@dataclass(frozen=True)
class SelfClearing:
    """A chat that is cleared by itself: each message is deleted a number of hours after it was written."""

    chat: ChatId
    locale: str
    hours: int


@dataclass(frozen=True)
class ExpiringMessage:
    """A message with content in a private chat, and the command that shows it again."""

    chat: ChatId
    message: MessageId
    due_at: datetime
    locale: str
    doing: str
    number: int

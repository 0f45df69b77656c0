"""Messages that stand in chats, and those that are deleted by themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.chats import ChatDeletion, ExpiringMessage, SelfClearing
from bot.domain.groups import NewGroup
from bot.domain.ids import (
    AgencyKey,
    CaseNumber,
    ChatId,
    MessageId,
)


class MessageStore(Protocol):
    """Which messages stand in which chat: for slots, and for Hide."""

    async def incoming(self, chat: ChatId, message: MessageId, at: datetime) -> None: ...
    async def slot(self, chat: ChatId, slot: str) -> MessageId | None: ...
    async def since(self, chat: ChatId, since: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted since the moment, for deletion (Telegram allows it for 48 hours)."""
        ...

    async def between(self, chat: ChatId, since: datetime, until: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted from `since` up to `until`, in the order of their numbers."""
        ...

    async def wrote_since(self, chat: ChatId, since: datetime) -> bool:
        """Whether the person wrote here since the moment, and that message still stands."""
        ...

    async def first_after(self, chat: ChatId, moment: datetime) -> datetime | None:
        """When the first message after the moment was noted."""
        ...

    async def about(self, cases: Collection[CaseNumber]) -> Sequence[tuple[ChatId, MessageId]]:
        """Messages in chats of the staff that name one of these cases, each with its chat. They are remembered for 72
        hours: Telegram deletes no older ones."""
        ...

    async def named_in(
        self, chat: ChatId, messages: Collection[MessageId], among: Collection[CaseNumber]
    ) -> frozenset[CaseNumber]:
        """Those of the cases `among` that these messages of the chat name."""
        ...

    async def wiped(self, chat: ChatId) -> None:
        """Forgets all messages and slots of the chat."""
        ...


class ChatDeletionStore(Protocol):
    """Messages that are deleted by themselves.

    Their moments are rows, so that a restart or another worker takes them over. A notice with `gone_after` is entered
    when it has been sent.
    """

    async def add(self, deletion: ChatDeletion, kind: str, due_at: datetime) -> None: ...
    async def is_due(self, now: datetime) -> bool:
        """Whether there is a deletion whose moment has come."""
        ...

    async def take_due(self, now: datetime, limit: int) -> Sequence[ChatDeletion]:
        """The earliest that are due; they are removed by this commit."""
        ...

    async def clean(self, clearing: SelfClearing, due_at: datetime) -> None:
        """Clears this chat by itself from now on, and looks at it at `due_at`."""
        ...

    async def stop_self_clearing(self, chat: ChatId) -> None: ...
    async def self_clearings_due(self, now: datetime, limit: int) -> Sequence[SelfClearing]:
        """Chats to look at now, the earliest first; locked until the commit."""
        ...


class ExpiringMessageStore(Protocol):
    """Messages that must be deleted from a private chat, each at its moment."""

    async def add(self, message: ExpiringMessage, now: datetime) -> None:
        """Inserts the message, or changes the moment at which it is deleted. That moment is never later than Telegram
        lets us delete the message."""
        ...

    async def stays(self, chat: ChatId, message: MessageId) -> None:
        """The message has no content any more."""
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[ExpiringMessage]:
        """What must be deleted now, the earliest first."""
        ...

    async def about(self, numbers: Collection[CaseNumber]) -> Sequence[ExpiringMessage]:
        """Everything that must be deleted of these cases, from all chats, the earliest first."""
        ...

    async def done(self, gone: Sequence[ExpiringMessage]) -> None: ...
    async def hasten(self, chat: ChatId, now: datetime) -> None:
        """Everything that must be deleted from this chat is due now."""
        ...


class NewGroupStore(Protocol):
    """New groups of bodies that already have one, until a supervisor agrees: the newest one for each body."""

    async def of(self, agency: AgencyKey) -> NewGroup | None: ...
    async def waiting(self) -> Sequence[AgencyKey]:
        """The bodies for which such a group waits."""
        ...

    async def save(self, group: NewGroup) -> None: ...
    async def drop(self, agency: AgencyKey) -> None: ...

"""Rows of the outbox that are leased as they are inserted, because they can be sent at once. Handed over after the
commit."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Notice, Priority
from bot.domain.queues.delivery import OutboxRow
from bot.domain.queues.nobody import NobodySends
from bot.ports.queues.outbox import SendingPlaces
from storage.chats.chat_ids import ChatIds
from storage.chats.messages import Messages
from storage.chats.tables import chats, slots
from storage.queues.tables import outbox
from storage.session import Session

LEASE = timedelta(minutes=5)
CHAT: Any = bindparam("chat")
SLOT: Any = bindparam("slot")
OPEN = select(outbox.c.id).where(outbox.c.chat == CHAT, outbox.c.ended_at.is_(None)).limit(1)
IN_CHAT = select(
    select(chats.c.chat).where(chats.c.chat == CHAT).scalar_subquery().label("known"),
    select(outbox.c.id)
    .where(outbox.c.chat == CHAT, outbox.c.ended_at.is_(None))
    .limit(1)
    .scalar_subquery()
    .label("open"),
    select(slots.c.message).where(slots.c.chat == CHAT, slots.c.slot == SLOT).scalar_subquery().label("stands"),
)
"""Whether a chat is known, a row of it that is open, and the message that holds the slot there: one statement."""


class LeasedMessages:
    """The rows of one transaction."""

    def __init__(self, places: SendingPlaces | None = None, worker: int | None = None) -> None:
        self._places = places or NobodySends()
        self.worker = worker
        self._reserved: dict[ChatId, MessageId | None] = {}
        """Chats with a reserved place, and the message that the row replaces there."""
        self.rows: list[OutboxRow] = []
        self.may_be_stored = False
        """Whether the commit was begun, so that the rows may be stored."""

    def note_commit_begun(self) -> None:
        """The commit begins: from now on the rows may be stored."""
        self.may_be_stored = True

    async def lease(self, session: Session, chat: ChatId, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The lease of the row, where it can be sent at once; empty where it must wait. Rows that wait in its chat go
        first."""
        now = session.context.now()
        if row["not_before"] > now or not self._places.reserve(chat, is_danger=row["priority"] == Priority.DANGER):
            return {}
        self._reserved[chat] = None
        found = await session.row(IN_CHAT, {"chat": row["chat"], "slot": row["slot"]})
        if found.open is not None:
            self._give_back(chat)
            return {}
        if found.known is None:
            await ChatIds(session).add(chat, row["chat"])
        self._reserved[chat] = None if found.stands is None else MessageId(found.stands)
        return {"due_at": now + LEASE, "leased_until": now + LEASE, "leased_by": self.worker}

    def has(self, chat: ChatId) -> bool:
        """Whether a row of this transaction goes to the chat at once. The dispatcher looks for more when it is sent."""
        return chat in self._reserved

    async def add(self, session: Session, row_id: int, chat: ChatId, notice: Notice, row: Mapping[str, Any]) -> None:
        """Remember the row as it will be handed over."""
        reply = await Messages(session).in_slot(row["chat"], row["reply_to"])
        stands = self._reserved[chat]
        self.rows.append(OutboxRow(row_id, chat, row["locale"], notice, 0, stands, reply, is_group=chat < 0))

    def hand_over(self) -> set[int]:
        """Hand the rows over: they are committed. Gives the ids of those that were not taken."""
        rows, self.rows = self.rows, []
        self._reserved.clear()
        return {row.id for row in rows if not self._places.take(row)}

    def undone(self) -> set[int]:
        """After a commit that failed, or may have failed: frees the places. Returns the ids of the rows that may be
        stored all the same. Such rows are leased to this process."""
        rows, self.rows = self.rows, []
        for chat in [*self._reserved]:
            self._give_back(chat)
        return {row.id for row in rows} if self.may_be_stored else set()

    def _give_back(self, chat: ChatId) -> None:
        del self._reserved[chat]
        self._places.give_back(chat)

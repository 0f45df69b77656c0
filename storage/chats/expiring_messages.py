"""Messages with content that must leave a private chat at their moment."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from bot.domain.chats import ExpiringMessage
from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.second_factor import LONGEST
from storage.chats.chat_ids import ChatIds
from storage.chats.tables import chats, expiring
from storage.session import Session

THE_MESSAGE = select(expiring).where(expiring.c.chat == bindparam("chat"), expiring.c.message == bindparam("message"))
WITH_CHATS = select(expiring, chats.c.sealed).join(chats, chats.c.chat == expiring.c.chat)


class ExpiringMessageTable:
    """Implements `bot.ports.chats.ExpiringMessageStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, one: ExpiringMessage, now: datetime) -> None:
        """Insert, or move the moment: at most as far as the message can still be deleted."""
        key = self._key(one.chat, one.message)
        known = await self._session.find(expiring, THE_MESSAGE, key)
        sent_at = now if known is None else known.sent_at
        row = {**key, "sent_at": sent_at}
        told = {"locale": one.locale, "doing": one.doing, "number": one.number}
        await self._session.save(expiring, row | told | {"due_at": min(one.due_at, sent_at + LONGEST)})

    async def stays(self, chat: ChatId, message: MessageId) -> None:
        """The message has no content any more."""
        await self._session.remove(expiring, self._key(chat, message))

    async def due(self, now: datetime, limit: int) -> Sequence[ExpiringMessage]:
        """What must go now, earliest first."""
        return await self._found(WITH_CHATS.where(expiring.c.due_at <= now).limit(limit))

    async def _found(self, wanted: Select[Any]) -> list[ExpiringMessage]:
        """The messages, earliest first."""
        found = wanted.order_by(expiring.c.due_at, expiring.c.message)
        rows = (await self._session.connection.execute(found)).all()
        opened = [(row, ChatIds(self._session).open_if_readable(row.chat, row.sealed)) for row in rows]
        return [
            ExpiringMessage(chat, MessageId(row.message), row.due_at, row.locale, row.doing, row.number)
            for row, chat in opened
            if chat is not None
        ]

    async def done(self, gone: Sequence[ExpiringMessage]) -> None:
        """Removes the rows of messages that are being deleted."""
        for one in gone:
            await self.stays(one.chat, one.message)

    async def about(self, numbers: Collection[CaseNumber]) -> Sequence[ExpiringMessage]:
        """All that must leave of these cases, whatever the chat, earliest first."""
        return await self._found(WITH_CHATS.where(expiring.c.number.in_(sorted(numbers))))

    async def hasten(self, chat: ChatId, now: datetime) -> None:
        """All that must leave this chat goes now."""
        for one in await self._found(WITH_CHATS.where(expiring.c.chat == self._session.chat_hash(chat))):
            await self.add(replace(one, due_at=now), now)

    def _key(self, chat: ChatId, message: MessageId) -> dict[str, Any]:
        return {"chat": self._session.chat_hash(chat), "message": message}

"""Which messages stand in which chat: the holders of slots, and what Hide may delete."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.domain.ids import ChatId, MessageId
from storage.session import Session
from storage.tables import messages, slots

HOLDER = select(slots.c.message).where(slots.c.chat == bindparam("chat"), slots.c.slot == bindparam("slot"))


class Messages:
    """`bot.ports.MessageStore`, and the dispatcher's notes on what it sent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def incoming(self, chat: ChatId, message: MessageId, at: datetime) -> None:
        """A person wrote this message."""
        await self.note(self._session.chat_mark(chat), [message], at)

    async def slot(self, chat: ChatId, slot: str) -> MessageId | None:
        """The message that holds the slot."""
        return await self.holder(self._session.chat_mark(chat), self.slot_mark(slot))

    async def since(self, chat: ChatId, since: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted since the moment, in the order of their numbers."""
        mine = (messages.c.chat == self._session.chat_mark(chat)) & (messages.c.at >= since)
        found = await self._session.connection.scalars(
            select(messages.c.message).where(mine).order_by(messages.c.message)
        )
        return [MessageId(message) for message in found]

    async def wiped(self, chat: ChatId) -> None:
        """Forget all messages and slots of the chat."""
        await self.forget_all(self._session.chat_mark(chat))

    # --- by mark, for the outbox ---

    def slot_mark(self, slot: str) -> str:
        """The name under which a slot is kept; slots are named by message numbers and cases."""
        return self._session.marks.mark("slot", slot)

    async def note(self, chat: str, numbers: Sequence[MessageId], at: datetime) -> None:
        """These messages stand in the chat."""
        await self._session.insert_new(messages, [{"chat": chat, "message": n, "at": at} for n in numbers])

    async def holder(self, chat: str, slot: str | None) -> MessageId | None:
        """The message that holds the slot."""
        here = {"chat": chat, "slot": slot}
        message = None if slot is None else await self._session.scalar(HOLDER, here)
        return None if message is None else MessageId(message)

    async def take_slot(self, chat: str, slot: str, message: MessageId) -> None:
        """The message holds the slot now."""
        await self._session.upsert(slots, {"chat": chat, "slot": slot, "message": message})

    async def free_slot(self, chat: str, slot: str) -> None:
        """No message holds the slot any more."""
        mine = (slots.c.chat == chat) & (slots.c.slot == slot)
        await self._session.connection.execute(delete(slots).where(mine))

    async def forget(self, chat: str, numbers: Sequence[MessageId]) -> None:
        """These messages were deleted."""
        if not numbers:
            return
        for table in (messages, slots):
            gone = (table.c.chat == chat) & table.c.message.in_(numbers)
            await self._session.connection.execute(delete(table).where(gone))

    async def forget_all(self, chat: str) -> None:
        """Nothing is known of the chat any more."""
        for table in (messages, slots):
            await self._session.connection.execute(delete(table).where(table.c.chat == chat))

"""Which messages stand in which chat: the holders of slots, and what Hide may delete."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update

from bot.domain.ids import CaseNumber, ChatId, MessageId
from storage.chats.chat_ids import ChatIds
from storage.chats.tables import agencies, chats, expiring, messages, named_cases, slots
from storage.session import Session

GAP = 1000
"""How far below the number of a repeated message its twin is sought. Numbers grow by one with every message that the
bot gets or sends."""
PLACES = (messages, slots, expiring)
OF_MESSAGES = (*PLACES, named_cases)
"""The tables that know of single messages."""
FORGET = [
    delete(table).where(table.c.chat == bindparam("at"), table.c.message == bindparam("number"))
    for table in OF_MESSAGES
]
THE_SLOT = slots.c.chat == bindparam("chat"), slots.c.slot == bindparam("slot")
STANDS_IN_SLOT = select(slots.c.message).where(*THE_SLOT)
FREE_SLOT = delete(slots).where(*THE_SLOT)


class Messages:
    """`bot.ports.chats.MessageStore`, and the dispatcher's notes on what it sent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def incoming(self, chat: ChatId, message: MessageId, at: datetime) -> None:
        """A person wrote this message."""
        row = {"chat": self._session.chat_hash(chat), "message": message, "at": at, "own": True}
        await self._session.insert_new(messages, [row])

    async def wrote_since(self, chat: ChatId, since: datetime) -> bool:
        """Whether the person wrote here since the moment, and the message still stands."""
        mine = (messages.c.chat == self._session.chat_hash(chat)) & messages.c.own & (messages.c.at >= since)
        return await self._session.connection.scalar(select(messages.c.message).where(mine).limit(1)) is not None

    async def slot(self, chat: ChatId, slot: str) -> MessageId | None:
        """The message that stands in the slot; None where none does."""
        return await self.in_slot(self._session.chat_hash(chat), self.slot_hash(slot))

    async def since(self, chat: ChatId, since: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted since the moment, in the order of their numbers."""
        mine = (messages.c.chat == self._session.chat_hash(chat)) & (messages.c.at >= since)
        found = await self._session.connection.scalars(
            select(messages.c.message).where(mine).order_by(messages.c.message)
        )
        return [MessageId(message) for message in found]

    async def between(self, chat: ChatId, since: datetime, until: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted from `since` up to `until`, in the order of their numbers."""
        mine = (messages.c.chat == self._session.chat_hash(chat)) & messages.c.at.between(since, until)
        found = await self._session.connection.scalars(
            select(messages.c.message).where(mine).order_by(messages.c.message)
        )
        return [MessageId(message) for message in found]

    async def first_after(self, chat: ChatId, moment: datetime) -> datetime | None:
        """When the first message after the moment was noted."""
        later = (messages.c.chat == self._session.chat_hash(chat)) & (messages.c.at > moment)
        first: datetime | None = await self._session.connection.scalar(select(func.min(messages.c.at)).where(later))
        return first

    async def about(self, cases: Collection[CaseNumber]) -> Sequence[tuple[ChatId, MessageId]]:
        """Messages in chats of the staff that name one of these cases, each with its chat."""
        of_cases = named_cases.c.case.in_([self._case_hash(number) for number in cases])
        found = select(named_cases.c.chat, named_cases.c.message, chats.c.sealed).where(of_cases).distinct()
        rows = await self._session.rows(found.join(chats, chats.c.chat == named_cases.c.chat), {})
        opened = [(ChatIds(self._session).open_if_readable(row.chat, row.sealed), row.message) for row in rows]
        return sorted((chat, MessageId(message)) for chat, message in opened if chat is not None)

    async def named_in(
        self, chat: ChatId, messages: Collection[MessageId], among: Collection[CaseNumber]
    ) -> frozenset[CaseNumber]:
        """Those of the cases `among` that these messages of the chat name."""
        hashed = {self._case_hash(number): number for number in among}
        here = (named_cases.c.chat == self._session.chat_hash(chat)) & named_cases.c.message.in_(messages)
        found = await self._session.connection.scalars(select(named_cases.c.case).where(here).distinct())
        return frozenset(hashed[one] for one in found if one in hashed)

    async def wiped(self, chat: ChatId) -> None:
        """Forget all messages and slots of the chat."""
        await self.forget_all(self._session.chat_hash(chat))

    # --- by keyed hash, for the outbox ---

    def slot_hash(self, slot: str) -> str:
        """The name under which a slot is kept; slots are named by message numbers and cases."""
        return self._session.blind_index.keyed_hash("slot", slot)

    async def note(self, chat: str, numbers: Sequence[MessageId], at: datetime) -> None:
        """Stores that these messages are in the chat."""
        await self._session.insert_new(messages, [{"chat": chat, "message": n, "at": at} for n in numbers])

    async def note_anew(self, chat: str, numbers: Collection[MessageId], at: datetime) -> None:
        """Stores that these messages of the chat were sent by one row, which ended at that moment."""
        here = (messages.c.chat == chat) & messages.c.message.in_(numbers)
        await self._session.connection.execute(update(messages).where(here).values(at=at))

    async def note_cases(
        self, chat: str, numbers: Collection[MessageId], cases: Collection[CaseNumber], at: datetime
    ) -> None:
        """Stores that these messages name these cases."""
        named = [{"chat": chat, "message": number, "case": self._case_hash(one)} for number in numbers for one in cases]
        await self._session.insert_new(named_cases, [row | {"at": at} for row in named])

    def _case_hash(self, number: CaseNumber) -> str:
        return self._session.blind_index.keyed_hash("named case", str(number))

    async def gap(self, chat: str, message: MessageId) -> tuple[MessageId, MessageId]:
        """First and last of the numbers between this message and the one noted before it, a thousand at most."""
        below = (messages.c.chat == chat) & (messages.c.message < message)
        before = await self._session.connection.scalar(select(func.max(messages.c.message)).where(below)) or 0
        return MessageId(max(before + 1, message - GAP, 1)), MessageId(message - 1)

    async def in_slot(self, chat: str, slot: str | None) -> MessageId | None:
        """The message that stands in the slot; None where none does."""
        here = {"chat": chat, "slot": slot}
        message = None if slot is None else await self._session.scalar(STANDS_IN_SLOT, here)
        return None if message is None else MessageId(message)

    async def take_slot(self, chat: str, slot: str, message: MessageId) -> None:
        """The message stands in the slot now."""
        await self._session.upsert(slots, {"chat": chat, "slot": slot, "message": message})

    async def free_slot(self, chat: str, slot: str) -> None:
        """No message stands in the slot any more."""
        await self._session.change(FREE_SLOT, {"chat": chat, "slot": slot})

    async def forget(self, chat: str, numbers: Sequence[MessageId]) -> None:
        """Removes the rows of messages that were deleted."""
        for number in numbers:
            for order in FORGET:
                await self._session.change(order, {"at": chat, "number": number})

    async def forget_before(self, moment: datetime, awaited: ColumnElement[bool]) -> None:
        """Removes the rows of messages that were noted by that moment. Which cases the messages of a lost group name
        stays known: when the group is back, they are deleted, or lose their words. `awaited`: the rows of chats in
        which something waits to be deleted. They stay too."""
        lost = select(agencies.c.chat).where(agencies.c.chat.is_not(None), agencies.c.lost_at.is_not(None))
        over = (named_cases.c.at <= moment, named_cases.c.chat.not_in(lost), ~awaited)
        await self._session.connection.execute(delete(messages).where(messages.c.at <= moment))
        await self._session.connection.execute(delete(named_cases).where(*over))

    async def forget_places(self, chat: str) -> None:
        """No message of the chat is edited any more. Which cases they name stays known: where the bot is in the chat
        again, they can be deleted."""
        for table in PLACES:
            await self._session.connection.execute(delete(table).where(table.c.chat == chat))

    async def forget_all(self, chat: str) -> None:
        """Nothing is known of the chat any more."""
        for table in OF_MESSAGES:
            await self._session.connection.execute(delete(table).where(table.c.chat == chat))

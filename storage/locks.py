"""Second locks, sealed under the ring; and messages with content that must leave a private chat at their moment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from bot.domain.ids import ChatId, MessageId, PersonKey
from bot.domain.lock import LONGEST, Lock
from bot.ports_lock import Leaving
from storage.session import Session
from storage.tables import chats
from storage.tables_lock import leaving, locks
from storage.values import Shape
from storage.vault import Label

LOCK: Shape[Lock] = Shape(Lock)


class LockBook:
    """`bot.ports_lock.LockStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, person: PersonKey, *, hold: bool = False) -> Lock | None:
        """The person's lock. SQLite has one writer at a time, so that `hold` matters to PostgreSQL alone."""
        found = select(locks.c.sealed).where(locks.c.person == person)
        sealed = await self._session.connection.scalar(found.with_for_update() if hold else found)
        return None if sealed is None else LOCK.load(self._session.vault.open(Label.LOCK, sealed, f"locks|{person}"))

    async def save(self, person: PersonKey, lock: Lock) -> None:
        """Insert or replace."""
        sealed = self._session.vault.seal(Label.LOCK, LOCK.dump(lock), f"locks|{person}")
        await self._session.upsert(locks, {"person": person, "sealed": sealed})

    async def drop(self, person: PersonKey) -> None:
        """The person has no lock any more; a new one is set up when content is asked for."""
        await self._session.connection.execute(delete(locks).where(locks.c.person == person))

    async def named(self, start: str) -> Sequence[PersonKey]:
        """Whose keys begin so."""
        found = select(locks.c.person).where(locks.c.person.startswith(start, autoescape=True))
        return [PersonKey(person) for person in await self._session.connection.scalars(found)]


class LeavingBook:
    """`bot.ports_lock.LeavingStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, one: Leaving, now: datetime) -> None:
        """Insert, or move the moment: at most as far as the message can still be deleted."""
        here = self._row(one.chat, one.message)
        sent_at = await self._session.connection.scalar(select(leaving.c.sent_at).where(here)) or now
        row = {"chat": self._session.chat_mark(one.chat), "message": one.message, "sent_at": sent_at}
        told = {"locale": one.locale, "doing": one.doing, "number": one.number}
        await self._session.upsert(leaving, row | told | {"due_at": min(one.due_at, sent_at + LONGEST)})

    async def stays(self, chat: ChatId, message: MessageId) -> None:
        """The message has no content any more."""
        await self._session.connection.execute(delete(leaving).where(self._row(chat, message)))

    async def due(self, now: datetime, limit: int) -> Sequence[Leaving]:
        """What must go now, earliest first."""
        wanted = select(leaving, chats.c.sealed).join(chats, chats.c.chat == leaving.c.chat)
        found = wanted.where(leaving.c.due_at <= now).order_by(leaving.c.due_at, leaving.c.message).limit(limit)
        return [
            Leaving(
                self._session.open_chat(row.chat, row.sealed),
                MessageId(row.message),
                row.due_at,
                row.locale,
                row.doing,
                row.number,
            )
            for row in (await self._session.connection.execute(found)).all()
        ]

    async def done(self, gone: Sequence[Leaving]) -> None:
        """These are being deleted."""
        for one in gone:
            await self.stays(one.chat, one.message)

    def _row(self, chat: ChatId, message: MessageId) -> ColumnElement[bool]:
        return (leaving.c.chat == self._session.chat_mark(chat)) & (leaving.c.message == message)

"""Agencies' group chats and the oversight group; titles and chat ids are encrypted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, update

from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.people import AgencyPlace
from storage.chats.messages import Messages
from storage.chats.tables import (
    agencies,
)
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.tables import (
    chats,
    outbox,
)
from storage.session import Session


def with_chats(found: Select[Any]) -> Select[Any]:
    """Adds the encrypted id of its chat to each of the agencies."""
    joined = found.add_columns(chats.c.sealed.label("chat_sealed"))
    return joined.join_from(agencies, chats, chats.c.chat == agencies.c.chat, isouter=True)


PLACE = with_chats(select(agencies).where(agencies.c.agency == bindparam("agency")))
ALL = with_chats(select(agencies).order_by(agencies.c.agency))
FINE: dict[str, None] = {"refuses_since": None, "cause": None}


class Agencies:
    """Implements `bot.ports.people.AgencyStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> Sequence[AgencyPlace]:
        """Every group that was ever bound, by key."""
        rows = await self._session.rows(ALL, {})
        return [self._place(row) for row in self._session.are_genuine(agencies, rows)]

    async def place(self, agency: AgencyKey) -> AgencyPlace | None:
        """The group of the agency. None where the row is missing or was changed by hand."""
        rows = await self._session.rows(PLACE, {"agency": agency})
        return next((self._place(row) for row in self._session.are_genuine(agencies, rows)), None)

    async def at(self, chat: ChatId) -> Sequence[AgencyKey]:
        """Agencies that are bound to this chat now."""
        return await self._keys_at(self._session.chat_hash(chat))

    async def bind(self, agency: AgencyKey, chat: ChatId, title: str, locale: str, asked_at: datetime) -> None:
        """Bind; rows that waited for this agency can be sent."""
        hashed = await self._session.note_chat(chat)
        encrypted = self._session.vault.encrypt(Label.IDENTITY, title.encode(), f"agencies|{agency}")
        row = {
            "agency": agency,
            "chat": hashed,
            "sealed": encrypted,
            "locale": locale,
            "bound_at": asked_at,
            "lost_at": None,
            **FINE,
        }
        await self._session.upsert(agencies, row)
        waiting = (outbox.c.agency == agency) & outbox.c.ended_at.is_(None)
        await self._session.change_genuine(outbox, waiting, {"chat": hashed, "locale": locale})
        self._session.has_post = True

    async def lose(self, chat: ChatId, cause: Cause, now: datetime) -> Sequence[AgencyKey]:
        """The bot is out of the chat: what is not sent yet waits for another group. Returns whose chat it was."""
        hashed = self._session.chat_hash(chat)
        lost = await self._keys_at(hashed)
        mine = (agencies.c.chat == hashed) & agencies.c.lost_at.is_(None)
        values = {"lost_at": now, "refuses_since": None, "cause": cause}
        await self._session.change_genuine(agencies, mine, values)
        unsent = (outbox.c.chat == hashed) & outbox.c.agency.in_(lost) & outbox.c.ended_at.is_(None)
        await self._session.change_genuine(outbox, unsent, {"chat": None})
        await Messages(self._session).forget_all(hashed)
        return lost

    async def lost_in(self, chat: ChatId) -> Sequence[AgencyKey]:
        """Whose chat this was until the bot was out of it, and who has no other."""
        was_theirs = (agencies.c.chat == self._session.chat_hash(chat)) & agencies.c.lost_at.is_not(None)
        return await self._keys(was_theirs)

    async def restore(self, chat: ChatId, at: datetime) -> Sequence[AgencyKey]:
        """The bot is in the chat again: it is theirs as before, and what waited for them goes there."""
        lost, hashed = await self.lost_in(chat), self._session.chat_hash(chat)
        values = {"lost_at": None, "bound_at": at, **FINE}
        await self._session.change_genuine(agencies, agencies.c.agency.in_(lost), values)
        waiting = outbox.c.agency.in_(lost) & outbox.c.ended_at.is_(None)
        await self._session.change_genuine(outbox, waiting, {"chat": hashed, "due_at": outbox.c.not_before})
        self._session.has_post = True
        return lost

    async def refuse(self, chat: ChatId, cause: Cause, now: datetime) -> Sequence[AgencyKey]:
        """The bot may not write in the chat; returns of whom that was not known yet."""
        fine = agencies.c.lost_at.is_(None) & agencies.c.refuses_since.is_(None)
        here = (agencies.c.chat == self._session.chat_hash(chat)) & fine
        return await self._changed(here, {"refuses_since": now, "cause": cause})

    async def send_waiting_now(self, chat: ChatId, now: datetime) -> bool:
        """What waits for the chat is tried now; False when nothing waits."""
        waiting = (outbox.c.chat == self._session.chat_hash(chat)) & outbox.c.ended_at.is_(None)
        soon = (
            update(outbox)
            .where(waiting, outbox.c.not_before <= now, outbox.c.leased_until.is_(None))
            .values(due_at=outbox.c.not_before)
        )
        hurried = await self._session.connection.execute(soon)
        self._session.has_post = True
        return bool(hurried.rowcount)

    async def takes_messages(self, chat: ChatId) -> Sequence[AgencyKey]:
        """A message arrived in the chat; returns of whom it was known that it refuses."""
        refusing = (agencies.c.chat == self._session.chat_hash(chat)) & agencies.c.refuses_since.is_not(None)
        return await self._changed(refusing, FINE)

    async def _changed(self, where: ColumnElement[bool], values: Mapping[str, Any]) -> list[AgencyKey]:
        changed = await self._session.change_genuine(agencies, where, values)
        return sorted(AgencyKey(row.agency) for row in changed)

    async def move(self, old: ChatId, new: ChatId) -> Sequence[AgencyKey]:
        """The group has a new id: mapping and unsent rows follow, also those that wait because the old one was lost.
        Its old messages do not: they cannot be edited from the new group, where their numbers mean other messages.
        Returns whose group it is; nobody's when that was known already."""
        before = self._session.chat_hash(old)
        here = agencies.c.chat == before
        moved = await self._keys(here)
        unsent = outbox.c.ended_at.is_(None)
        theirs = unsent & ((outbox.c.chat == before) | (outbox.c.chat.is_(None) & outbox.c.agency.in_(moved)))
        if old == new:
            return []
        after = await self._session.note_chat(new)
        await self._session.change_genuine(agencies, here, {"chat": after, "lost_at": None, **FINE})
        await self._session.change_genuine(outbox, theirs, {"chat": after})
        await Messages(self._session).forget_all(before)
        self._session.has_post = True
        self._session.moved.append((old, new))
        return moved

    async def set_locale(self, chat: ChatId, locale: str) -> None:
        """The group reads this language, in what is not sent yet too."""
        hashed = self._session.chat_hash(chat)
        here = agencies.c.chat == hashed
        await self._session.change_genuine(agencies, here, {"locale": locale})
        unsent = (outbox.c.chat == hashed) & outbox.c.agency.is_not(None) & outbox.c.ended_at.is_(None)
        await self._session.connection.execute(update(outbox).where(unsent).values(locale=locale))

    async def _keys_at(self, hashed: str) -> list[AgencyKey]:
        bound = (agencies.c.chat == hashed) & agencies.c.lost_at.is_(None)
        return await self._keys(bound)

    async def _keys(self, where: ColumnElement[bool]) -> list[AgencyKey]:
        found = await self._session.connection.execute(select(agencies).where(where).order_by(agencies.c.agency))
        return [AgencyKey(row.agency) for row in self._session.are_genuine(agencies, found.all())]

    def _place(self, row: Any) -> AgencyPlace:
        known = row.chat is not None and row.chat_sealed is not None
        chat = self._session.chat_if_readable(row.chat, row.chat_sealed) if known else None
        cause = None if row.cause is None else Cause(row.cause)
        moments = (row.bound_at, row.lost_at, row.refuses_since)
        return AgencyPlace(AgencyKey(row.agency), chat, self._title(row), row.locale, *moments, cause)

    def _title(self, row: Any) -> str:
        """The group's title. Returns the body's key where somebody has changed the title by hand, since the group
        itself still works."""
        try:
            return self._session.vault.decrypt(Label.IDENTITY, row.sealed, f"agencies|{row.agency}").decode()
        except Unreadable:
            self._session.note_changed(agencies, row)
            return str(row.agency)

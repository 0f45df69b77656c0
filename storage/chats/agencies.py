"""Agencies' group chats and the oversight group; titles and chat ids are encrypted."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, bindparam, select

from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.people import AgencyPlace
from storage.chats.chat_ids import ChatIds
from storage.chats.messages import Messages
from storage.chats.tables import (
    agencies,
    chats,
)
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.session import Session


def with_chats(found: Select[Any]) -> Select[Any]:
    """Adds the encrypted id of its chat to each of the agencies."""
    joined = found.add_columns(chats.c.sealed.label("chat_sealed"))
    return joined.join_from(agencies, chats, chats.c.chat == agencies.c.chat, isouter=True)


PLACE = with_chats(select(agencies).where(agencies.c.agency == bindparam("agency")))
ALL = with_chats(select(agencies).order_by(agencies.c.agency))
FINE: dict[str, None] = {"refuses_since": None, "cause": None}


class WaitingRows(Protocol):
    """What waits to be sent to groups (storage/queues/group_rows.py). Chats are named by their keyed hashes."""

    async def bound(self, agency: AgencyKey, chat: str, locale: str) -> None: ...
    async def lost(self, agencies: Collection[AgencyKey], chat: str) -> None: ...
    async def restored(self, agency: AgencyKey, chat: str, locale: str) -> None: ...
    async def moved(self, agencies: Collection[AgencyKey], old: str, new: str) -> None: ...
    async def send_now(self, chat: str, now: datetime) -> bool: ...
    async def speak(self, chat: str, locale: str) -> None: ...


class Agencies:
    """Implements `bot.ports.people.AgencyStore`."""

    def __init__(self, session: Session, waiting: WaitingRows) -> None:
        """`waiting`: the unsent rows. They follow a group that moves, takes messages again or changes its language."""
        self._session = session
        self._waiting = waiting

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
        hashed = await ChatIds(self._session).note(chat)
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
        await self._waiting.bound(agency, hashed, locale)

    async def lose(self, chat: ChatId, cause: Cause, now: datetime) -> Sequence[AgencyKey]:
        """The bot is out of the chat: what is not sent yet waits for another group. Returns whose chat it was."""
        hashed = self._session.chat_hash(chat)
        lost = await self._keys_at(hashed)
        mine = (agencies.c.chat == hashed) & agencies.c.lost_at.is_(None)
        values = {"lost_at": now, "refuses_since": None, "cause": cause}
        await self._session.change_genuine(agencies, mine, values)
        await self._waiting.lost(lost, hashed)
        await Messages(self._session).forget_places(hashed)
        return lost

    async def lost_in(self, chat: ChatId) -> Sequence[AgencyKey]:
        """The bodies whose chat this was until the bot was out of it, and who have no other."""
        was_theirs = (agencies.c.chat == self._session.chat_hash(chat)) & agencies.c.lost_at.is_not(None)
        return await self._keys(was_theirs)

    async def restore(self, chat: ChatId, at: datetime) -> Sequence[AgencyKey]:
        """The bot is in the chat again: it is theirs as before, and what waited for them goes there."""
        lost, hashed = await self.lost_in(chat), self._session.chat_hash(chat)
        values = {"lost_at": None, "bound_at": at, **FINE}
        for row in await self._session.change_genuine(agencies, agencies.c.agency.in_(lost), values):
            await self._waiting.restored(AgencyKey(row.agency), hashed, row.locale)
        return lost

    async def refuse(self, chat: ChatId, cause: Cause, now: datetime) -> Sequence[AgencyKey]:
        """The bot may not write in the chat; returns of whom that was not known yet."""
        fine = agencies.c.lost_at.is_(None) & agencies.c.refuses_since.is_(None)
        here = (agencies.c.chat == self._session.chat_hash(chat)) & fine
        return await self._changed(here, {"refuses_since": now, "cause": cause})

    async def send_waiting_now(self, chat: ChatId, now: datetime) -> bool:
        """What waits for the chat is tried now; False when nothing waits."""
        return await self._waiting.send_now(self._session.chat_hash(chat), now)

    async def takes_messages(self, chat: ChatId) -> Sequence[AgencyKey]:
        """A message arrived in the chat; returns of whom it was known that it refuses."""
        refusing = (agencies.c.chat == self._session.chat_hash(chat)) & agencies.c.refuses_since.is_not(None)
        return await self._changed(refusing, FINE)

    async def _changed(self, where: ColumnElement[bool], values: Mapping[str, Any]) -> list[AgencyKey]:
        changed = await self._session.change_genuine(agencies, where, values)
        return sorted(AgencyKey(row.agency) for row in changed)

    async def move(self, old: ChatId, new: ChatId) -> Sequence[AgencyKey]:
        """Gives the group its new id. Its body and its unsent rows follow, also those that wait because the old group
        was lost. Its old messages do not: they cannot be edited from the new group, where their numbers mean other
        messages. Returns the bodies whose group it is; none when the new id was known already."""
        before = self._session.chat_hash(old)
        here = agencies.c.chat == before
        moved = await self._keys(here)
        if old == new:
            return []
        after = await ChatIds(self._session).note(new)
        rows = await self._session.change_genuine(agencies, here, {"chat": after, "lost_at": None, **FINE})
        await self._waiting.moved(moved, before, after)
        for row in rows:
            await self._waiting.speak(after, row.locale)
        await Messages(self._session).forget_all(before)
        self._session.moved.append((old, new))
        return moved

    async def set_locale(self, chat: ChatId, locale: str) -> None:
        """The group reads this language, in what is not sent yet too."""
        hashed = self._session.chat_hash(chat)
        here = agencies.c.chat == hashed
        await self._session.change_genuine(agencies, here, {"locale": locale})
        await self._waiting.speak(hashed, locale)

    async def _keys_at(self, hashed: str) -> list[AgencyKey]:
        bound = (agencies.c.chat == hashed) & agencies.c.lost_at.is_(None)
        return await self._keys(bound)

    async def _keys(self, where: ColumnElement[bool]) -> list[AgencyKey]:
        found = await self._session.connection.execute(select(agencies).where(where).order_by(agencies.c.agency))
        return [AgencyKey(row.agency) for row in self._session.are_genuine(agencies, found.all())]

    def _place(self, row: Any) -> AgencyPlace:
        known = row.chat is not None and row.chat_sealed is not None
        chat = ChatIds(self._session).open_if_readable(row.chat, row.chat_sealed) if known else None
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

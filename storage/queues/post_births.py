"""Rows of the outbox that are leased from their birth, for they can go out at once: handed over after the commit."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice, Priority
from bot.ports.delivery import OutboxRow
from bot.ports.outbox import NobodySends, SendingPlaces
from storage.chats.messages import Messages
from storage.database.tables import outbox
from storage.session import Session

LEASE = timedelta(minutes=5)
OPEN_IN_CHAT = select(outbox.c.id).where(outbox.c.chat == bindparam("chat"), outbox.c.ended_at.is_(None)).limit(1)


class PostBirths:
    """Of one transaction."""

    def __init__(self, places: SendingPlaces | None = None, worker: int | None = None) -> None:
        self._places = places or NobodySends()
        self.worker = worker
        self._reserved: set[ChatId] = set()
        self.rows: list[OutboxRow] = []
        self.may_be_stored = False
        """Whether the commit was begun."""

    async def lease(self, session: Session, chat: ChatId, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """How the row is leased, where it can go out at once; empty where it must wait. What waits in its chat goes
        first."""
        now = session.context.now()
        if row["not_before"] > now or not self._places.reserve(chat, is_danger=row["priority"] == Priority.DANGER):
            return {}
        if await session.scalar(OPEN_IN_CHAT, {"chat": row["chat"]}) is not None:
            self._places.give_back(chat)
            return {}
        self._reserved.add(chat)
        return {"due_at": now + LEASE, "leased_until": now + LEASE, "leased_by": self.worker}

    async def add(self, session: Session, row_id: int, chat: ChatId, notice: Notice, row: Mapping[str, Any]) -> None:
        """The row, as it is handed over."""
        held = Messages(session)
        slot, reply = await held.holder(row["chat"], row["slot"]), await held.holder(row["chat"], row["reply_to"])
        self.rows.append(OutboxRow(row_id, chat, row["locale"], notice, 0, slot, reply, is_group=chat < 0))

    def hand_over(self) -> set[int]:
        """They are committed; those that nobody took."""
        rows, self.rows = self.rows, []
        self._reserved.clear()
        return {row.id for row in rows if not self._places.take(row)}

    def undone(self) -> set[int]:
        """They were not handed over: places are free again. Those that may be stored all the same, leased to us."""
        rows, self.rows = self.rows, []
        while self._reserved:
            self._places.give_back(self._reserved.pop())
        return {row.id for row in rows} if self.may_be_stored else set()

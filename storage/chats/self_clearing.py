"""Messages that are deleted by themselves: encrypted deadlines as rows, taken out by the commit that acts on them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select

from bot.domain.chats import ChatDeletion, SelfClearing
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Notice
from storage.chats.tables import chat_deletions, self_clearings
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.session import Session

CHAT_DELETION: Shape[ChatDeletion] = Shape(ChatDeletion)
SELF_CLEARING: Shape[SelfClearing] = Shape(SelfClearing)


class ChatDeletionTable:
    """Implements `bot.ports.chats.ChatDeletionStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def after(
        self, notice: Notice, chat: ChatId, stands: Sequence[tuple[MessageId, MessageId]], now: datetime
    ) -> None:
        """The notice was sent as these messages (first and last of each run): they go when it says so."""
        if notice.gone_after is not None:
            for first, last in [run for run in stands if run[0] <= run[1]]:
                await self.add(ChatDeletion(chat, first, last), notice.kind, now + notice.gone_after)

    async def add(self, deletion: ChatDeletion, kind: str, due_at: datetime) -> None:
        """Delete these messages at this moment; an earlier word about the same ones is overwritten."""
        chat = self._session.chat_hash(deletion.chat)
        hashed = self._session.blind_index.keyed_hash("sweep", f"{chat}|{deletion.first}|{deletion.last}")
        encrypted = self._session.vault.encrypt(Label.IDENTITY, CHAT_DELETION.dump(deletion), f"sweeps|{hashed}")
        row = {"id": hashed, "chat": chat, "kind": kind, "due_at": due_at, "sealed": encrypted}
        await self._session.upsert(chat_deletions, row)

    async def is_due(self, now: datetime) -> bool:
        """Whether there is anything to take out."""
        due = select(chat_deletions.c.id).where(chat_deletions.c.due_at <= now).limit(1)
        return await self._session.connection.scalar(due) is not None

    async def take_due(self, now: datetime, limit: int) -> Sequence[ChatDeletion]:
        """The earliest that are due, taken out with this commit. One that cannot be read is let go."""
        due = (
            select(chat_deletions).where(chat_deletions.c.due_at <= now).order_by(chat_deletions.c.due_at).limit(limit)
        )
        rows = (await self._session.connection.execute(due.with_for_update(skip_locked=True))).all()
        if rows:
            taken = chat_deletions.c.id.in_([row.id for row in rows])
            await self._session.connection.execute(delete(chat_deletions).where(taken))
        opened = [self._opened(CHAT_DELETION, chat_deletions, row, f"sweeps|{row.id}") for row in rows]
        return [deletion for deletion in opened if deletion is not None]

    async def clean(self, clearing: SelfClearing, due_at: datetime) -> None:
        """Stores that this chat is cleared by itself, and that the chat is looked at next at `due_at`."""
        chat = self._session.chat_hash(clearing.chat)
        encrypted = self._session.vault.encrypt(Label.IDENTITY, SELF_CLEARING.dump(clearing), f"cleanings|{chat}")
        await self._session.upsert(self_clearings, {"chat": chat, "due_at": due_at, "sealed": encrypted})

    async def stop_self_clearing(self, chat: ChatId) -> None:
        """The chat is not cleared by itself any more."""
        mine = self_clearings.c.chat == self._session.chat_hash(chat)
        await self._session.connection.execute(delete(self_clearings).where(mine))

    async def self_clearings_due(self, now: datetime, limit: int) -> Sequence[SelfClearing]:
        """Chats to be looked at now, the earliest first; held until the commit."""
        due = (
            select(self_clearings).where(self_clearings.c.due_at <= now).order_by(self_clearings.c.due_at).limit(limit)
        )
        rows = (await self._session.connection.execute(due.with_for_update(skip_locked=True))).all()
        opened = [self._opened(SELF_CLEARING, self_clearings, row, f"cleanings|{row.chat}") for row in rows]
        return [clearing for clearing in opened if clearing is not None]

    def _opened(self, shape: Shape[Any], table: Table, row: Any, bound: str) -> Any:
        try:
            return shape.load(self._session.vault.decrypt(Label.IDENTITY, row.sealed, bound))
        except Unreadable as error:
            self._session.note_unreadable(table, row, error)
            return None

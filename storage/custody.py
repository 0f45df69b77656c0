"""Files that may not be held or shown as others: what is named for deletion, and where a file is on show."""

from collections.abc import Sequence

from sqlalchemy import select, update

from bot.domain.ids import CaseId, ChatId, DraftId, FileKey
from storage.messages import Messages
from storage.session import Session
from storage.tables import chats, files, slots


class CustodyBook:
    """`bot.ports.Custody`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def destroy(self, owner: DraftId | CaseId, files_: Sequence[FileKey]) -> None:
        """Name the files for deletion; the sweep that comes every few seconds takes the bytes away."""
        if files_:
            mine = (files.c.owner == owner) & files.c.file.in_(files_)
            await self._session.connection.execute(update(files).where(mine).values(state="doomed"))

    async def shown_in(self, slot: str) -> Sequence[ChatId]:
        """Chats in which a message holds the slot."""
        mark = Messages(self._session).slot_mark(slot)
        found = select(chats.c.chat, chats.c.sealed).join(slots, slots.c.chat == chats.c.chat)
        rows = await self._session.connection.execute(found.where(slots.c.slot == mark))
        return [self._session.open_chat(row.chat, row.sealed) for row in rows]

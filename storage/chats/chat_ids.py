"""The ids of chats, encrypted: rows everywhere name a chat by its keyed hash, and the id is found here."""

from sqlalchemy import ColumnElement, bindparam, delete, select

from bot.domain.ids import ChatId
from storage.chats.tables import chats
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.row_guard import note_name
from storage.database.values import OF_ANOTHER_VERSION
from storage.session import Session

KNOWN = select(chats.c.chat).where(chats.c.chat == bindparam("chat"))


class ChatIds:
    """The chats that this line has ever written to, or must."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def note(self, chat: ChatId) -> str:
        """Remember the chat's id; returns its keyed hash."""
        hashed = self._session.chat_hash(chat)
        if await self._session.scalar(KNOWN, {"chat": hashed}) is None:
            await self.add(chat, hashed)
        return hashed

    async def add(self, chat: ChatId, hashed: str) -> None:
        """Remember the id of a chat that is not known yet."""
        encrypted = self._session.vault.encrypt(Label.IDENTITY, str(chat).encode(), f"chats|{hashed}")
        await self._session.insert_new(chats, [{"chat": hashed, "sealed": encrypted}])

    async def forget_besides(self, needed: ColumnElement[bool]) -> None:
        """Forget the ids of all chats but those that fulfil the condition."""
        await self._session.connection.execute(delete(chats).where(~needed))

    def open(self, hashed: str, encrypted: bytes | None) -> ChatId:
        """The chat's id again; Unreadable where none is known by that keyed hash."""
        try:
            return ChatId(int(self._session.vault.decrypt(Label.IDENTITY, encrypted, f"chats|{hashed}")))
        except ValueError:
            raise Unreadable(OF_ANOTHER_VERSION) from None

    def open_if_readable(self, hashed: str, encrypted: bytes | None) -> ChatId | None:
        """The chat's id. A chat that does not open is noted as changed by hand, and stops no list."""
        try:
            return self.open(hashed, encrypted)
        except Unreadable:
            note_name(self._session.vault.row_codes, (chats.name, hashed))
            return None

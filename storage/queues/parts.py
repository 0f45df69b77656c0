"""What of a row stands in its chat while the rest is still to be sent, encrypted in the row."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from bot.domain.ids import MessageId
from bot.domain.queues.delivery import MessagePart
from storage.chats.tables import messages
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.queues.tables import outbox
from storage.session import Session

SOMETHING = (MessagePart(""),)
"""Something of the row stands in the chat, and nothing more is known: the row is sent from its beginning."""
INCOMPLETE = "incomplete"
"""The mark of parts of which some are gone. It is no hash, so the row is worded anew and what is left is deleted."""


@dataclass(frozen=True)
class SentInChat:
    """The parts, and the keyed hash of the chat in which they stand."""

    chat: str
    parts: tuple[MessagePart, ...]


SHAPE: Shape[SentInChat] = Shape(SentInChat)


def bound_to(row: int) -> str:
    """What binds the encrypted parts to the row."""
    return f"parts|{row}"


def encrypted_parts(session: Session, row: int, chat: str, parts: Sequence[MessagePart]) -> bytes | None:
    """The value of the column `parts`; None where nothing stands in the chat."""
    if not parts:
        return None
    return session.vault.encrypt(Label.QUEUE, SHAPE.dump(SentInChat(chat, tuple(parts))), bound_to(row))


async def parts_of(session: Session, row: Any) -> tuple[MessagePart, ...]:
    """What of the row stands in its chat. Parts in a group that has a new id since have other numbers there. Parts that
    were deleted meanwhile make all of them incomplete: nobody shall read the end of a message without its beginning."""
    if row.parts is None:
        return ()
    try:
        found = SHAPE.load(session.vault.decrypt(Label.QUEUE, row.parts, bound_to(row.id)))
    except Unreadable as error:
        session.note_unreadable(outbox, row, error)
        return SOMETHING
    if found.chat != row.chat:
        return SOMETHING
    numbers = {number for part in found.parts for number in part.messages}
    here = (messages.c.chat == row.chat) & messages.c.message.in_(numbers)
    noted = {MessageId(one) for one in await session.connection.scalars(select(messages.c.message).where(here))}
    return found.parts if numbers <= noted else tuple(_left(part, noted) for part in found.parts)


def _left(part: MessagePart, noted: set[MessageId]) -> MessagePart:
    left = tuple(number for number in part.messages if number in noted)
    return replace(part, mark=part.mark and INCOMPLETE, messages=left)

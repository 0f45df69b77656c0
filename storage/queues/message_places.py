"""Where messages stand, or will when what is on its way has arrived: asked of the outbox and of the chats together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.reporter.files import MessageGone
from storage.chats.chat_ids import ChatIds
from storage.chats.messages import Messages
from storage.chats.tables import chats, messages, slots
from storage.queues.tables import outbox
from storage.session import Session


async def strays(session: Session, chat: ChatId, since: datetime) -> Sequence[tuple[MessageId, MessageId]]:
    """Ranges of message numbers where messages may be that were never stored. Each range lies below a message of a row
    of which a send was uncertain before it succeeded."""
    hashed = session.chat_hash(chat)
    sent = (outbox.c.chat == hashed) & (outbox.c.uncertain > 0) & (outbox.c.ended_at >= since)
    noted = (messages.c.chat == hashed) & (messages.c.at == outbox.c.ended_at)
    found = select(messages.c.message).select_from(outbox).join(messages, noted)
    twice = await session.connection.scalars(found.where(sent).distinct().order_by(messages.c.message))
    gaps = [await Messages(session).gap(hashed, MessageId(message)) for message in twice]
    return [(first, last) for first, last in gaps if first <= last]


async def being_sent_to(session: Session) -> Sequence[ChatId]:
    """Chats to which something is being sent at this moment."""
    leased = outbox.c.ended_at.is_(None) & outbox.c.chat.is_not(None) & outbox.c.leased_until.is_not(None)
    found = select(chats.c.chat, chats.c.sealed).where(chats.c.chat.in_(select(outbox.c.chat).where(leased)))
    rows = await session.connection.execute(found)
    opened = [ChatIds(session).open_if_readable(row.chat, row.sealed) for row in rows]
    return [chat for chat in opened if chat is not None]


async def shown_in(session: Session, slot: str) -> Sequence[ChatId]:
    """Chats in which a message holds the slot, or will when what is on its way has arrived. A chat from which the
    message is about to be deleted is left out."""
    rows = await session.rows(SHOWN_IN, {"slot": Messages(session).slot_hash(slot)})
    opened = [ChatIds(session).open_if_readable(row.chat, row.sealed) for row in rows]
    return [chat for chat in opened if chat is not None]


def _shown_in() -> Select[tuple[str, bytes]]:
    """The statement of `shown_in`."""
    in_slot = select(slots.c.chat).where(slots.c.slot == bindparam("slot"))
    on_its_way = (outbox.c.slot == bindparam("slot"), outbox.c.ended_at.is_(None), outbox.c.chat.is_not(None))
    coming = select(outbox.c.chat).where(*on_its_way)
    last = select(func.max(outbox.c.id)).where(*on_its_way).group_by(outbox.c.chat)
    going = select(outbox.c.chat).where(outbox.c.id.in_(last), outbox.c.kind == MessageGone.KIND)
    stands = chats.c.chat.in_(in_slot) | chats.c.chat.in_(coming)
    return select(chats.c.chat, chats.c.sealed).where(stands, chats.c.chat.not_in(going))


SHOWN_IN = _shown_in()

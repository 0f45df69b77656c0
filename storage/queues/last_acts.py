"""When people last did something in their private chats, as the inbox remembers it."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.ids import ChatId
from bot.domain.lanes import ahead_of, lane_of_chat
from storage.queues.tables import inbox
from storage.schema import Moment
from storage.session import Session

LANES = inbox.c.lane.in_([bindparam("own"), bindparam("ahead")])
LAST = select(func.max(inbox.c.received_at, type_=Moment)).where(LANES)
"""Asked for every file, so built once."""


class LastActs:
    """Implements `bot.ports.receipts.ActStore`. Every update is a row for three days, also once it is handled and its
    content is gone: nothing more is written down to know this."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def last(self, chat: ChatId) -> datetime | None:
        """The moment of the newest act; None: nothing in the last days."""
        keyed_hash = self._session.blind_index.keyed_hash
        lane = lane_of_chat(keyed_hash, chat)
        both = {"own": keyed_hash("lane", lane), "ahead": keyed_hash("lane", ahead_of(lane))}
        at: datetime | None = await self._session.scalar(LAST, both)
        return at

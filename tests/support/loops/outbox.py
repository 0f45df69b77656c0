"""Notices in the outbox, and a group that is bound."""

from bot.domain.ids import ChatId
from bot.domain.notices.notice import (
    Address,
    Mode,
    Notice,
    Priority,
    ToAgency,
    ToChat,
)
from bot.domain.queues.delivery import OutboxRow
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.samples import EDU, RITA_CHAT
from tests.support.notices import notice_of

NOBODY: frozenset[ChatId] = frozenset()

GROUP = ChatId(-4_001)

RITA: Address = ToChat(RITA_CHAT, "zh-Hans")

CARD = notice_of(
    "card", ToAgency(EDU), {"case": "case-1"}, Priority.ALERT, slot="card:case-1", mode=Mode.EDIT, merge=True
)


async def add(database: Database, *notices: Notice) -> None:
    """Adds notices as a use case does."""
    async with database.begin() as uow:
        await uow.outbox.add(*notices)
        await uow.commit()


async def bind(database: Database, clock: FixedClock, chat: ChatId = GROUP) -> None:
    """The education group is bound."""
    async with database.begin() as uow:
        await uow.agencies.bind(EDU, chat, "Education", "en", clock.now())
        await uow.commit()


async def lease(
    database: Database, clock: FixedClock, *, limit: int = 10, busy: frozenset[ChatId] = NOBODY
) -> list[OutboxRow]:
    """What may be sent now."""
    return list(await database.outbox.lease(clock.now(), limit, busy))


def notice(kind: str, to: Address = RITA, priority: Priority = Priority.REPLY) -> Notice:
    """Something to say."""
    return notice_of(kind, to, {}, priority)

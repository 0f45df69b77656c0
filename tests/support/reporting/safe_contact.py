"""Somebody whose contact is agreed, and what the line tells them by itself."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.notices.notice import Mode, Notice
from bot.domain.queues.delivery import Later, OutboxRow, Sent
from bot.usecases.access.may_contact import may_contact_at
from tests.support.people import PROFILE, District

ZONE = PROFILE.zone

DELETIONS = {"wipe"}


@dataclass
class SentUnasked:
    """What was put on the wire towards one chat while its person did nothing, and when."""

    chat: int
    heard: list[tuple[datetime, Notice]] = field(default_factory=list)

    async def deliver(self, district: District) -> None:
        """Send as the real sender does: what nobody asked for is held to when and where their person may be written
        to."""
        while rows := await district.database.outbox.lease(district.time.at, 50, frozenset()):
            for row in rows:
                await district.database.outbox.record_result(row, await self._outcome(district, row), district.time.at)

    async def _outcome(self, district: District, row: OutboxRow) -> Sent | Later:
        now = district.time.at
        if row.notice.starts:
            async with district.database.reading() as uow:
                at = await may_contact_at(PROFILE, uow, row.notice, now)
            if at is None or at > now:
                return Sent() if at is None else Later(until=at)
        if row.chat == self.chat and row.notice.kind not in DELETIONS and row.notice.mode is not Mode.DELETE:
            self.heard.append((now, row.notice))
        return Sent()

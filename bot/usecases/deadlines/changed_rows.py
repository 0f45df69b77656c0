"""Stored rows were changed by something else than this program: administrators and supervisors are told, each time that
more are found."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.facts import Fact
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.domain.notices.supervisor.deadlines import RowsChanged
from bot.usecases.services import Services

Rows = dict[tuple[str, str], bool]
"""Rows by table and key; True once the row was told."""
Look = Callable[[datetime], Awaitable[int]]


async def look_for_changed_rows(services: Services, look: Look, found: Rows, now: datetime) -> int:
    """Runs `look` over the rows, and tells once what it, or anybody else, has added to `found`. Returns how many rows
    were told."""
    await look(now)
    fresh = [name for name, is_told in found.items() if not is_told]
    if fresh:
        await _tell(services, Counter(table for table, _ in fresh), now)
        found |= dict.fromkeys(fresh, True)
    return len(fresh)


async def _tell(services: Services, tables: Counter[str], now: datetime) -> None:
    facts: dict[str, Fact] = {"tables": ", ".join(sorted(tables)), "count": tables.total()}
    async with services.begin() as uow:
        await uow.audit.add("rows_changed", at=now, facts=facts)
        told = {one.person for one in (*await uow.staff.admins(), *await uow.staff.supervisors())}
        people = [ToPerson(person) for person in sorted(told)]
        said = RowsChanged(tables=", ".join(sorted(tables)), count=tables.total())
        await uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in people])
        await uow.commit()

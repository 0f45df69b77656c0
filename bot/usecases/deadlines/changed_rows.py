"""Stored rows were changed by something else than this program: administrators and supervisors are told, each time that
more are found."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.facts import Fact
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.domain.notices.supervisor.deadlines import RowsChanged
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Services, Transaction

Rows = dict[tuple[str, str], bool]
"""Rows by table and key; True once the row was told."""
Look = Callable[[datetime], Awaitable[int]]


async def look_for_changed_rows(services: Services, look: Look, found: Rows, now: datetime) -> int:
    """Runs `look` over the rows, and tells once what it, or anybody else, has added to `found`. Returns how many rows
    were told."""
    await look(now)
    fresh = [name for name, is_told in found.items() if not is_told]
    if fresh:
        await _tell(services, now, Counter(table for table, _ in fresh))
        found |= dict.fromkeys(fresh, True)
    return len(fresh)


@transaction_of_program
async def _tell(act: Transaction, tables: Counter[str]) -> None:
    facts: dict[str, Fact] = {"tables": ", ".join(sorted(tables)), "count": tables.total()}
    await act.uow.audit.add("rows_changed", at=act.now, facts=facts)
    told = {one.person for one in (*await act.uow.staff.admins(), *await act.uow.staff.supervisors())}
    people = [ToPerson(person) for person in sorted(told)]
    said = RowsChanged(tables=", ".join(sorted(tables)), count=tables.total())
    await act.uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in people])

"""The line was restored from a backup: that is logged, and oversight is told what may be lost."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.notices.notice import Address, Notice, Priority, ToOversight, ToPerson
from bot.domain.notices.supervisor.deadlines import LineRestored
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Transaction


@dataclass(frozen=True)
class Restoration:
    """What was restored: a backup of which moment, which case numbers were perhaps given out since, how many cases were
    erased again."""

    made_at: datetime | None
    first_lost: int
    last_lost: int
    erased: int = 0


@transaction_of_program
async def tell_restored(act: Transaction, restoration: Restoration) -> None:
    """Tells supervisors and the oversight group: what was reported since the backup is not here, and must be asked
    for."""
    said = LineRestored(made_at=restoration.made_at, first=restoration.first_lost, last=restoration.last_lost)
    facts = {"first": restoration.first_lost, "last": restoration.last_lost, "erased": restoration.erased}
    await act.uow.audit.add("restored", at=act.now, facts=facts)
    people: list[Address] = [ToPerson(one.person) for one in await act.uow.staff.supervisors()]
    await act.uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in (*people, ToOversight())])

"""Which bodies must not know of a case, by its rows alone: for where the case itself is not opened."""

from sqlalchemy import select

from bot.domain.ids import AgencyKey, CaseId
from storage.cases.tables import parts
from storage.session import Session


async def barred_bodies(session: Session, case: CaseId | None) -> tuple[AgencyKey, ...]:
    """The bodies that the case bars, in the order of their keys. A row that somebody changed by hand counts as one that
    bars. Empty where there is no case."""
    named = select(parts).where(parts.c.case == case).order_by(parts.c.agency)
    found = (await session.connection.execute(named)).all()
    return tuple(AgencyKey(row.agency) for row in found if row.barred or not session.is_genuine(parts, row))

"""/export adds one line to the audit log: who took it, when, for which period, in which form."""

import pytest
from sqlalchemy import select

from bot.domain.errors import IllegalStep, NotFound
from bot.usecases.oversight.statistics.exporting import export
from storage.records.audit import Audit
from storage.records.tables import audit
from storage.session import Session
from tests.support.acting import asking
from tests.support.officers import EDU, PROC, Officer, officer, reported
from tests.support.people import District, Someone


async def entries(district: District) -> list[tuple[object, ...]]:
    """Person, moment, case, body and facts of each line about a file of numbers."""
    database = district.database
    async with database._engine.reading() as connection:
        log = Audit(Session(connection, database._storage_context))
        found = await connection.execute(select(audit).where(audit.c.action == "exported").order_by(audit.c.id))
        return [(row.person, row.at, row.case, row.agency, dict(log._facts(row))) for row in found]


async def takes(who: Officer, words: str) -> None:
    await export(await asking(*who.me), words)
    await who.district.deliver()


async def test_each_exported_file_is_logged_once_without_a_case(district: District, rita: Someone) -> None:
    await reported(rita)
    pia = officer(district, 30, PROC)
    await takes(pia, "month")
    at = district.time.at
    assert await entries(district) == [(pia.agent.person, at, None, None, {"period": "month", "form": "xlsx"})]
    district.time.move(minutes=5)
    hana = officer(district, 21, EDU, head=True)
    await takes(hana, "quarter.p1.csv")
    assert (await entries(district))[1:] == [
        (hana.agent.person, district.time.at, None, None, {"period": "quarter", "form": "csv"})
    ]


async def test_a_refused_export_is_not_logged(district: District) -> None:
    with pytest.raises(IllegalStep):
        await takes(officer(district, 20, EDU), "month")
    with pytest.raises(NotFound):
        await takes(officer(district, 30, PROC), "fortnight")
    assert await entries(district) == []

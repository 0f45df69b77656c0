"""Two acts that change one report at the same time, on PostgreSQL: none overwrites what the other has stored."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import Conflict
from bot.domain.ids import CaseId
from bot.domain.report import Addition, Piece, Report
from bot.ports.unit_of_work import UnitOfWork
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.samples import a_case, a_photo, a_report

EDIT = Addition(START, (Piece("he was beaten", 21, START),), corrects=20)
PHOTO = Addition(START, media=(a_photo("file-3"),))


@pytest.fixture
async def told(
    postgres_url: str, postgres_maker: PostgresMaker, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Database]:
    """A database in which one report was sent."""
    database = await open_begun(postgres_url, tmp_path, clock, postgres_maker)
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        await uow.reports.add(a_report())
        await uow.commit()
    yield database
    await database.close()


async def the_report(uow: UnitOfWork) -> Report:
    """The one report, as it stands."""
    [report] = await uow.reports.of_case(CaseId("case-1"))
    return report


async def add(database: Database, addition: Addition) -> None:
    """Somebody adds to the report."""
    async with database.begin() as uow:
        await uow.reports.add_addition(await the_report(uow), addition)
        await uow.commit()


async def test_a_file_that_is_withheld_does_not_overwrite_an_edit_that_came_meanwhile(told: Database) -> None:
    async def keep_the_photo() -> None:
        async with told.begin() as uow:
            report = await the_report(uow)
            if EDIT not in report.additions:
                await add(told, EDIT)
            await uow.reports.add_addition(report, PHOTO)
            await uow.reports.rewrite(replace(report, additions=(*report.additions, PHOTO)))
            await uow.commit()

    with pytest.raises(Conflict):
        await keep_the_photo()
    await keep_the_photo()
    async with told.reading() as uow:
        assert (await the_report(uow)).additions == (*a_report().additions, EDIT, PHOTO)


async def test_the_second_of_two_who_save_the_same_report_is_told(told: Database) -> None:
    with pytest.raises(Conflict):
        async with told.begin() as uow:
            report = await the_report(uow)
            async with told.begin() as other:
                await other.reports.save(replace(await the_report(other), language="zh-Hans"))
                await other.commit()
            await uow.reports.save(replace(report, incomplete=False))
    async with told.reading() as uow:
        assert (await the_report(uow)).language == "zh-Hans"


async def test_one_act_may_save_a_report_and_add_to_it_several_times(told: Database) -> None:
    async with told.begin() as uow:
        report = await the_report(uow)
        await uow.reports.save(replace(report, incomplete=False))
        await uow.reports.add_addition(report, EDIT)
        await uow.reports.add_addition(replace(report, additions=(*report.additions, EDIT)), PHOTO)
        await uow.reports.save(replace(await the_report(uow), language="zh-Hans"))
        await uow.commit()
    async with told.reading() as uow:
        stored = await the_report(uow)
    assert (stored.language, stored.incomplete) == ("zh-Hans", False)
    assert stored.additions == (*a_report().additions, EDIT, PHOTO)

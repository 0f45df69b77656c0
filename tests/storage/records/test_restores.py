"""A card from before a restore is recognised, also where another case has its number."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.restored import Restored
from bot.domain.errors import NotFound, StaleButton
from bot.domain.ids import CaseNumber
from bot.domain.people import Agent
from bot.usecases.access.permission import refuse_card_of_before, refuse_lost
from storage.records.restores import Restores
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.databases.samples import PERSON, a_case

HOUR = timedelta(hours=1)
BEFORE, AFTER = START - HOUR, START + HOUR


async def brought_back(database: Database) -> None:
    """Restored at START; the cases 5 to 9 are perhaps lost."""
    async with database.begin() as uow:
        await Restores(uow._session).note(Restored(START, 5, 9))  # type: ignore[attr-defined]
        await uow.commit()


@once_on_postgres(
    "shown, received, is_stale",
    [(None, AFTER, False), (AFTER, AFTER, False), (BEFORE, BEFORE, False), (BEFORE, AFTER, True)],
)
async def test_a_card_from_before_the_restore_acts_on_no_case_from_after_it(
    database: Database, shown: object, received: object, is_stale: bool
) -> None:
    await brought_back(database)
    agent = replace(Agent(PERSON), shown_at=shown)  # type: ignore[arg-type]
    case = a_case(received_at=received)  # type: ignore[arg-type]
    async with database.reading() as uow:
        if is_stale:
            with pytest.raises(StaleButton):
                await refuse_card_of_before(uow, agent, case)
        else:
            await refuse_card_of_before(uow, agent, case)


@ON_SQLITE
async def test_a_number_that_was_given_out_after_the_backup_is_called_lost(database: Database) -> None:
    await brought_back(database)
    async with database.reading() as uow:
        await refuse_lost(uow, CaseNumber(4))
        await refuse_lost(uow, CaseNumber(10))
        for number in (5, 9):
            with pytest.raises(NotFound) as refusal:
                await refuse_lost(uow, CaseNumber(number))
            assert refusal.value.key == "case-lost"

"""SQLite takes any value in any column. One that somebody has written by hand into the row of a case stops no other
case."""

from dataclasses import replace
from itertools import groupby
from typing import Any

import pytest
from sqlalchemy import Column, Update, literal_column, select, update

from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import CaseId, CaseNumber
from storage.cases.tables import cases
from storage.database.tables import data_keys
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.domain.a_case import BULLYING, ZONE, a_case
from tests.support.domain.examples import some_for_each

FOREIGN = ("'words'", "''", "x'78ff'", "1.5", "9e99", "9e999")
COLUMNS = [column for table in (cases, data_keys) for column in table.c if not column.primary_key]


def type_of(column: Column[Any]) -> str:
    return type(column.type).__name__


BY_TYPE = [[*columns] for _, columns in groupby(sorted(COLUMNS, key=type_of), key=type_of)]
TRIED = {column: values for columns in BY_TYPE for column, values in some_for_each(columns, FOREIGN, 3).items()}
"""The suite writes three of the six values into each column, and each of the six into a column of each type. A long run
writes all into each."""
FIRST, SECOND = CaseId("c1"), CaseId("c2")


async def two_cases(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        for number, name in enumerate((FIRST, SECOND), 1):
            await uow.cases.add(replace(a_case(BULLYING, clock.now()), id=name, number=CaseNumber(number)))
        await uow.commit()


@ON_SQLITE
@pytest.mark.parametrize("column", COLUMNS, ids=str)
async def test_a_value_of_another_kind_stops_no_list_and_no_recount(
    database: Database, clock: FixedClock, column: Column[Any]
) -> None:
    await two_cases(database, clock)
    key = cases.c.id if column.table is cases else data_keys.c.owner
    async with database._engine.reading() as connection:
        before = await connection.scalar(select(column).where(key == SECOND))
    for value in TRIED[column]:
        await written(database, update(column.table).where(key == SECOND).values({column: literal_column(value)}))
        async with database.reading() as uow:
            shown = await uow.cases.page(CaseFilter(open_only=False), after=None, limit=9)
        assert FIRST in {case.id for case in shown}, value
        assert (await database.recount(ZONE).run(clock.now())).cases >= 1, value
        await written(database, update(column.table).where(key == SECOND).values({column: before}))


async def written(database: Database, change: Update) -> None:
    async with database._engine.writing() as connection:
        await connection.execute(change)
        await connection.commit()

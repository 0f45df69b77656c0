"""The audit log: lines in order, and any change of them shows."""

import pytest

from bot.domain.ids import CaseId
from bot.ports import HistoryLine
from storage.unit_of_work import Database
from tests.clock import START
from tests.storage.raw import run
from tests.storage.samples import EDU, PERSON

CASE = CaseId("case-1")


async def write(database: Database, *actions: str) -> None:
    """Lines of one commit."""
    async with database.begin() as uow:
        for action in actions:
            await uow.audit.add(action, at=START, case=CASE, person=PERSON, agency=EDU, facts={"to": "P1", "n": 2})
        await uow.audit.add("elsewhere", at=START)
        await uow.commit()


async def test_the_history_of_a_case_is_its_newest_lines_in_order(database: Database) -> None:
    await write(database, "received", "acknowledged")
    await write(database, "assessed")
    async with database.reading() as uow:
        assert [line.action for line in await uow.audit.history(CASE)] == ["received", "acknowledged", "assessed"]
        [last] = await uow.audit.history(CASE, limit=1)
        assert last == HistoryLine(START, "assessed", EDU, {"to": "P1", "n": 2})


async def test_lines_of_a_transaction_that_was_given_up_are_not_written(database: Database) -> None:
    async with database.begin() as uow:
        await uow.audit.add("received", at=START, case=CASE)
    await write(database)
    async with database.reading() as uow:
        assert await uow.audit.history(CASE) == []
    assert await database.first_break() is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET action = 'nothing' WHERE id = 2",
        "UPDATE audit SET person = NULL WHERE id = 2",
        "UPDATE audit SET at = at + 1 WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit WHERE id > 1",
        "UPDATE audit SET sealed = (SELECT sealed FROM audit WHERE id = 3) WHERE id = 2",
        "UPDATE audit SET chain = 'x' WHERE id = 2",
        "UPDATE audit SET id = id - 5 WHERE id IN (2, 3); UPDATE audit SET id = -id WHERE id < 0",
    ],
)
async def test_a_line_that_was_changed_or_taken_out_shows(database: Database, database_url: str, change: str) -> None:
    await write(database, "received", "acknowledged", "assessed")
    assert await database.first_break() is None
    await run(database_url, *change.split("; "))
    assert await database.first_break() == 2


async def test_an_audit_log_that_is_gone_altogether_shows(database: Database, database_url: str) -> None:
    await write(database, "received")
    await run(database_url, "DELETE FROM audit")
    assert await database.first_break() == 1

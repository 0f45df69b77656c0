"""The audit log: lines in order, and any change of them is noticed."""

from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from bot.domain.access.chain_tip import ChainTip
from bot.domain.cases.lists import RecordedAct
from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, CaseId, ChatId
from storage.counters.tables import counters
from storage.records import guard
from storage.records.audit import Audit
from storage.session import Session
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.opened_database import open_database
from tests.support.databases.raw import run
from tests.support.databases.samples import EDU, PERSON

CASE = CaseId("case-1")


async def write(database: Database, *actions: str) -> None:
    """Lines of one commit."""
    async with database.begin() as uow:
        for action in actions:
            await uow.audit.add(action, at=START, case=CASE, person=PERSON, agency=EDU, facts={"to": "P1", "n": 2})
        await uow.audit.add("elsewhere", at=START)
        await uow.commit()


def past_the_guard(database: Database) -> list[str]:
    """How somebody who owns the database gets past its guard."""
    if database.is_sqlite:
        return ["DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_undeleted"]
    return ["SET LOCAL session_replication_role = replica"]


@ON_SQLITE
async def test_the_history_of_a_case_is_its_newest_lines_in_order(database: Database) -> None:
    await write(database, "received", "acknowledged")
    await write(database, "assessed")
    async with database.reading() as uow:
        assert [done.action for done in await uow.audit.history(CASE)] == ["received", "acknowledged", "assessed"]
        [last] = await uow.audit.history(CASE, limit=1)
        assert last == RecordedAct(START, "assessed", EDU, {"to": "P1", "n": 2}, PERSON)


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
async def test_a_changed_or_removed_audit_line_is_detected(database: Database, database_url: str, change: str) -> None:
    await write(database, "received", "acknowledged", "assessed")
    assert await database.first_break() is None
    await run(database_url, *past_the_guard(database), *change.split("; "))
    assert await database.first_break() == 2


async def test_a_missing_audit_log_is_detected(database: Database, database_url: str) -> None:
    await write(database, "received")
    await run(database_url, *past_the_guard(database), "DELETE FROM audit")
    assert await database.first_break() == 1


STRAY = [
    "DELETE FROM audit",
    "DELETE FROM audit WHERE id = 2",
    "UPDATE audit SET action = 'nothing'",
    "UPDATE audit SET person = NULL WHERE id = 2",
    "UPDATE audit SET chain = 'x' WHERE id = 2",
]


@pytest.mark.parametrize("change", [*STRAY, "TRUNCATE audit"])
async def test_a_change_of_the_audit_log_by_the_programs_own_role_is_refused(
    database: Database, database_url: str, change: str
) -> None:
    if database.is_sqlite and change.startswith("TRUNCATE"):
        change = STRAY[0]
    await write(database, "received", "acknowledged")
    with pytest.raises((DBAPIError, Unreachable)):
        await run(database_url, change)
    assert await database.first_break() is None
    assert await database.is_guarded()


async def test_a_missing_or_disabled_audit_guard_is_detected(database: Database, database_url: str) -> None:
    assert await database.is_guarded()
    tricks = TRICKS[database.is_sqlite]
    for down, up in tricks:
        await run(database_url, *down)
        assert not await database.is_guarded()
        await run(database_url, *up)
        assert await database.is_guarded()


UNCHANGED = guard.SQLITE["audit_unchanged"]
REFUSE = "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {} $$"
TRICKS: dict[bool, list[tuple[list[str], list[str]]]] = {
    True: [
        (["DROP TRIGGER audit_unchanged"], [UNCHANGED]),
        (
            [
                "DROP TRIGGER audit_unchanged",
                "CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT 1; END",
            ],
            ["DROP TRIGGER audit_unchanged", UNCHANGED],
        ),
    ],
    False: [
        (
            ["ALTER TABLE audit DISABLE TRIGGER audit_undeleted"],
            ["ALTER TABLE audit ENABLE TRIGGER audit_undeleted"],
        ),
        ([REFUSE.format("BEGIN RETURN NULL; END")], [REFUSE.format(guard.BODY)]),
    ],
}


async def test_a_truncated_log_with_a_reset_counter_is_detected(database: Database, database_url: str) -> None:
    await write(database, "received", "acknowledged", "assessed")
    cut = ["DELETE FROM audit WHERE id > 2", "UPDATE counters SET value = 2 WHERE name = 'audit'"]
    await run(database_url, *past_the_guard(database), *cut)
    assert await database.first_break() == 3
    await write(database, "opened")
    assert await database.first_break() is not None  # the next line does not repair it


@pytest.mark.parametrize("counter", ["UPDATE counters SET value = 0", "DELETE FROM counters"])
async def test_an_emptied_audit_log_is_detected(database: Database, database_url: str, counter: str) -> None:
    assert await database.first_break() is None  # a line that is just begun has none
    async with database.begin() as uow:
        await uow.agencies.bind(AgencyKey("PSB"), ChatId(-5), "Police", "en", START)
        await uow.audit.add("group_bound", at=START)
        await uow.commit()
    assert await database.first_break() is None
    await run(database_url, *past_the_guard(database), "DELETE FROM audit", f"{counter} WHERE name = 'audit'")
    assert await database.first_break() == 1
    await write(database, "received")
    assert await database.first_break() is not None


async def test_an_older_log_put_back_is_detected_by_an_externally_noted_tip(
    database: Database, database_url: str
) -> None:
    await write(database, "received")
    [[code]] = await run(database_url, "SELECT row_code FROM counters WHERE name = 'audit'")
    await write(database, "acknowledged", "assessed")
    async with database.reading() as uow:
        tip = await uow.audit.chain_tip()
    assert tip.lines == 5
    await run(database_url, *past_the_guard(database), "DELETE FROM audit WHERE id > 2")
    async with database._engine.writing() as connection:
        older = update(counters).where(counters.c.name == "audit").values(value=2, row_code=code)
        await connection.execute(older)
        await connection.commit()
    assert await database.first_break() is None
    assert await database.first_break(tip) == 3


@ON_SQLITE
async def test_a_log_rewritten_with_the_keys_is_detected_by_an_externally_noted_tip(
    database: Database, database_url: str
) -> None:
    await write(database, "received", "opened")
    async with database.reading() as uow:
        tip = await uow.audit.chain_tip()
    anew = ["DELETE FROM audit", "UPDATE counters SET value = 0 WHERE name = 'audit'"]
    await run(database_url, *past_the_guard(database), *anew)
    async with database._engine.writing() as connection:
        await Audit(Session(connection, database._storage_context)).sign_chain_tip()
        await connection.commit()
    await write(database, "received", "nothing")
    assert await database.first_break() is None
    assert await database.first_break(tip) == 3
    assert await database.first_break(ChainTip(3, "0000")) == 3


async def test_one_byte_changed_in_the_database_file_is_detected(tmp_path: Path, clock: FixedClock) -> None:
    database = await open_database(f"sqlite:///{tmp_path}/tipline.db", tmp_path, clock)
    await write(database, "received", "acknowledged", "assessed")
    await database.close()
    path = tmp_path / "tipline.db"
    written = bytearray(path.read_bytes())
    place = written.index(b"acknowledged")
    written[place] ^= 1
    path.write_bytes(written)
    database = await open_database(f"sqlite:///{tmp_path}/tipline.db", tmp_path, clock)
    assert await database.first_break() == 2
    await database.close()

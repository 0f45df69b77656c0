"""One group whose title or id somebody has changed in the database affects no other group."""

import pytest
from sqlalchemy import update

from bot.domain.groups import Cause
from bot.domain.ids import ChatId
from bot.domain.notices.notice import ToAgency
from storage.chats.tables import agencies, chats
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.samples import EDU, PSB
from tests.support.notices import notice_of

POLICE, SCHOOL = ChatId(-101), ChatId(-102)


@pytest.fixture
async def bound(database: Database) -> Database:
    """Two bodies with a group each, and a message for each."""
    async with database.begin() as uow:
        await uow.agencies.bind(PSB, POLICE, "Police", "en", START)
        await uow.agencies.bind(EDU, SCHOOL, "School", "en", START)
        await uow.outbox.add(*(notice_of("card", ToAgency(body), {"number": 1}) for body in (PSB, EDU)))
        await uow.commit()
    return database


async def spoil(database: Database, table: str, row: str) -> None:
    """One byte of the encrypted part of the row is changed."""
    async with database._engine.writing() as connection:
        here = agencies.c.agency == row if table == "agencies" else chats.c.chat == row
        await connection.execute(update(agencies if table == "agencies" else chats).where(here).values(sealed=b"\x01x"))
        await connection.commit()


@ON_SQLITE
async def test_a_group_with_an_undecryptable_title_stays_bound(bound: Database) -> None:
    await spoil(bound, "agencies", PSB)
    async with bound.begin() as uow:
        assert {place.agency: (place.chat, place.works) for place in await uow.agencies.all()} == {
            PSB: (POLICE, True),
            EDU: (SCHOOL, True),
        }
        assert await uow.agencies.lose(POLICE, Cause.KICKED, START) == [PSB]
    assert ("agencies", PSB) in bound.changed_rows


@ON_SQLITE
async def test_a_group_with_an_undecryptable_id_is_skipped(bound: Database, clock: FixedClock) -> None:
    hashed = bound.blind_index.keyed_hash("chat", str(POLICE))
    await spoil(bound, "chats", hashed)
    async with bound.begin() as uow:
        works = {place.agency: place.works for place in await uow.agencies.all()}
    assert works == {PSB: False, EDU: True}
    assert [row.chat for row in await bound.outbox.lease(START, 10, frozenset())] == [SCHOOL]
    assert {chat for chat, _ in await bound.outbox.recent(START, clock.now())} == {SCHOOL}
    await bound.go_round(clock.now())
    async with bound.begin() as uow:
        await uow.agencies.bind(PSB, POLICE, "Police", "en", START)
        await uow.commit()
    async with bound.begin() as uow:
        place = await uow.agencies.place(PSB)
        assert place is not None
        assert (place.chat, place.works) == (POLICE, True)
    assert ("chats", hashed) in bound.changed_rows

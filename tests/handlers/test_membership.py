"""Who sits in which group: asked once for many, remembered a minute, never guessed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.simulator.client import Group, Person
from handlers.telegram.membership import TelegramMembership
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.wire import Wire, wire

EDU, PSB = AgencyKey("EDU"), AgencyKey("PSB")


@dataclass
class Town:
    """Two groups with the bot in them; Amal belongs to the first."""

    line: Wire
    membership: TelegramMembership
    amal: Person
    edu: Group
    clock: FixedClock

    async def agencies(self) -> frozenset[AgencyKey]:
        return (await self.membership.belonging(UserId(self.amal.id))).sure

    async def asked(self) -> int:
        return len(await self.line.world.calls(method="getChatMember"))


@pytest.fixture
async def town(database: Database, clock: FixedClock) -> AsyncIterator[Town]:
    async with wire() as line:
        bo, amal = await line.world.person("Bo"), await line.world.person("Amal")
        edu, psb = await line.world.group("Education", bo, amal), await line.world.group("Police", bo)
        for group, agency in ((edu, EDU), (psb, PSB)):
            await group.bot("add")
            async with database.begin() as uow:
                await uow.agencies.bind(agency, ChatId(group.id), group.title, "en", clock.now())
                await uow.commit()
        yield Town(line, TelegramMembership(line.bot, database.reading, clock.now), amal, edu, clock)


async def test_an_officer_belongs_to_the_group_that_holds_them(town: Town) -> None:
    assert await town.agencies() == {EDU}


async def test_many_who_ask_at_once_are_one_question_a_group(town: Town) -> None:
    answers = await asyncio.gather(*(town.agencies() for _ in range(20)))
    assert set(answers) == {frozenset({EDU})}
    assert await town.asked() == 2


async def test_an_officer_who_was_removed_is_out_within_a_minute(town: Town) -> None:
    await town.agencies()
    await town.edu.member("remove", town.amal)
    town.clock.advance(seconds=59)
    assert await town.agencies() == {EDU}
    town.clock.advance(seconds=1)
    assert await town.agencies() == frozenset()


async def test_a_group_that_kicked_the_bot_lets_nobody_in(town: Town) -> None:
    await town.edu.bot("kick")
    assert await town.agencies() == frozenset()


async def test_nobody_is_let_in_on_a_guess(town: Town) -> None:
    await town.line.world.fault("status", "getChatMember", status=502, times=2)
    with pytest.raises(Unreachable):
        await town.agencies()
    assert await town.agencies() == {EDU}


async def test_an_officer_of_a_group_that_moved_belongs_to_it_before_the_news_are_handled(town: Town) -> None:
    await town.edu.migrate()
    assert await town.agencies() == {EDU}

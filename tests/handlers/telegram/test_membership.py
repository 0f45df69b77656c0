"""Who sits in which group: asked once for many, cached for a minute, never guessed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.domain.access.roles_in_case import roles_in_case
from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import Agent, Belonging
from bot.simulator.client import Group, Person
from bot.usecases.access.scope import private_scope
from handlers.telegram.membership import TelegramMembership
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.samples import PERSON, a_case
from tests.support.running.wire import Wire, wire

EDU, PSB = AgencyKey("EDU"), AgencyKey("PSB")


@dataclass
class Town:
    """Two groups with the bot in them; Amal belongs to the first."""

    wired: Wire
    membership: TelegramMembership
    amal: Person
    edu: Group
    psb: Group
    clock: FixedClock

    async def agencies(self) -> frozenset[AgencyKey]:
        return (await self.membership.belonging(UserId(self.amal.id))).sure

    async def asked(self) -> int:
        return len(await self.wired.world.calls(method="getChatMember"))


class LeavesMeanwhile(TelegramMembership):
    """The update that somebody has left is handled before Telegram's answer about them is here."""

    async def _ask(self, chat: ChatId, user: UserId, *, follows: bool = True) -> bool:
        is_inside = await super()._ask(chat, user, follows=follows)
        self.forget(chat, user)
        return is_inside


@pytest.fixture
def database_url(sqlite_maker: SqliteMaker, tmp_path: Path) -> str:
    """Of the cheaper kind: which groups there are is read alike on both, as tests/storage shows."""
    return sqlite_maker.make(tmp_path)


@pytest.fixture
async def town(database: Database, clock: FixedClock) -> AsyncIterator[Town]:
    async with wire() as wired:
        bo, amal = await wired.world.person("Bo"), await wired.world.person("Amal")
        edu, psb = await wired.world.group("Education", bo, amal), await wired.world.group("Police", bo)
        for group, agency in ((edu, EDU), (psb, PSB)):
            await group.bot("add")
            async with database.begin() as uow:
                await uow.agencies.bind(agency, ChatId(group.id), group.title, "en", clock.now())
                await uow.commit()
        yield Town(wired, TelegramMembership(wired.bot, database.reading, clock.now), amal, edu, psb, clock)


async def test_an_officer_belongs_to_the_group_of_which_they_are_a_member(town: Town) -> None:
    assert await town.agencies() == {EDU}


async def test_simultaneous_requests_ask_telegram_once_per_group(town: Town) -> None:
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


async def test_an_officer_of_whom_telegram_says_that_they_left_is_out_at_once(town: Town) -> None:
    await town.agencies()
    await town.edu.member("remove", town.amal)
    town.membership.forget(ChatId(town.edu.id), UserId(town.amal.id))
    assert await town.agencies() == frozenset()


async def test_an_answer_that_was_on_its_way_when_they_left_is_not_remembered(town: Town) -> None:
    town.membership = LeavesMeanwhile(town.wired.bot, town.membership._reading, town.clock.now)
    assert await town.agencies() == {EDU}
    await town.edu.member("remove", town.amal)
    assert await town.agencies() == frozenset()


async def test_whoever_comes_back_belongs_to_the_group_again(town: Town) -> None:
    await town.edu.member("remove", town.amal)
    town.membership.forget(ChatId(town.edu.id), UserId(town.amal.id))
    assert await town.agencies() == frozenset()
    town.clock.advance(seconds=61)
    await town.edu.member("add", town.amal)
    assert await town.agencies() == {EDU}


async def test_a_group_that_kicked_the_bot_gives_nobody_membership(town: Town) -> None:
    await town.edu.bot("kick")
    assert await town.agencies() == frozenset()


async def test_an_uncertain_membership_gives_no_access(town: Town) -> None:
    await town.wired.world.fault("status", "getChatMember", status=502, times=2)
    with pytest.raises(Unreachable):
        await town.agencies()
    town.clock.advance(seconds=3)
    assert await town.agencies() == {EDU}


async def test_an_officer_of_a_group_that_moved_belongs_to_it_before_the_news_are_handled(town: Town) -> None:
    await town.edu.migrate()
    assert await town.agencies() == {EDU}


# --- A group that does not answer -----------------------------------------------------------------------------------

FAULTS: list[dict[str, object]] = [
    {"kind": "status", "status": 502},
    {"kind": "status", "status": 401},
    {"kind": "status", "status": 404},
    {"kind": "status", "status": 429, "retry_after": 30},
    {"kind": "drop_before"},
    {"kind": "truncate"},
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_group_that_does_not_answer_says_nothing_of_the_others(town: Town, fault: dict[str, object]) -> None:
    await town.wired.world.fault(times=0, chat_id=town.psb.id, **fault)  # type: ignore[arg-type]
    assert await town.membership.belonging(UserId(town.amal.id)) == Belonging(frozenset({EDU}), frozenset({PSB}))
    bo = await town.membership.belonging(UserId(town.psb.owner.id))
    assert bo == Belonging(frozenset({EDU}), frozenset({PSB}))
    await town.wired.world.heal()
    town.clock.advance(seconds=3)
    bo = await town.membership.belonging(UserId(town.psb.owner.id))
    assert bo == Belonging(frozenset({EDU, PSB}))


async def test_a_group_that_did_not_answer_is_left_alone_for_a_moment(town: Town) -> None:
    await town.wired.world.fault("status", times=0, status=502, chat_id=town.psb.id)
    for user in range(20):
        await town.membership.belonging(UserId(500 + user))
    assert len([call for call in await town.wired.world.calls(method="getChatMember") if call.code == 502]) == 1


async def test_when_no_group_answers_membership_is_unknown(town: Town) -> None:
    await town.wired.world.fault("status", "getChatMember", times=0, status=502)
    with pytest.raises(Unreachable):
        await town.membership.belonging(UserId(town.amal.id))


async def test_a_possible_membership_of_a_barred_body_bars_too() -> None:
    case = a_case(41, barred=(PSB,))
    assert roles_in_case(case, agencies=[EDU], supervisor=True)
    assert not roles_in_case(case, agencies=[EDU], supervisor=True, unsure=[PSB])
    assert not roles_in_case(case, agencies=[], unsure=[EDU]), "and opens nothing"
    supervisor = Agent(PERSON, frozenset({EDU}), supervisor=True, unsure=frozenset({PSB}))
    assert PSB in private_scope(supervisor, AgencyKey("PROC")).barred_as
    assert private_scope(Agent(PERSON, unsure=frozenset({PSB})), AgencyKey("PROC")).is_nothing

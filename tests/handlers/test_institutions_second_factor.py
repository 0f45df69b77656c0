"""With the second factor shut no institution is named: not on a picture, in a file, in words, nor in what is sent."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.notices.supervisor.boards import BoardShown
from bot.domain.notices.supervisor.exports import WeeklyReport, WeeklyTable
from bot.domain.numbers.board import Silent
from bot.usecases.oversight.statistics import weekly
from tests.support.domain.examples import some_of, turned
from tests.support.oversight.institutions import CLINIC, SCHOOL, register
from tests.support.running.askers import worth_asking
from tests.support.running.asks import ASKS
from tests.support.running.bot_with_roles import BotWithRoles, bot_with_roles
from tests.support.running.people_without_code import STAFF, shut

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
NAMES = (SCHOOL.name, CLINIC.name, SCHOOL.code, CLINIC.code)
ASKED_FOR = ("/board", "/board quarter", "/board EDU", "/board HEA", "/stats", "/export month", "/institutions")
SEES_ALL = ("supervisor", "supervising body")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("named")) as made:
        await register(made.district)
        shut(made)
        yield made


async def named(bot: BotWithRoles, name: str, what: object) -> set[str]:
    """The institutions in what the person is told."""
    told = (await bot.ask(name, what)).told
    return {word for word in NAMES for notice in told if word in repr(notice.content)}


async def test_with_an_open_second_factor_a_board_names_institutions_to_those_above(tmp_path: Path) -> None:
    async with bot_with_roles(tmp_path) as here:
        await register(here.district)
        for name in SEES_ALL:
            assert await named(here, name, "/board quarter") == {SCHOOL.name, CLINIC.name}


@IN_PLACE
@pytest.mark.parametrize("name", STAFF)
async def test_without_an_open_second_factor_no_answer_names_an_institution(bot: BotWithRoles, name: str) -> None:
    """Those above ask for all lists, boards and numbers, everybody else for half of them; and for each other act one of
    those who may with the code, for every third one also somebody who may not."""
    others = [ask for ask in ASKS if ask.desk is None and not ask.public]
    own = [ask for at, ask in enumerate(others) if name in worth_asking(STAFF, ask, at, may=1, others=at % 3 == 0)]
    few = ASKED_FOR if name in SEES_ALL else some_of(turned(ASKED_FOR, STAFF.index(name)), len(ASKED_FOR) // 2)
    asks = [*few, *(ask.what for ask in own)]
    assert {str(what): found for what in asks if (found := await named(bot, name, what))} == {}


@IN_PLACE
async def test_without_an_open_second_factor_a_board_only_counts_institutions(bot: BotWithRoles) -> None:
    for name in SEES_ALL:
        [told] = (await bot.ask(name, "/board quarter")).told
        assert isinstance(told.content, BoardShown)
        assert told.content.board.silent == (Silent(), Silent())


async def test_the_weekly_report_names_no_institution(tmp_path: Path) -> None:
    """It comes unasked, to whoever holds the phone."""
    async with bot_with_roles(tmp_path) as here:
        district = here.district
        await register(district)
        district.time.move(days=(7 - district.time.at.weekday()) % 7)
        district.time.at = district.time.at.replace(hour=0, minute=30)
        await weekly.send_weekly(district.services, district.sitting, district.time.at)
        sent = [one.content for one in await district.deliver() if isinstance(one.content, WeeklyReport | WeeklyTable)]
        assert sent
        assert {word for word in NAMES for one in sent if word in repr(one)} == set()
        assert any(one.board.silent == (Silent(), Silent()) for one in sent)

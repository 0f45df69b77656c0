"""Staff choose their language: everything that the line says to them follows, and no screen mixes two languages."""

import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.notices.notice import ToChat
from bot.domain.notices.officer.staff import OwnLanguageChoice
from bot.domain.notices.say import Say
from bot.simulator.client import Message, Person
from handlers.officer.buttons import OwnLanguage
from tests.support.running.bot_with_roles import PSB, ROLES, BotWithRoles, bot_with_roles
from tests.support.running.case_in_groups import EDU, asked, card_in, tell_bullying
from tests.support.running.running_bot import running_bot
from tests.support.waiting import until

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
STAFF = [name for name in ROLES if name not in {"stranger", "reporter", "anonymous admin"}]
ENGLISH = re.compile(r"(?<![/_])\b(?!P\d)[A-Za-z]{3,}\b")
"""English words that are no command."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("stand")) as made:
        yield made


@IN_PLACE
@pytest.mark.parametrize("name", STAFF)
async def test_every_role_can_choose_by_name_and_by_button(bot: BotWithRoles, name: str) -> None:
    for what in ("/language 中文", "/language Chinese", "/language zh-hans", OwnLanguage("zh-Hans")):
        (told,) = (await bot.ask(name, what)).told
        assert isinstance(told.content, Say)
        assert told.content.key == "staff-own-language-set"
        assert isinstance(told.to, ToChat)
        assert told.to.locale == "zh-Hans"
    (told,) = (await bot.ask(name, "/language")).told
    assert isinstance(told.content, OwnLanguageChoice)


@IN_PLACE
async def test_a_language_that_is_not_known_starts_no_report(bot: BotWithRoles) -> None:
    for name in STAFF:
        kinds = [notice.kind for notice in (await bot.ask(name, "/language klingon")).told]
        assert kinds == ["not_reported", "own_language"], name


@IN_PLACE
async def test_everybody_else_chooses_the_language_of_their_conversation(bot: BotWithRoles) -> None:
    assert [notice.kind for notice in (await bot.ask("stranger", "/language")).told] == ["language"]
    assert (await bot.ask("stranger", OwnLanguage("en"))).told == []
    assert (await bot.ask("lead member", OwnLanguage("en"), group=PSB)).told == []


def english(message: Message) -> list[str]:
    return ENGLISH.findall(message.words)


async def test_what_a_supervisor_reads_is_in_the_language_that_they_chose(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        sue = cast.supervisor
        await asked(sue, "/language 中文", "简体中文")
        for words in (
            "/cases", "/case_1", "/overdue", "/agencies", "/stats 周", "/cases 绿", "/take_1", "/foo", "ok", "/help",
            "/language", "/remind_1", "/newcode", "/quarantine",
        ):  # fmt: skip
            sent = await sue.say(words)
            answer = await sue.wait_for(lambda message: message.from_bot, after=sent)
            assert english(answer) == [], words
        await until(partial(menu_says, sue, "谁超时"))
        await sue.say("/start")
        assert english(await sue.wait_for("谁")) == []


async def menu_says(person: Person, words: str) -> bool:
    found = await person._world.get(f"commands/{person.id}", viewer=person.id)
    return any(words in command["description"] for command in found)

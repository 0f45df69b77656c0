"""A number in a message can be tapped. Telegram links the first word only, so `/case_12` means what `/case 12` does."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.ids import AgencyKey
from tests.support.domain.examples import some_of, turned
from tests.support.facts_of_notices import FOLDER
from tests.support.running.askers import worth_asking
from tests.support.running.asks import COMMANDS, is_expected
from tests.support.running.bot_with_roles import ROLES, BotWithRoles, bot_with_roles
from tests.support.running.case_in_groups import EDU, PSB, asked, card_in, tell_bullying
from tests.support.running.running_bot import running_bot

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
WITH_NUMBER = {str(asks[0].what): asks[0] for asks in COMMANDS.values() if str(asks[0].what).endswith(" 1")}
PEOPLE = [name for name in ROLES if name != "anonymous admin"]
APART = re.compile(r"/[a-z]+ \{ \$(?:number|other) \}(?! [a-z\u4e00-\u9fff])")
"""A command with its number after a blank, and nothing after that: a link would lose the number."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("stand")) as made:
        yield made


def test_the_table_has_every_command_with_a_number() -> None:
    assert {"/take 1", "/open 1", "/case 1", "/audit 1", "/hold 1", "/reveal 1"} <= set(WITH_NUMBER)


def written_by(name: str, group: AgencyKey | None) -> list[str]:
    """Each command is written by one of those who may do it there, in the group also by one of those who may not; by
    others in the other place. In a long run by everybody."""
    asks = [replace(ask, group=group) for ask in WITH_NUMBER.values()]
    turns, others = enumerate(asks, start=group is not None), int(group is not None)
    return [str(ask.what) for turn, ask in turns if name in worth_asking(PEOPLE, ask, turn, may=1, others=others)]


@pytest.mark.parametrize("group", [None, PSB], ids=["private", "group"])
def test_every_command_is_written_by_somebody_whom_it_is_obeyed(group: AgencyKey | None) -> None:
    for words, ask in WITH_NUMBER.items():
        may = {name for name in PEOPLE if is_expected(name, replace(ask, group=group))}
        assert not may or [name for name in may if words in written_by(name, group)], words


@IN_PLACE
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("group", [None, PSB], ids=["private", "group"])
async def test_every_role_is_answered_the_same_to_both_spellings(
    bot: BotWithRoles, name: str, group: AgencyKey | None
) -> None:
    """A command is parted from its number before anybody asks who wrote it. Half of them in each spelling."""
    username = bot.application.bot.username
    for words in written_by(name, group):
        apart = await bot.ask(name, words, group=group)
        spelt = (words.replace(" ", "_"), f"{words.replace(' ', '_')}@{username}")
        for one_word in some_of(turned(spelt, PEOPLE.index(name)), 1):
            together = await bot.ask(name, one_word, group=group)
            assert (together.refusal, together.told) == (apart.refusal, apart.told), one_word


@IN_PLACE
@pytest.mark.parametrize("words", ["/case_1@other_bot", "/case_", "/case_x", "/case_1_2_3"])
async def test_commands_without_a_number_or_for_another_bot_are_ignored_in_a_group(
    bot: BotWithRoles, words: str
) -> None:
    assert (await bot.ask("lead member", words, group=PSB)).told == []


def test_no_text_puts_a_command_apart_from_its_number() -> None:
    texts = {path: path.read_text("utf-8") for path in FOLDER.glob("*/*.ftl")}
    assert len(texts) > 50
    assert {path: found for path, text in texts.items() if (found := APART.findall(text))} == {}


async def test_a_command_tapped_in_a_list_is_understood(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await card_in(cast, EDU)
        listed = await asked(cast.supervisor, "/cases", "Cases")
        (link,) = re.findall(r"/case_\d+", listed.words)
        assert "Who has it" in (await asked(cast.supervisor, link, "Who has it")).words
        await cast.officers[EDU].say("/take_1@tipline_demo_bot", cast.groups[EDU])
        await card_in(cast, EDU, "Acknowledged")

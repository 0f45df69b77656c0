"""Every role with every command and every button: what the table of rights says is what happens."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.access.roles import Action, Role
from bot.domain.notices.notice import ToChat
from bot.domain.people import OVERSIGHT
from handlers import (
    presses,
    staff_verbs,
)
from handlers.reporter import buttons as i
from handlers.reporter import buttons_identity as v
from handlers.reporter import commands as reporter_commands
from tests.policy.rights import allowed
from tests.support.domain.examples import some_for_each, some_of, turned
from tests.support.notices import facts_of
from tests.support.running.askers import that_tell_apart
from tests.support.running.asks import ASKS, BUTTONS, COMMANDS, Ask, is_expected
from tests.support.running.bot_with_roles import ONE, PSB, ROLES, UNKNOWN, BotWithRoles, RequestResult, bot_with_roles

A = Action
OUT = [name for name, role in ROLES.items() if role.recused or name.startswith("barred")]
IN_PLACE = pytest.mark.asyncio(loop_scope="module")
"""All tests use one stand: nothing that is done there is kept."""
NUMBERED = [ask for ask in ASKS if not ask.public and ask.case and ask.desk is None and "1" in str(ask.what)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("stand")) as made:
        yield made


def test_every_command_and_every_button_has_a_row() -> None:
    assert set(COMMANDS) == {
        *reporter_commands.COMMANDS,
        *staff_verbs.COMMANDS,
    }
    assert set(BUTTONS) == set(presses.PRESSES)


def test_every_action_and_role_of_the_matrix_is_tried() -> None:
    asked = {action for ask in ASKS for action in (*ask.line, *ask.case)}
    assert asked | {A.MEDIA, A.IDENTITY, A.WITHHELD} == set(Action)
    assert {own for role in ROLES.values() for own in role.line | role.case} == set(Role)


async def asked(bot: BotWithRoles, name: str, ask: Ask) -> RequestResult:
    if ask.desk is not None:
        await bot.lay(name, *ask.desk)
    group = PSB if name == "anonymous admin" else ask.group
    return await bot.ask(name, ask.what, group=group)


def asking(ask: Ask, turn: int) -> set[str]:
    """One of the 21 roles, another for each ask, and those by whom a wrong row of the table would be seen. A long run:
    every role."""
    names = [name for name in ROLES if not (ask.public and name == "anonymous admin")]
    few = {*some_of(turned(names, turn), len(ROLES) // 12)}
    return few if ask.public else few | {*that_tell_apart(ask, turn)}


def outside() -> dict[Ask, set[str]]:
    """By whom each ask with the number of a case is tried, of those who have no access to it."""
    groups = [[name for name in OUT if ROLES[name].recused is recused] for recused in (True, False)]
    found = [some_for_each(NUMBERED, names, 1) for names in groups]
    return {ask: {name for one in found for name in one[ask]} for ask in NUMBERED}


ASKED_FROM_OUTSIDE = outside()
ASKED_BY = [(ask, asking(ask, turn)) for turn, ask in enumerate(ASKS)]


def test_every_ask_is_tried_by_somebody_who_may_and_somebody_who_may_not() -> None:
    for ask, names in ASKED_BY:
        assert names, ask.what
        if not ask.public:
            assert {is_expected(name, ask) for name in names} == {True, False}, ask.what
    assert all(sum(name in names for _, names in ASKED_BY) > 5 for name in ROLES)


@IN_PLACE
@pytest.mark.parametrize("name", ROLES)
async def test_each_role_may_do_exactly_what_the_matrix_says(bot: BotWithRoles, name: str) -> None:
    """A sixth of all asks, so chosen that an ask that goes by a wrong row of the table is seen."""
    wrong = []
    for ask in [ask for ask, names in ASKED_BY if name in names]:
        heard = await asked(bot, name, ask)
        if ask.public:
            assert heard.refusal in {"", "no-draft", "no-such-institution", "link-over"}
            assert not [notice for notice in heard.told if notice.case and isinstance(notice.to, ToChat)]
        elif heard.is_allowed is not is_expected(name, ask):
            wrong.append((ask.what, heard.refusal or heard.told))
        elif heard.refusal == "not-allowed":
            wrong.append((ask.what, "the refusal names nobody who may"))
    assert wrong == []


@IN_PLACE
async def test_the_anonymous_admin_is_asked_kindly_to_act_in_person(bot: BotWithRoles) -> None:
    for ask in ASKS:
        if not ask.public and not isinstance(ask.what, i.AddTo | i.ReadQuestion | v.ChooseLevel):
            heard = await asked(bot, "anonymous admin", ask)
            assert heard.refusal == "anonymous-admin", ask.what


@IN_PLACE
@pytest.mark.parametrize("name", OUT)
async def test_for_somebody_without_access_a_case_looks_like_no_case(bot: BotWithRoles, name: str) -> None:
    """The suite tries each ask by two of six: one who is barred and one who is recused, others for each ask."""
    for ask in [ask for ask, names in ASKED_FROM_OUTSIDE.items() if name in names]:
        heard = await bot.ask(name, ask.what)
        unknown = await bot.ask(name, numbered(ask.what))
        assert (heard.refusal, heard.told) == (unknown.refusal, unknown.told), ask.what


def numbered(what: str | object) -> str | object:
    """The command or button with the number of a case that does not exist."""
    if isinstance(what, str):
        return re.sub(r"\d+", str(UNKNOWN), what)
    return type(what)(**{**vars(what), "number": int(UNKNOWN)})


@IN_PLACE
@pytest.mark.parametrize("name", OUT)
async def test_no_list_or_number_includes_the_case_for_somebody_without_access(bot: BotWithRoles, name: str) -> None:
    for words in ("/cases", "/cases all", "/cases PSB", "/overdue", "/agencies", "/stats quarter"):
        (told,) = (await bot.ask(name, words)).told
        assert counted(facts_of(told)) == 0, words


@IN_PLACE
@pytest.mark.parametrize("words", ["/cases", "/overdue", "/agencies", "/stats quarter"])
async def test_the_case_is_in_the_lists_and_numbers_of_a_supervisor(bot: BotWithRoles, words: str) -> None:
    (told,) = (await bot.ask("supervisor", words)).told
    assert counted(facts_of(told)) == 1


def counted(facts: Any) -> int:
    """How many cases the answer mentions."""
    return int(facts["total"]) if "total" in facts else sum(row["open"] for row in facts["rows"])


@IN_PLACE
@pytest.mark.parametrize("words", ["/cases", "/overdue", "/agencies", "/stats quarter"])
async def test_a_case_that_bars_a_body_is_not_in_the_lists_of_the_oversight_group(
    bot: BotWithRoles, words: str
) -> None:
    (told,) = (await bot.ask("supervisor", words, group=OVERSIGHT)).told
    assert counted(facts_of(told)) == 0
    assert (await bot.ask("supervisor", f"/case {ONE}", group=OVERSIGHT)).refusal == "no-such-case"


@IN_PLACE
async def test_somebody_barred_gets_nothing_from_another_bodys_group(bot: BotWithRoles) -> None:
    for words in ("/case 1", "/take 1"):
        assert (await bot.ask("barred officer in the lead's group", words, group=PSB)).refusal == "no-such-case"
        assert (await bot.ask("lead member", words, group=PSB)).is_allowed


@IN_PLACE
async def test_a_link_to_the_case_opens_it_for_those_who_may_read_it(bot: BotWithRoles) -> None:
    for name in [name for name in ROLES if name != "anonymous admin"]:
        heard = await bot.ask(name, "/start o1")
        assert ("story" in [notice.kind for notice in heard.told]) is allowed(A.STORY, ROLES[name].case), name


@IN_PLACE
async def test_files_and_a_named_reporter_are_shown_with_the_report_to_those_in_the_matrix(bot: BotWithRoles) -> None:
    for name, role in ROLES.items():
        told = [notice.kind for notice in (await asked(bot, name, Ask("/open 1"))).told]
        assert ("story_file" in told) is allowed(A.MEDIA, role.case), name
        assert ("identity" in told) is allowed(A.IDENTITY, role.case), name

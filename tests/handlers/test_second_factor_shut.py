"""With the second factor shut nothing of a case is shown and nothing is done: only the code is asked for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.domain.ids import AgencyKey
from bot.domain.people import OVERSIGHT
from handlers import staff_verbs
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_roster as r
from handlers.officer.buttons_case import FURTHER_ACT_BUTTONS
from handlers.supervisor.buttons_boards import BoardPage, BoardTheme
from tests.policy.rights import ROWS
from tests.support.running.askers import worth_asking
from tests.support.running.asks import ASKS, Ask
from tests.support.running.bot_with_queues import bot_with_queues
from tests.support.running.bot_with_roles import BotWithRoles, bot_with_roles
from tests.support.running.people_without_code import STAFF, shut

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
FREE = frozenset(
    {"/take 1", "/notours 1", "/accept 1", "/giveback 1", "/recuse 1", "/remind 1", "/agencies", "/stats quarter"}
    | {"/roster", "/board quarter"}
)
"""Commands that need no code: they show no content, and a case is never left alone for want of a code."""
LEAD_BUTTONS = (h.AcceptLead, h.GiveBack, h.GiveBackReason)
ROSTER_BUTTONS = (r.RosterTap, r.RingHeard)
BOARD_BUTTONS = (BoardPage, BoardTheme)
FREE_BUTTONS = (
    *(b.Take, b.NotOurs, b.NotOursReason, h.Recuse, h.RecuseWho, b.StaffLanguage),
    *LEAD_BUTTONS,
    *ROSTER_BUTTONS,
    FURTHER_ACT_BUTTONS["remind"],
    *BOARD_BUTTONS,
)
WAITS = [ask for ask in ASKS if not ask.public and ask.what not in FREE and not isinstance(ask.what, FREE_BUTTONS)]
OF_THE_STAFF = [ask for ask in WAITS if not {action.value for action in ask.case} & {"own_report"}]
BOOKKEEPING = frozenset({"locks", "staff"})
"""Tables that hold for what the code is asked, and where somebody can be written to."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("shut")) as made:
        shut(made)
        yield made


def test_acts_without_a_code_are_those_in_the_table_of_rights() -> None:
    free = {row.action for row in ROWS.values() if row.is_pinned and not row.second_factor} - {"own_report"}
    assert free == {
        "acknowledge", "decline", "transfer_accept", "recuse", "recuse_body", "remind", "agencies", "numbers",
        "group_language", "roster",
    }  # fmt: skip
    rows = [verb for verb in staff_verbs.VERBS if verb.command and not verb.run.second_factor]
    commands = {"take", "notours", "accept", "giveback", "recuse", "remind", "agencies", "stats", "language", "roster"}
    commands |= {"board"}
    assert {verb.command for verb in rows} == commands


def test_every_act_that_waits_for_a_code_is_done_after_it() -> None:
    forgotten = [
        verb for verb in staff_verbs.VERBS if verb.run.second_factor and not getattr(verb.run, "again", "desk")
    ]
    assert forgotten == [], "give the use case again=..., or what was wanted is lost while the code is typed"


async def asked(bot: BotWithRoles, name: str, ask: Ask) -> list[str]:
    """What the person is told after asking in private, without refusals."""
    if ask.desk is not None:
        await bot.lay(name, *ask.desk)
    told = (await bot.ask(name, ask.what)).told
    return [notice.kind for notice in told if not str(getattr(notice.content, "key", "")).startswith("error-")]


@IN_PLACE
async def test_without_a_code_only_the_question_for_it_is_shown(bot: BotWithRoles) -> None:
    """Tried by one of the staff who may do it with the code, another for each act, every third act also by one who may
    not; and whatever waits for the code asks somebody for it."""
    asking, shown, talk = set[str](), dict[tuple[str, str], list[str]](), {"start", "question", "added", "note"}
    for turn, ask in enumerate(OF_THE_STAFF):
        for name in worth_asking(STAFF, ask, turn, may=1, others=turn % 3 == 0):
            told = await asked(bot, name, ask)
            if told == ["lock"]:
                asking.add(str(ask.what))
            elif told and not talk & {*told}:
                shown[name, str(ask.what)] = told
    assert shown == {}
    assert [ask.what for ask in OF_THE_STAFF if str(ask.what) not in asking] == []


@pytest.mark.parametrize("place", [None, OVERSIGHT])
async def test_without_a_code_nothing_is_done(tmp_path: Path, place: AgencyKey | None) -> None:
    """Everything by one of those who may do it with the code, every third act also by one who may not, on the program's
    own way from inbox to outbox. What people are told is looked at above."""
    async with bot_with_queues(tmp_path) as bot:
        shut(bot.roles)
        before = await bot.rows()
        asks = [ask for ask in OF_THE_STAFF if ask.desk is None and (place is None or ask.case)]
        bodies = [
            bot.roles._written(name, ask.what, place)
            for turn, ask in enumerate(asks)
            for name in worth_asking(STAFF, ask, turn, may=1, others=turn % 3 == 0)
            if isinstance(ask.what, str) and not (name == "reporter" and place is None)
        ]
        await bot.take(*bodies)
        after = await bot.rows()
        assert {name for name, rows in before.items() if rows != after[name]} - BOOKKEEPING == set()

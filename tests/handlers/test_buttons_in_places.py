"""Where a button may stand: pressed elsewhere it does nothing, whoever presses it, and says nothing to the group."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
import structlog
from sqlalchemy import func, select

from bot.domain.ids import AgencyKey
from bot.domain.people import OVERSIGHT
from handlers import staff_verbs
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_case as c
from handlers.officer import buttons_tasks as t
from handlers.officer.buttons_lists import CasesFrom
from handlers.reporter import buttons as i
from handlers.reporter import buttons_identity as v
from handlers.reporter import buttons_institution as o
from handlers.reporter.buttons_slips import AskSlip
from handlers.supervisor import buttons_people as p
from handlers.supervisor.buttons_boards import BoardPage, BoardTheme
from handlers.telegram.text.buttons import BUTTONS, pack
from storage.schema import metadata
from tests.support.domain.examples import some_of, turned
from tests.support.running.askers import worth_asking
from tests.support.running.asks import ASKS, Ask
from tests.support.running.bot_with_queues import BotWithQueues, Press, bot_with_queues
from tests.support.running.bot_with_roles import PSB, ROLES, BotWithRoles, bot_with_roles

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
ANYWHERE_BUT_PRIVATE = {
    b.Take, b.NotOurs, b.NotOursReason, h.AcceptLead, h.GiveBack, h.GiveBackReason, b.StaffLanguage, b.CasesPage,
    CasesFrom, t.TasksPage, c.ShowCase, BoardPage, BoardTheme,
}  # fmt: skip
"""Buttons that some group may hold. Every other one may stand in private only."""
OWN_CONVERSATION: tuple[object, ...] = (
    i.Choose("start", "adult"), i.Tick("harms", "bullying"), i.Finish("harms"), i.Skip("harms"),
    i.Back("harms"), i.ShowPage("harms", 1),
    i.HelpNow(), i.Hide("ask"), i.Hide("keep"), i.Hide("erase"), i.Hide("end"), i.Hide("stays"), i.Review("check"),
    i.Review("send"), i.Change("harms"), i.Resume("go_on"), i.Resume("sure"), i.Language(""), i.Language("en"),
    i.Info("open"), i.AddTo(1), i.AddTo(0), i.ShowStatus(), i.BeginReport(), i.RemoveRefused(), i.RemoveCopy(5),
    i.HaveIt(), i.ReadQuestion(1), i.ReportAs(),
    i.Follow("ask"), i.Follow("done"), i.Clean(-1), i.Clean(24), i.About(0), i.About(1), i.MayWrite("yes"),
    i.MayWrite("no"), i.FiveWords(), v.ChooseLevel(0, ""), v.ChooseLevel(1, "named"),
    b.ChooseSecondFactor("pin"), b.ChooseSecondFactor("totp"),
    i.Follow("slip"), AskSlip(1, "ask"), AskSlip(1, "make"), AskSlip(1, "no"), AskSlip(1, "head"), AskSlip(1, "hand"),
    o.PrivatePerson(), o.LinkPost("a-link-of-nobody-here", "teaching"), o.EndLink(), o.OwnInstitution("show"),
    o.ShowDuty(1, ""), o.ShowDuty(10, "yes"), o.OwnInstitution("poster"), o.OwnInstitution("sure"),
)  # fmt: skip
"""Buttons of a person's own conversation: in a group, each would clear the group, write into it or post an
authenticator's secret there."""


def test_every_button_of_a_reporter_is_in_the_table() -> None:
    reporters = {cls for cls in BUTTONS.values() if cls.__module__ == i.__name__} | {
        v.ChooseLevel,
        b.ChooseSecondFactor,
        AskSlip,
    }
    of_institutions = {cls for cls in BUTTONS.values() if cls.__module__ == o.__name__}
    assert {type(data) for data in OWN_CONVERSATION} == reporters | of_institutions
    assert not reporters & ANYWHERE_BUT_PRIVATE


async def posts(bot: BotWithQueues) -> int:
    """How many rows wait for anybody, or were sent."""
    async with bot.roles.district.database._engine.reading() as connection:
        return int(await connection.scalar(select(func.count()).select_from(metadata.tables["outbox"])) or 0)


def everybody(place: AgencyKey) -> Iterator[Press]:
    """Every such button, pressed by an eighth of the roles: by others in the other group."""
    for turn, role in enumerate(ROLES, start=2 * (place == OVERSIGHT)):
        few = some_of(turned(OWN_CONVERSATION, turn), len(OWN_CONVERSATION) // 8)
        yield from ((role, pack(data), place) for data in few)


def test_every_button_of_somebodys_own_conversation_is_pressed_by_several_in_each_group() -> None:
    for place in (PSB, OVERSIGHT):
        pressed = Counter(data for _, data, _ in everybody(place))
        assert min(pressed[pack(data)] for data in OWN_CONVERSATION) >= 2


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithQueues]:
    async with bot_with_queues(tmp_path_factory.mktemp("places")) as made:
        yield made


@IN_PLACE
@pytest.mark.parametrize("place", [PSB, OVERSIGHT])
async def test_a_button_of_somebodys_own_conversation_does_nothing_in_a_group(
    bot: BotWithQueues, place: AgencyKey
) -> None:
    before, sent = await bot.rows(), await posts(bot)
    with structlog.testing.capture_logs() as logs:
        await bot.press(*everybody(place))
    after = await bot.rows()
    assert [log for log in logs if log["log_level"] in {"error", "critical"}] == []
    assert await bot.failed() == (0, 0)
    assert {name for name, rows in before.items() if rows != after[name]} == set()
    assert await posts(bot) == sent, "nothing is written to anybody, and nothing is deleted"


IN_GROUPS = frozenset(
    {
        "take",
        "notours",
        "accept",
        "giveback",
        "recuse",
        "cases",
        "case",
        "overdue",
        "agencies",
        "stats",
        "board",
        "tasks",
    }
    | {"leaves", "returns", "language", "board"}
)
"""Commands that a body's own group may hold."""
IN_OVERSIGHT = frozenset(
    {"cases", "case", "overdue", "agencies", "stats", "board", "tasks", "remind", "leaves", "returns", "language"}
)


def test_each_staff_command_is_answered_in_its_places() -> None:
    lives = {verb.command: {place.value for place in verb.run.places} for verb in staff_verbs.VERBS if verb.command}
    assert {name for name, places in lives.items() if "g" in places} == IN_GROUPS
    assert {name for name, places in lives.items() if "o" in places} == IN_OVERSIGHT
    assert {name for name, places in lives.items() if "p" not in places} == {"language"}
    there = {verb.button for verb in staff_verbs.VERBS if {"g", "o"} & {place.value for place in verb.run.places}}
    assert there - {None} == ANYWHERE_BUT_PRIVATE | {
        h.Recuse,
        c.FURTHER_ACT_BUTTONS["remind"],
        p.EndRights,
        p.GiveRightsBack,
    }


PEOPLE = ("lead member", "head", "supervisor", "supervising body", "barred supervisor")


def elsewhere(place: AgencyKey) -> Iterator[Ask]:
    """What may not stand in this group: every command and button of the staff, with a case that exists."""
    commands = IN_OVERSIGHT if place == OVERSIGHT else IN_GROUPS
    buttons = (
        (
            b.CasesPage,
            CasesFrom,
            t.TasksPage,
            b.StaffLanguage,
            c.ShowCase,
            c.FURTHER_ACT_BUTTONS["remind"],
            BoardPage,
            BoardTheme,
        )
        if place == OVERSIGHT
        else (*ANYWHERE_BUT_PRIVATE, h.Recuse)
    )
    for ask in ASKS:
        is_here = ask.what.split()[0][1:] in commands if isinstance(ask.what, str) else isinstance(ask.what, buttons)
        if not (ask.public or is_here or "own_report" in ask.case):
            yield ask


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asked(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("asked")) as made:
        yield made


@IN_PLACE
@pytest.mark.parametrize("place", [PSB, OVERSIGHT])
async def test_a_staff_act_in_another_place_is_refused_politely_and_does_nothing(
    asked: BotWithRoles, place: AgencyKey
) -> None:
    """By one of those who may do it where it belongs, another one for each act; every third act also by one who may
    not."""
    wrong = []
    for turn, ask in enumerate(elsewhere(place)):
        for name in worth_asking(PEOPLE, ask, turn, may=1, others=turn % 3 == 0):
            if ask.desk is not None:
                await asked.lay(name, *ask.desk)
            heard = await asked.ask(name, ask.what, group=place)
            told = [one for one in heard.told if not str(getattr(one.content, "key", "")).startswith("error-")]
            if told or not heard.errors:
                wrong.append((name, ask.what, heard.refusal, told))
    assert wrong == []

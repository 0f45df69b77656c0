"""A button stands only where whoever reads it may press it: on every screen of the staff, for everybody, at each stage
of a case. What it refuses then is refused because something has happened, not because of who they are."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.domain.cases.case import Case
from tests.support.domain.examples import some_of, turned
from tests.support.running.bot_with_roles import ROLES, BotWithRoles, bot_with_roles, the_case
from tests.support.screens.offered import ALL_SCREENS, OF_A_CASE, STAGES, bring, looks

IN_PLACE = pytest.mark.asyncio(loop_scope="module")
PEOPLE = ("lead member", "head", "support member who acknowledged", "supervising body", "supervisor")
"""Those who can open a case or answer a question about it."""
AGREE, ACT, TASK = "Agree to close", "Record an action", "Make a task"
EXPECTED: dict[str, dict[str, set[str]]] = {
    AGREE: {
        "P3, an officer proposes its end": {"head", "supervising body"},
        "P3, the head proposes its end": {"supervising body"},
        "P3, its end is proposed, the child is not safe": {"supervising body"},
        "P2, an officer proposes its end": {"supervising body"},
    },
    ACT: {
        stage: {"lead member", "head", "support member who acknowledged"}
        for stage in STAGES
        if not stage.startswith("closed")
    },
}
"""By words of a button and stage: who is offered it, by hand from the table of casework.md. At any other stage nobody
is."""
EXPECTED[TASK] = EXPECTED[ACT]
ALSO = {
    "there are tasks, and a talk is called": {"lead member", "head"},
    "P3, an officer proposes a lower class": {"head"},
    "P1, an officer proposes a lower class": {"supervising body"},
    "closed, to be looked at again": {"supervising body"},
}
"""By stage: who is offered a button that nobody else is offered at any stage."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotWithRoles]:
    async with bot_with_roles(tmp_path_factory.mktemp("offered")) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def first(bot: BotWithRoles) -> Case:
    """The case before any stage."""
    return await the_case(bot.district)


@IN_PLACE
async def test_nobody_is_offered_a_button_that_is_refused_to_them_on_any_screen(bot: BotWithRoles, first: Case) -> None:
    """The suite tries four of thirteen screens for each role, others for the next; who can open a case tries all."""
    await bring(bot, first, "as it is told")
    names = [name for name in ROLES if name != "anonymous admin"]
    shown = {name: some_of(turned(ALL_SCREENS, turn), 4) for turn, name in enumerate(names)}
    shown |= {name: list(ALL_SCREENS) for name in PEOPLE}
    offers = {name: await looks(bot, name, shown[name]) for name in names}
    assert {name: one.refused for name, one in offers.items() if one.refused} == {}
    assert sum(len(one.pressed) for one in offers.values()) > len(offers), "buttons were found and pressed"


@IN_PLACE
@pytest.mark.parametrize("stage", STAGES)
async def test_at_each_stage_a_case_offers_only_what_its_reader_may_do(
    bot: BotWithRoles, first: Case, stage: str
) -> None:
    """All five look; in the suite one of them, another at each stage, who agrees to a proposal, and who alone is
    offered a button press the buttons."""
    await bring(bot, first, stage)
    press = {*some_of(turned(PEOPLE, [*STAGES].index(stage)), 1), *ALSO.get(stage, ()), *EXPECTED[AGREE].get(stage, ())}
    offers = {name: await looks(bot, name, OF_A_CASE, presses=name in press) for name in PEOPLE}
    assert {name: one.refused for name, one in offers.items() if one.refused} == {}
    for label, at in EXPECTED.items():
        assert {name for name, one in offers.items() if label in one.labels} == at.get(stage, set()), label

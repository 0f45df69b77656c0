"""A form with many options shows them in pages: Telegram takes no message with more than a hundred buttons."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.desk_steps import DeskChoice
from bot.domain.people import Staff
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.second_factor import name_of
from bot.usecases.casework.tasks import task_giving
from handlers.officer.buttons import DeskTap
from handlers.officer.cases.views_forms import choice
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from tests.support.acting import asking, taps
from tests.support.casework.tasks import amal_who_has_assessed, makes, task_of
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.officers import EDU, ONE, Officer, employ, officer
from tests.support.people import PROFILE, District, Someone
from tests.support.screens.phone_screen import SCREEN, height

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: AT)
MOST_BUTTONS, LONGEST_DATA, PEOPLE = 100, 64, 150


@dataclass
class Screen:
    """The form as it is on the phone: what can be chosen, and the buttons that turn the page."""

    options: list[str]
    turns: dict[str, str]


async def screen_of(notice: Notice, language: str) -> Screen:
    assert isinstance(notice.content, DeskChoice)
    row = OutboxRow(1, ChatId(5), language, notice, 0, None, None, is_group=False)
    shown = await choice(CONTEXT, row, notice.content)
    keys = [key for row_of_keys in shown.keys for key in row_of_keys]
    assert len(keys) <= MOST_BUTTONS
    assert all(len(key.data) <= LONGEST_DATA for key in keys)
    assert height(shown.text, shown.keys) <= SCREEN
    found = {key.text: data.value for key in keys if isinstance(data := parse(key.data), DeskTap)}
    turns = {text: value for text, value in found.items() if value.startswith("page-")}
    return Screen([value for value in found.values() if value not in turns.values()], turns)


@pytest.fixture
async def head(district: District, rita: Someone) -> Officer:
    """A head of a body with many people, and a task that can be given to them."""
    await makes(await amal_who_has_assessed(district, rita))
    made = officer(district, 23, EDU, head=True)
    await employ(district, made, head=EDU)
    async with district.database.begin() as uow:
        for place in range(PEOPLE):
            one = officer(district, 1000 + place, EDU)
            await uow.staff.save(Staff(one.agent.person, one.visitor.user, "en", bodies=frozenset({EDU})))
        await uow.commit()
    await district.deliver()
    return made


async def last_screen(district: District, language: str) -> Screen:
    *_, asked = [one for one in await district.deliver() if isinstance(one.content, DeskChoice)]
    return await screen_of(asked, language)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_person_of_a_large_body_is_on_some_page_and_can_have_the_task(
    district: District, head: Officer, language: str
) -> None:
    more, back = (CATALOGUE(f"button-tasks-{way}", language) for way in ("more", "back"))
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    screens = [await last_screen(district, language)]
    assert back not in screens[0].turns
    while more in screens[-1].turns and len(screens) < PEOPLE:
        await taps(*head.me, "taskgive", "to", screens[-1].turns[more])
        screens.append(await last_screen(district, language))
    people = [one for screen in screens for one in screen.options if one not in {"me", "anyone"}]
    assert all({"me", "anyone"} <= set(screen.options) for screen in screens)
    assert len(people) == len(set(people)) == PEOPLE + 1  # and the officer who has assessed the case
    await taps(*head.me, "taskgive", "to", screens[-1].turns[back])
    assert await last_screen(district, language) == screens[-2]
    await taps(*head.me, "taskgive", "to", people[-1])
    owner = (await task_of(district)).owner
    assert owner is not None
    assert name_of(owner) == people[-1]


@pytest.mark.parametrize("choice", ["me", "anyone"])
async def test_oneself_and_anyone_can_be_chosen_on_every_page(district: District, head: Officer, choice: str) -> None:
    await task_giving.begin_give(await asking(*head.me), ONE, 1)
    await taps(*head.me, "taskgive", "to", "page-9999")
    last = await last_screen(district, "en")
    assert (list(last.turns), choice in last.options) == (["Back"], True)
    await taps(*head.me, "taskgive", "to", choice)
    assert (await task_of(district)).owner == {"me": head.agent.person, "anyone": None}[choice]

"""Everything new or due in one's bodies is a list behind the desk; a list appears where the reader looks."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.errors import StaleButton
from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.notice import Mode
from bot.domain.notices.officer.work import OwnWork
from bot.usecases.access.asking import Asking
from bot.usecases.casework.bodies import taking
from bot.usecases.oversight.case_lists import lists, own_work, task_list, worklist
from handlers.officer.buttons import Open
from handlers.officer.buttons_work import BodyPage
from tests.support.acting import asking
from tests.support.officers import EDU, Officer, officer, reported
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats

MANY = 10


@pytest.fixture
async def amal(district: District) -> AsyncIterator[Officer]:
    """An officer of EDU, which leads ten cases of bullying that nobody has acknowledged."""
    for user in range(100, 100 + MANY):
        await reported(Someone(district, user))
    yield officer(district, 20, EDU)


async def pressing(who: Officer, message: int = 0) -> Asking:
    """A button is pressed under this message of the private chat."""
    asked = await asking(*who.me, is_press=True)
    return replace(asked, visitor=replace(asked.visitor, pressed=MessageId(message))) if message else asked


async def of_bodies(who: Officer, which: str, page: int) -> OwnWork:
    await own_work.list_of_bodies(await pressing(who), which, page)
    [said] = [one.content for one in await who.district.deliver() if isinstance(one.content, OwnWork)]
    return said


async def test_the_desk_links_to_the_list_of_all_new_cases(amal: Officer) -> None:
    chats = Chats(amal.district)
    await worklist.show_desk(await asking(*amal.me))
    await chats.deliver()
    [desk] = [one for one in chats.shown.values() if one.text.startswith("<b>Desk</b>")]
    assert [one for one in desk.buttons if isinstance(one, Open)] == [Open(number) for number in range(1, 5)]
    assert BodyPage("new", 1) in desk.buttons
    assert BodyPage("due", 1) not in desk.buttons, "nothing is due"
    first, second = await of_bodies(amal, "new", 1), await of_bodies(amal, "new", 2)
    assert [row.number for row in (*first.rows, *second.rows)] == list(range(1, 11))
    assert (first.total, first.more, second.more) == (10, True, False)
    with pytest.raises(StaleButton):
        await of_bodies(amal, "new", 3)


async def test_the_desk_links_to_everything_due_whoever_has_taken_it(amal: Officer) -> None:
    ben = officer(amal.district, 21, EDU)
    for number in range(1, 6):
        await taking.acknowledge(await asking(*(amal, ben)[number % 2].me, is_press=True), CaseNumber(number))
    chats = Chats(amal.district)
    await worklist.show_desk(await asking(*amal.me))
    await chats.deliver()
    [desk] = [one for one in chats.shown.values() if one.text.startswith("<b>Desk</b>")]
    assert BodyPage("due", 1) in desk.buttons
    listed = await of_bodies(amal, "due", 1)
    assert sorted(row.number for row in listed.rows) == [1, 2, 3, 4, 5]
    assert {row.in_hands_of for row in listed.rows} == {"mine", "taken"}


LISTS: dict[str, tuple[str, Callable[[Asking], Awaitable[object]]]] = {
    "mine": ("mine", own_work.list_mine),
    "new": ("mine", lambda asked: own_work.list_of_bodies(asked, "new", 1)),
    "tasks": ("tasks", lambda asked: task_list.list_tasks(asked, "all", 1)),
    "cases": ("cases", lambda asked: lists.list_from(asked, "", 0)),
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_is_paged_in_place_and_posted_anew_when_opened_from_elsewhere(
    district: District, name: str
) -> None:
    await reported(Someone(district))
    amal, (slot, ask) = officer(district, 20, EDU), LISTS[name]
    await ask(await asking(*amal.me))
    await district.deliver()
    async with district.database.reading() as uow:
        stands = await uow.messages.slot(amal.visitor.chat, slot)
    assert stands is not None
    modes = []
    for message in (stands, 9):
        await ask(await pressing(amal, message))
        modes += [one.mode for one in await district.deliver() if one.slot == slot]
    assert modes == [Mode.EDIT, Mode.NEXT]

"""An officer who was handed a case recuses themselves. They lose all of its buttons, and a colleague is handed the
case."""

from collections.abc import Awaitable, Callable

import pytest

from bot.usecases.casework.bodies import handover
from bot.usecases.casework.messages import calling
from handlers.officer import buttons_bodies as h
from tests.support.acting import asking, begins, hands_in
from tests.support.casework.handing_on import hands_on, police_on_call
from tests.support.officers import EDU, ONE, Officer, employ, officer, reported
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, pressable_by


async def beat(chats: Chats) -> None:
    """A moment later whoever is on call has been found, and the messages have arrived."""
    await chats.deliver()
    await calling.call(chats.district.services, chats.district.sitting, chats.district.time.at)
    await chats.deliver()


async def handed(district: District, *users: int) -> tuple[Chats, list[Officer]]:
    """The officers of the police; the first of them was handed the case."""
    await reported(Someone(district))
    amal = officer(district, 20, EDU)
    await employ(district, amal)
    await amal.takes()
    police, chats = await police_on_call(district, *users), Chats(district)
    await begins(*amal.me, "handover")
    await hands_in(*amal.me)
    await beat(chats)
    return chats, police


async def only_reads(_: Officer) -> None:
    """Nothing more than that the message arrived."""


async def opens(who: Officer) -> None:
    await handover.open_handed(await asking(*who.me, is_press=True), ONE)


async def opens_and_takes(who: Officer) -> None:
    await opens(who)
    await who.takes()


@pytest.mark.parametrize("before", [only_reads, opens, opens_and_takes])
async def test_whoever_was_handed_the_case_and_hands_it_on_keeps_no_button_and_a_colleague_is_handed_it(
    district: District, before: Callable[[Officer], Awaitable[None]]
) -> None:
    chats, (wu, li) = await handed(district, 30, 31)
    assert h.OpenHanded in pressable_by(chats, wu)
    await before(wu)
    await chats.deliver()
    await hands_on(wu)
    await beat(chats)
    assert pressable_by(chats, wu) == set()
    assert h.OpenHanded in pressable_by(chats, li)


async def test_where_a_colleague_has_acknowledged_nobody_else_is_handed_it(district: District) -> None:
    chats, (wu, li, deng) = await handed(district, 30, 31, 32)
    await deng.takes()
    await hands_on(wu)
    await beat(chats)
    assert h.OpenHanded not in pressable_by(chats, wu) | pressable_by(chats, li)

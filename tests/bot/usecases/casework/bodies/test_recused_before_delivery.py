"""Somebody hands a case on, and it goes on before their messages have been deleted: they read nothing new of it."""

from collections.abc import Awaitable, Callable
from itertools import product
from operator import itemgetter

import pytest

from bot.usecases.casework.messages import calling
from bot.usecases.deadlines import duty
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.casework.handing_on import hands_on, police_on_call
from tests.support.casework.roster import manned
from tests.support.domain.examples import one_of_each
from tests.support.officers import EDU, Officer, employ, officer, reported
from tests.support.people import District, Someone
from tests.support.reporting.danger import told_harm
from tests.support.screens.chats import Chats

OWN = ("<b>Step back from case 1", "You have stepped back from case 1.")
"""How the messages begin that somebody reads about handing the case on themselves."""


async def beat(district: District) -> None:
    """What the ticker does every few seconds for those on call."""
    await duty.tell_shifts(district.services, district.time.at)
    await calling.call(district.services, district.sitting, district.time.at)


async def changes(who: Officer, doing: str, to: str) -> None:
    """/raise or /lower with a reason."""
    await begins(*who.me, doing)
    await taps(*who.me, doing, "to", to)
    await writes(*who.me, "The father has come to the school with a knife")
    await hands_in(*who.me)


Stage = tuple[Officer, bool, Callable[[], Awaitable[None]]]
"""Who hands the case on, whether they head the lead, and what happens then."""


async def on_call(district: District) -> Stage:
    wu, _ = await manned(district, 20, 21)
    await told_harm(Someone(district))
    await beat(district)
    return wu, False, lambda: beat(district)


async def _of_two(district: District) -> tuple[Officer, Officer]:
    await reported(Someone(district))
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await employ(district, hana, head=EDU)
    await amal.takes()
    return amal, hana


async def to_agree_to_close(district: District) -> Stage:
    amal, hana = await _of_two(district)
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    return hana, True, lambda: changes(amal, "raise", "P2")


async def to_agree_to_lower(district: District) -> Stage:
    amal, hana = await _of_two(district)
    await changes(amal, "raise", "P2")
    await changes(amal, "lower", "P3")
    return hana, True, lambda: changes(amal, "raise", "P1")


ASKED = product([on_call, to_agree_to_close, to_agree_to_lower], [False, True])


@pytest.mark.parametrize(("asked", "asks"), one_of_each(ASKED, itemgetter(0)))
async def test_whoever_was_asked_and_handed_the_case_on_reads_nothing_new_of_it(
    district: District, asked: Callable[[District], Awaitable[Stage]], *, asks: bool
) -> None:
    """Each question with the permission asked at sending, or without; a long run: with both."""
    who, head, goes_on = await asked(district)
    chats = Chats(district, asks=asks)
    await chats.deliver()
    before = set(chats.shown)
    assert [button for chat, button in chats.live() if chat == who.visitor.chat], "nothing was asked"
    await hands_on(who, head=head)
    await goes_on()
    await chats.deliver()
    new = [shown.text for key, shown in chats.shown.items() if key[0] == who.visitor.chat and key not in before]
    assert [text for text in new if not text.startswith(OWN)] == []


async def test_whoever_handed_over_and_then_hands_the_case_on_is_not_told_that_it_arrived(district: District) -> None:
    amal, _ = await _of_two(district)
    await employ(district, amal)
    (wu,) = await police_on_call(district, 30)
    chats = Chats(district, asks=True)
    await begins(*amal.me, "handover")
    await hands_in(*amal.me)
    await chats.deliver()
    await calling.call(district.services, district.sitting, district.time.at)
    await hands_on(amal)
    before = set(chats.shown)
    await chats.deliver()
    new = [(key[0], shown.text) for key, shown in chats.shown.items() if key not in before]
    assert [chat for chat, _ in new if chat == wu.visitor.chat], "nobody was called"
    assert [text for chat, text in new if chat == amal.visitor.chat and not text.startswith(OWN)] == []

"""An officer who recused themselves keeps no report and no file in their private chat. They also keep no button of a
call, and none of a question to a second person."""

from bot.domain.ids import CaseNumber
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.messages import calling
from bot.usecases.deadlines import duty
from handlers.officer import buttons as b
from tests.support.acting import asking
from tests.support.casework.handing_on import hands_on
from tests.support.casework.roster import manned, taps_roster
from tests.support.officers import EDU, PSB, employ, officer, reported
from tests.support.people import District, Someone
from tests.support.reporting.danger import told_harm
from tests.support.screens.chats import Chats, pressable_by

ONE = CaseNumber(1)
FIRST = 5000
"""The number of the first message that is sent to the chats."""


async def called(chats: Chats) -> set[int]:
    """In whose private chats the call can be answered now."""
    await calling.call(chats.district.services, chats.district.sitting, chats.district.time.at)
    await chats.deliver()
    return {chat for chat, button in chats.live() if isinstance(button, b.Take) and chat > 0}


async def test_who_was_called_and_hands_the_case_on_has_no_call_any_more_and_the_next_is_called(
    district: District,
) -> None:
    wu, li = await manned(district, 20, 21)
    chats = Chats(district)
    await told_harm(Someone(district))
    assert await called(chats) == {wu.visitor.user}
    await hands_on(wu)
    assert await called(chats) == {li.visitor.user}


async def test_who_was_not_called_hands_it_on_and_nobody_is_called_anew(district: District) -> None:
    wu, li = await manned(district, 20, 21)
    chats = Chats(district)
    await told_harm(Someone(district))
    assert await called(chats) == {wu.visitor.user}
    before = set(chats.shown)
    await hands_on(li)
    assert await called(chats) == {wu.visitor.user}
    assert not {(chat, n) for chat, n in set(chats.shown) - before if chat == wu.visitor.user}


async def test_the_head_who_hands_a_case_on_keeps_no_report_and_no_question_to_a_second_person(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal, hana = officer(district, 20, EDU), officer(district, 21, EDU, head=True)
    await employ(district, hana, head=EDU)
    chats = Chats(district)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await opening.open_story(await asking(*hana.me), ONE)
    await chats.deliver()
    assert {b.Approve, b.Assess} <= pressable_by(chats, hana)
    await hands_on(hana, head=True)
    await chats.deliver()
    assert pressable_by(chats, hana) == set()


async def test_who_was_on_call_before_hands_it_on_and_nobody_is_called_anew(district: District) -> None:
    wu, li = await manned(district, 20, 21)
    await taps_roster(officer(district, 90, PSB, head=True), PSB, "hours4", 1)
    chats = Chats(district)
    await told_harm(Someone(district))
    assert await called(chats) == {li.visitor.user}
    district.time.move(hours=4)
    await duty.tell_shifts(district.services, district.time.at)
    assert await called(chats) == {wu.visitor.user}, "the stand-in has gone home"
    before = set(chats.shown)
    await hands_on(li)
    assert await called(chats) == {wu.visitor.user}
    new = {chat for chat, _ in sent(chats) - before}
    assert wu.visitor.chat not in new
    assert not {chat for chat in new if chat < 0}, "no group reads it anew"
    await hands_on(wu)
    assert await called(chats) == set(), "there is nobody else"
    assert {chat for chat, _ in sent(chats) - before if chat < 0}, "which the group reads"


def sent(chats: Chats) -> set[tuple[int, int]]:
    """The messages that were sent to these chats, without older ones that were edited."""
    return {(chat, number) for chat, number in chats.shown if number >= FIRST}

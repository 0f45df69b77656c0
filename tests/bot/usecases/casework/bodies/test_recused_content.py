"""Somebody who handed a case on has nothing of it any more (casework.md: "recused: nothing"): no name, no words, no
file, and no way to take an answer back."""

from bot.domain.ids import MessageId
from bot.usecases.casework.correspondence import taking_back
from bot.usecases.casework.disclosure import opening, reveal
from bot.usecases.reporting.chat import self_clearing
from bot.usecases.reporting.sent_reports import identity
from handlers.officer import buttons as b
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.handing_on import hands_on
from tests.support.casework.merging import SECOND, merges, supervisor_of, two_of_one_child
from tests.support.casework.sealed_files import OfficerInPrivate, gone_from, sealed_case
from tests.support.officers import EDU, ONE, PROC, Officer, leaves, officer, reported
from tests.support.people import District, Someone
from tests.support.reporting.confidential import LONG_NAME, NAME, WHY, told
from tests.support.screens.chats import Chats, pressable_by, read_by

NOTE = "His brother saw it too."


async def test_the_name_of_the_reporter_leaves_the_chat_at_once(rita: Someone) -> None:
    await told(rita, harm="bullying")
    await identity.raise_level(rita.request, ONE, "named")
    amal, bo, chats = officer(rita.district, 20, EDU), officer(rita.district, 21, EDU), Chats(rita.district)
    for who in (amal, bo):
        await opening.open_story(await asking(*who.me), ONE)
    await chats.deliver()
    assert NAME in read_by(chats, amal)
    await hands_on(amal)
    await chats.deliver()
    assert NAME not in read_by(chats, amal)
    assert NAME in read_by(chats, bo), "who has not stepped back keeps it for its ten minutes"


async def shown_twice(rita: Someone, name: str) -> tuple[Officer, Chats]:
    """An officer has opened a report twice beside which the reporter's name stands."""
    await told(rita, harm="bullying", name=name)
    await identity.raise_level(rita.request, ONE, "named")
    amal, chats = officer(rita.district, 20, EDU), Chats(rita.district)
    for _ in range(2):
        await opening.open_story(await asking(*amal.me), ONE)
        await chats.deliver()
    return amal, chats


async def test_a_name_that_needs_several_messages_leaves_the_chat_with_all_of_them(rita: Someone) -> None:
    amal, chats = await shown_twice(rita, LONG_NAME)
    assert NAME in read_by(chats, amal)
    await hands_on(amal)
    await chats.deliver()
    assert NAME not in read_by(chats, amal)
    assert LONG_NAME.split("\n")[1][:20] not in read_by(chats, amal)


async def test_a_long_name_leaves_the_chat_after_ten_minutes_as_a_short_one_does(rita: Someone) -> None:
    amal, chats = await shown_twice(rita, LONG_NAME)
    rita.district.time.move(minutes=9)
    await clear_due(rita.district)
    await chats.deliver()
    assert NAME in read_by(chats, amal)
    rita.district.time.move(minutes=2)
    await clear_due(rita.district)
    await chats.deliver()
    assert NAME not in read_by(chats, amal)
    async with rita.district.database.reading() as uow:
        still = {one.doing for one in await uow.expiring_messages.about({ONE})}
    assert still == {"open"}, "nothing of it is still to be deleted"


async def clear_due(district: District) -> None:
    await self_clearing.delete_due_messages(district.services, district.time.at)


async def test_a_name_that_was_shown_before_a_newer_request_leaves_the_chat(rita: Someone) -> None:
    await told(rita)
    ann, ben, chats = officer(rita.district, 30, PROC), officer(rita.district, 31, PROC), Chats(rita.district)
    await reveals(ann, ben)
    await chats.deliver()
    await reveal.reveal(await asking(*ben.me), ONE)
    assert await writes(*ben.me, WHY)
    await reveal.reveal(await asking(*ann.me), ONE)
    await chats.deliver()
    assert NAME in read_by(chats, ann)
    assert WHY in read_by(chats, ann), "the reason of the newer request stands below it"
    await hands_on(ann)
    await chats.deliver()
    assert NAME not in read_by(chats, ann)
    assert WHY not in read_by(chats, ann)


async def test_what_was_shown_of_a_case_before_it_was_merged_leaves_the_chat(district: District) -> None:
    _, omar = await two_of_one_child(district)
    await identity.raise_level(omar.request, SECOND, "named")
    amal, chats = officer(district, 20, EDU), Chats(district)
    await opening.open_story(await asking(*amal.me), SECOND)
    await chats.deliver()
    assert "who reported<" in read_by(chats, amal)
    await merges(await supervisor_of(district))
    await hands_on(amal)
    await chats.deliver()
    assert "who reported<" not in read_by(chats, amal)
    assert "torn books" not in read_by(chats, amal)


async def reveals(asks: Officer, agrees: Officer) -> None:
    """One asks who reported, the other one agrees, and the first one reads it."""
    await reveal.reveal(await asking(*asks.me), ONE)
    assert await writes(*asks.me, WHY)
    async with asks.district.database.reading() as uow:
        case = await uow.cases.by_number(ONE)
        assert case is not None
        (asked,) = await uow.identities.requests(case.id)
    await reveal.decide(await asking(*agrees.me), ONE, asked.stamp, "tell")
    await reveal.reveal(await asking(*asks.me), ONE)


async def test_an_answer_that_waits_can_be_taken_back_by_its_author_no_more_and_is_sent(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal, chats = officer(district, 20, EDU), Chats(district, asks=True)
    await amal.takes()
    await begins(*amal.me, "reply")
    await taps(*amal.me, "reply", "which", "thank_you")
    await hands_in(*amal.me)
    await chats.deliver()
    assert b.TakeAnswerBack in pressable_by(chats, amal)
    await hands_on(amal)
    await chats.deliver()
    assert pressable_by(chats, amal) == set()
    before = read_by(chats, amal)
    await leaves(district)
    await chats.deliver()
    assert read_by(chats, amal) == before
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(ONE)
        assert case is not None
        assert [one.text_key for one in await uow.reports.replies_of(case.id)] == ["canned-thank_you"]


async def test_words_that_an_officer_typed_or_took_back_leave_the_chat_at_once(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal, chats = officer(district, 20, EDU), Chats(district)
    await amal.takes()
    await begins(*amal.me, "reply")
    await taps(*amal.me, "reply", "which", "own")
    await writes(*amal.me, NOTE, MessageId(77))
    await hands_in(*amal.me)
    await taking_back.take_back(await asking(*amal.me, is_press=True), ONE)
    await chats.deliver()
    assert NOTE in read_by(chats, amal)
    chats.shown[amal.visitor.chat, 77] = chats.shown[max(chats.shown)]  # the words as she has typed them
    await hands_on(amal)
    await chats.deliver()
    assert (amal.visitor.chat, 77) not in chats.shown
    assert NOTE not in read_by(chats, amal)
    assert "You have stepped back from case 1." in read_by(chats, amal)


async def test_released_files_leave_the_chat_of_somebody_recused(sealing: District) -> None:
    await sealed_case(sealing)
    police, prosecutor = OfficerInPrivate(sealing, 801, "PSB"), OfficerInPrivate(sealing, 802, "PROC")
    await police.releases()
    await prosecutor.releases()
    await begins(sealing, police.agent, police.visitor, "recuse")
    await writes(sealing, police.agent, police.visitor, "Her mother is my sister.")
    assert gone_from(await sealing.deliver()) == {801}

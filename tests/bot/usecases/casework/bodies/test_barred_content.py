"""A body that steps back from a case has nothing of it any more, in the chat of nobody who belongs to it (casework.md:
"barred or recused: nothing, whatever else they are"). Other bodies keep what two people have agreed to hand out."""

from dataclasses import replace

from bot.domain.ids import AgencyKey, MessageId
from bot.domain.notices.notice import ToChat
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.messages.removed_messages import people_of
from handlers.officer import buttons as b
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.handing_on import hands_on, hands_on_for_body
from tests.support.casework.merging import SECOND, merges, supervisor_of, two_of_one_child
from tests.support.casework.sealed_files import OfficerInPrivate, gone_from, sealed_case
from tests.support.officers import CYL, EDU, ONE, PROC, PSB, Officer, employ, officer, reported, the_case
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, pressable_by, read_by

NOTE = "His brother saw it too."
FIRST_WORDS, LAST_WORDS = "It began in spring.", "Then the year was over."


async def long_story(rita: Someone) -> None:
    """Rita reports more than one message takes."""
    await rita.is_reporting()
    told = (FIRST_WORDS, "They wait for him after school. " * 100, "He hides in the library. " * 100, LAST_WORDS)
    for number, words in enumerate(told, start=500):
        await rita.say(words, message=number)
    await rita.done("story")
    await rita.check()
    await rita.send()


async def head_of(district: District, agency: AgencyKey, user: int = 21) -> Officer:
    """The head of a body."""
    head = officer(district, user, agency, head=True)
    await employ(district, head, head=agency)
    return head


async def opens(chats: Chats, *people: Officer) -> None:
    """They open the report, and all of it stands in their chats."""
    for who in people:
        await opening.open_story(await asking(*who.me), ONE)
    await chats.deliver()
    for who in people:
        assert FIRST_WORDS in read_by(chats, who)
        assert LAST_WORDS in read_by(chats, who)
        assert len([chat for chat, _ in chats.shown if chat == who.visitor.chat]) > 1


async def test_all_parts_of_a_long_report_leave_the_chats_of_a_barred_body(district: District, rita: Someone) -> None:
    await long_story(rita)
    amal, hana, chats = officer(district, 20, EDU), await head_of(district, EDU), Chats(district)
    await opens(chats, amal, hana)
    await hands_on_for_body(hana)
    await chats.deliver()
    assert read_by(chats, amal) == ""
    assert FIRST_WORDS not in read_by(chats, hana)
    assert "Your agency has stepped back" in read_by(chats, hana)


async def test_all_parts_of_a_long_report_leave_the_chat_of_somebody_of_an_unknown_body(
    district: District, rita: Someone
) -> None:
    """Nobody can say who sits in which group: whoever has opened the report opens it again, if they still may."""
    await long_story(rita)
    wu, hana, chats = officer(district, 50, PROC), await head_of(district, EDU), Chats(district)
    await opens(chats, wu)
    await hands_on_for_body(hana)
    await chats.deliver()
    assert FIRST_WORDS not in read_by(chats, wu)
    assert LAST_WORDS not in read_by(chats, wu)


async def test_all_parts_of_a_long_report_leave_the_chats_of_a_body_that_declines(
    district: District, rita: Someone
) -> None:
    await long_story(rita)
    case = await the_case(district)
    support = next(task.agency for task in case.tasks if task.agency != case.lead)
    bo, amal, chats = officer(district, 30, support), officer(district, 20, case.lead), Chats(district)
    await bo.takes()
    await opens(chats, bo, amal)
    await declines(bo)
    await chats.deliver()
    assert FIRST_WORDS not in read_by(chats, bo)
    assert LAST_WORDS not in read_by(chats, bo)
    assert FIRST_WORDS in read_by(chats, amal), "the lead reads on"


async def declines(who: Officer) -> None:
    await taking.decline(await asking(*who.me, is_press=True), ONE, "other_body")


async def test_typed_words_and_buttons_leave_the_chats_of_all_officers_of_a_barred_body(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal, ali, hana = officer(district, 20, EDU), officer(district, 22, EDU), await head_of(district, EDU)
    chats = Chats(district, asks=True)
    await amal.takes()
    await answers_in_own_words(amal)
    await begins(*ali.me, "note")
    await writes(*ali.me, "Their mother has called.", MessageId(78))
    await chats.deliver()
    for who, number in ((amal, 77), (ali, 78)):
        chats.shown[who.visitor.chat, number] = chats.shown[max(chats.shown)]  # the words as they have typed them
    assert b.TakeAnswerBack in pressable_by(chats, amal)
    await hands_on_for_body(hana)
    await chats.deliver()
    assert not {(20, 77), (22, 78)} & chats.shown.keys()
    assert pressable_by(chats, amal) | pressable_by(chats, ali) == set()
    assert "Your agency has stepped back" not in read_by(chats, amal)


async def answers_in_own_words(who: Officer) -> None:
    await begins(*who.me, "reply")
    await taps(*who.me, "reply", "which", "own")
    await writes(*who.me, NOTE, MessageId(77))
    await hands_in(*who.me)


async def test_a_form_about_the_case_lies_on_no_desk_of_a_barred_body(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal, pia, hana = officer(district, 20, EDU), officer(district, 50, PROC), await head_of(district, EDU)
    await amal.takes()
    for who in (amal, pia):
        await begins(*who.me, "note")
    await hands_on_for_body(hana)
    async with district.database.reading() as uow:
        assert await uow.staff.desk(amal.agent.person) is None
        assert await uow.staff.desk(hana.agent.person) is None
        assert await uow.staff.desk(pia.agent.person) is not None, "another body goes on writing"


async def test_words_that_another_body_has_typed_stay(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    pia, hana, chats = officer(district, 50, PROC), await head_of(district, EDU), Chats(district)
    await begins(*pia.me, "note")
    await chats.deliver()
    before = read_by(chats, pia)
    assert before
    await hands_on_for_body(hana)
    await chats.deliver()
    assert before in read_by(chats, pia)


async def released(sealing: District) -> tuple[OfficerInPrivate, OfficerInPrivate]:
    """Sealed files were handed out to somebody of the police and somebody of the supervising body."""
    await sealed_case(sealing)
    police, prosecutor = OfficerInPrivate(sealing, 801, "PSB"), OfficerInPrivate(sealing, 802, "PROC")
    await police.releases()
    assert [one.kind for one in await prosecutor.releases()].count("sealed_file") == 2
    return police, prosecutor


async def test_released_files_stay_when_another_body_steps_back(sealing: District) -> None:
    await released(sealing)
    other = next(one.agency for one in (await the_case(sealing)).tasks if one.agency not in {PSB, PROC})
    await hands_on_for_body(await head_of(sealing, other, 900))
    assert gone_from(await sealing.deliver()) == set()
    assert (await the_case(sealing)).barred == (other,)


async def test_released_files_leave_the_people_of_the_body_that_steps_back(sealing: District) -> None:
    await released(sealing)
    await hands_on_for_body(await head_of(sealing, PSB, 900))
    assert gone_from(await sealing.deliver()) == {801}


async def test_who_has_handed_on_one_case_has_nothing_of_another_that_is_merged_with_it(district: District) -> None:
    await two_of_one_child(district)
    amal, bo, chats = officer(district, 20, EDU), officer(district, 22, EDU), Chats(district)
    await hands_on(amal)
    for who in (amal, bo):
        await opening.open_story(await asking(*who.me), SECOND)
    await chats.deliver()
    assert "torn books" in read_by(chats, amal)
    sent = await merges(await supervisor_of(district))
    wiped = {one.to.chat for one in sent if one.kind == "wipe" and isinstance(one.to, ToChat)}
    assert wiped == {amal.visitor.chat}
    assert gone_from(sent) & {20, 22} <= {20}


async def test_a_head_and_whoever_has_looked_at_the_case_for_a_body_are_its_people(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    amal, cy, hana = officer(district, 20, EDU), officer(district, 30, CYL), await head_of(district, EDU)
    await employ(district, cy)
    await amal.opens()
    async with district.database.begin() as uow:
        staff = await uow.staff.get(amal.agent.person)
        assert staff is not None
        await uow.staff.save(replace(staff, bodies=frozenset()))  # she has left the group since
        await uow.commit()
    async with district.database.reading() as uow:
        found = await people_of(uow, await the_case(district), {EDU})
    assert found == {amal.agent.person, hana.agent.person}

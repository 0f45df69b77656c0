"""/desk: one live message; what is new, due next and mine, in this order; edited in place, silently, when it
changes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments as tasks
from bot.domain.cases.case import CaseState, ClockKind
from bot.domain.errors import Refusal
from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices.notice import Mode
from bot.domain.notices.work import Worklist
from bot.usecases.access import officers
from bot.usecases.access.second_factor import name_of
from bot.usecases.casework import transfers
from bot.usecases.oversight import departures, worklist
from handlers.officer.buttons import Open
from handlers.officer.buttons_case import ShowCase
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.chats import Chats
from tests.support.officers import CYL, EDU, JUS, PROC, Officer, employ, officer, reported
from tests.support.people import District, Someone
from tests.support.recusal import bar
from tests.support.worklists import Beats, Doubtful, a_supervisor, at_work, listed, message_of, opened, takes


@pytest.fixture
async def amal(district: District) -> AsyncIterator[Officer]:
    """An officer of the body that leads bullying, in its group, and known in private."""
    yield await at_work(district, 20)


async def test_what_is_new_then_what_is_due_next_then_what_is_mine(amal: Officer, rita: Someone) -> None:
    district, bo = amal.district, await at_work(amal.district, 21)
    for _ in range(3):
        await reported(rita)
        district.time.move(minutes=1)
    assert listed((await opened(amal)).content) == ([1, 2, 3], [], [])
    await takes(amal, 2)
    await takes(bo, 3)
    shown = await opened(amal)
    assert listed(shown.content) == ([1], [2, 3], [])
    assert isinstance(shown.content, Worklist)
    assert (shown.content.new_total, shown.content.mine_total) == (1, 1)
    assert [one.held for one in shown.content.due] == ["mine", "taken"]


async def test_mine_are_those_that_do_not_stand_above(amal: Officer, rita: Someone) -> None:
    district, bo = amal.district, await at_work(amal.district, 21)
    for _ in range(6):
        await reported(rita)
        district.time.move(minutes=1)
    for number in range(1, 5):
        await takes(bo, number)
    await takes(amal, 5)
    await takes(amal, 6)
    assert listed((await opened(amal)).content) == ([], [1, 2, 3, 4], [5, 6])


async def test_it_is_edited_in_place_as_things_change_and_rings_nobody(amal: Officer, rita: Someone) -> None:
    beats = Beats(amal.district)
    await opened(amal)
    await beats.beat()
    await reported(rita)
    [edit] = await beats.beat()
    assert (edit.mode, edit.silent, listed(edit.content)) == (Mode.EDIT, True, ([1], [], []))
    await amal.takes()
    [edit] = await beats.beat()
    assert listed(edit.content) == ([], [1], [])
    await amal.assesses(1, 1, 2)
    await amal.acts("Talked to the class")
    await amal.answers("thank_you")
    await amal.closes("school_measure")
    await officer(amal.district, 24, EDU, head=True).approves()
    [edit] = await beats.beat()
    assert listed(edit.content) == ([], [], [])


async def test_nothing_is_sent_while_nothing_changes_and_many_changes_are_one_edit(
    amal: Officer, rita: Someone
) -> None:
    beats = Beats(amal.district)
    await opened(amal)
    await beats.beat()
    assert [await beats.beat() for _ in range(5)] == [[]] * 5
    for _ in range(4):
        await reported(rita)
    assert [len(await beats.beat(seconds=1)) for _ in range(9)] == [1, *[0] * 8]
    for _ in range(3):
        await reported(rita)
    assert [len(await beats.beat(seconds=1)) for _ in range(9)].count(1) == 1


async def test_the_list_of_a_supervisor_of_no_body_follows_every_case(amal: Officer, rita: Someone) -> None:
    beats, sue = Beats(amal.district), await a_supervisor(amal.district)
    await opened(sue)
    await beats.beat()
    await reported(rita)
    [edit] = await beats.beat()
    assert isinstance(edit.content, Worklist)
    assert edit.content.above is not None
    assert [one.number for one in edit.content.above.untaken] == [1]
    await amal.takes()
    [edit] = await beats.beat()
    assert isinstance(edit.content, Worklist)
    assert edit.content.above is not None
    assert edit.content.above.untaken == ()


async def test_the_list_of_a_body_without_a_part_follows_the_question_whether_it_leads(
    amal: Officer, rita: Someone
) -> None:
    beats, jun = Beats(amal.district), officer(amal.district, 23, JUS)
    await employ(amal.district, jun)
    amal.district.sitting.groups[jun.visitor.user] = frozenset({JUS})
    await reported(rita)
    await amal.takes()
    await opened(jun)
    await beats.beat()
    await begins(*amal.me, "transfer")
    await taps(*amal.me, "transfer", "body", "JUS")
    await writes(*amal.me, "It happens at home")
    await hands_in(*amal.me)
    [edit] = await beats.beat()
    assert isinstance(edit.content, Worklist)
    assert [(one.kind, one.number) for one in edit.content.waits] == [("accept", 1)]
    await transfers.give_back(await asking(*jun.me, is_press=True), CaseNumber(1), "no_ground")
    [edit] = await beats.beat()
    assert isinstance(edit.content, Worklist)
    assert edit.content.waits == ()


async def test_a_case_of_others_edits_nothing(amal: Officer, rita: Someone) -> None:
    """A look at the case changes nothing on the list, so the list is not edited."""
    beats = Beats(amal.district)
    await reported(rita)
    await amal.takes()
    await opened(amal)
    await beats.beat()
    await amal.opens()
    await officer(amal.district, 22, CYL).takes()
    assert await beats.beat() == []


async def test_a_deadline_that_passes_is_shown_without_anybodys_act(amal: Officer, rita: Someone) -> None:
    """P3 is acknowledged within 8 hours (triage-routing-clocks.md); here the clock alone goes on."""
    beats = Beats(amal.district)
    await reported(rita)
    await opened(amal)
    await beats.beat()
    [edit] = await beats.beat(hours=8)
    assert isinstance(edit.content, Worklist)
    assert [one.late for one in edit.content.new] == [True]


async def test_of_a_case_that_bars_the_body_the_list_says_nothing_any_more(amal: Officer, rita: Someone) -> None:
    beats = Beats(amal.district)
    cyl = officer(amal.district, 22, CYL)
    await employ(amal.district, cyl)
    amal.district.sitting.groups[cyl.visitor.user] = frozenset({CYL})
    await reported(rita)
    assert listed((await opened(cyl)).content) == ([1], [], [])
    await beats.beat()
    await bar(amal.district, CYL)
    async with amal.district.services.begin() as uow:
        case = await uow.cases.by_number(CaseNumber(1))
        assert case is not None
        await uow.audit.add("recused", at=amal.district.time.at, case=case.id)
        await uow.commit()
    [edit] = await beats.beat()
    assert listed(edit.content) == ([], [], [])


async def test_who_leaves_the_group_has_an_empty_message_and_gets_nothing_more(amal: Officer, rita: Someone) -> None:
    district, beats, chats = amal.district, Beats(amal.district), Chats(amal.district)
    await district.bind("EDU")
    await reported(rita)
    await worklist.show_desk(await asking(*amal.me))
    await chats.deliver()
    await beats.live.keep(district.time.at)
    await chats.deliver()
    assert "/case_1" in message_of(chats, amal).text
    district.sitting.groups[amal.visitor.user] = frozenset()
    await officers.has_left(district.services, amal.agent.person, ChatId(-500), district.time.at)
    await beats.live.keep(district.time.at)
    await chats.deliver()
    left = message_of(chats, amal)
    assert "/case_1" not in left.text
    assert left.buttons == ()
    await reported(rita)
    assert await beats.beat() == []


async def test_who_has_left_the_staff_has_an_empty_message_at_once(amal: Officer, rita: Someone) -> None:
    district, chats = amal.district, Chats(amal.district)
    await reported(rita)
    await worklist.show_desk(await asking(*amal.me))
    await chats.deliver()
    sue = await a_supervisor(district)
    await departures.leave(await asking(*sue.me), name_of(amal.agent.person))
    await chats.deliver()
    texts = [one.text for (chat, _), one in chats.shown.items() if chat == amal.visitor.chat]
    assert [text for text in texts if "This desk has ended" in text] != []
    assert [text for text in texts if "/case_1" in text] == []


async def test_where_telegram_cannot_say_who_belongs_nothing_is_sent(amal: Officer, rita: Someone) -> None:
    beats = Beats(amal.district)
    await opened(amal)
    await beats.beat()
    await reported(rita)
    for doubt in (Doubtful(frozenset(), frozenset({PROC})), Doubtful(frozenset(), frozenset({EDU}))):
        beats.live.membership = doubt
        assert await beats.beat(minutes=2) == []
    beats.live.membership = amal.district.sitting
    assert len(await beats.beat(minutes=2)) == 1


async def test_a_group_of_others_that_does_not_answer_holds_up_no_list(amal: Officer, rita: Someone) -> None:
    beats = Beats(amal.district)
    await opened(amal)
    await beats.beat()
    beats.live.membership = Doubtful(frozenset({EDU}), frozenset({PROC, CYL}))
    await reported(rita)
    assert len(await beats.beat()) == 1
    assert [await beats.beat() for _ in range(3)] == [[]] * 3


async def test_it_is_for_the_private_chat_alone(amal: Officer) -> None:
    await amal.district.bind("EDU")
    with pytest.raises(Refusal, match="only-in-private"):
        await worklist.show_desk(await asking(*amal.me, group=EDU))


async def test_each_line_has_a_button_that_opens_the_case(amal: Officer, rita: Someone) -> None:
    district, chats = amal.district, Chats(amal.district)
    cyl = officer(district, 22, CYL)
    await reported(rita)
    await worklist.show_desk(await asking(*amal.me))
    await worklist.show_desk(await asking(*cyl.me))
    await chats.deliver()
    assert Open(1) in message_of(chats, amal).buttons
    assert ShowCase(1) in message_of(chats, cyl).buttons, "who has not acknowledged may not read the story"


async def test_looking_again_after_a_closing_is_due_on_the_desk_of_the_lead(amal: Officer, rita: Someone) -> None:
    district = amal.district
    await reported(rita)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.acts("Talked to the class")
    await amal.answers("thank_you")
    async with district.services.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(1))
        assert was is not None
        again = tasks.look_again(replace(was, version=was.version + 1), district.time.at + timedelta(days=7))
        await uow.cases.save(replace(again, state=CaseState.CLOSED), was=was.version)
        await uow.commit()
    shown = (await opened(amal)).content
    assert isinstance(shown, Worklist)
    [row] = shown.due
    assert (row.number, row.item, row.clock) == (1, 0, ClockKind.LOOK_AGAIN)

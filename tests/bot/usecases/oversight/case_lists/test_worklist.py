"""/desk: one live message; what is new, due next and mine, in this order; edited in place, silently, when it
changes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases import assignments as tasks
from bot.domain.cases.case import CaseState, DeadlineKind
from bot.domain.errors import Refusal
from bot.domain.ids import CaseNumber, ChatId, UserId
from bot.domain.notices.notice import Mode
from bot.domain.notices.officer.work import Worklist
from bot.domain.people import Belonging
from bot.usecases.access import officers
from bot.usecases.access.second_factor import name_of
from bot.usecases.casework.bodies import transfers
from bot.usecases.oversight import departures
from bot.usecases.oversight.case_lists import worklist
from handlers.officer.buttons import Open
from handlers.officer.buttons_case import ShowCase
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.recusal import bar
from tests.support.officers import CYL, EDU, JUS, PROC, Officer, employ, officer, reported
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats
from tests.support.screens.worklists import Beats, Doubtful, a_supervisor, at_work, listed, message_of, opened, takes


@pytest.fixture
async def amal(district: District) -> AsyncIterator[Officer]:
    """An officer of the body that leads bullying, in its group, and known in private."""
    yield await at_work(district, 20)


async def test_a_list_that_was_put_away_while_telegram_was_asked_does_not_come_back(
    amal: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, beats, asked = amal.district, Beats(amal.district), amal.district.sitting.belonging
    await opened(amal)
    await beats.beat()
    district.sitting.groups[amal.visitor.user] = frozenset({EDU, PROC})

    async def put_away(user: UserId) -> Belonging:
        async with district.database.begin() as uow:
            await uow.worklists.drop(amal.agent.person)
            await uow.commit()
        return await asked(user)

    monkeypatch.setattr(district.sitting, "belonging", put_away)
    assert await beats.beat(hours=1) == []
    async with district.database.reading() as uow:
        assert await uow.worklists.all() == {}


async def test_the_worklist_shows_new_work_then_due_work_then_own_work(amal: Officer, rita: Someone) -> None:
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
    assert [one.in_hands_of for one in shown.content.due] == ["mine", "taken"]


async def test_own_work_is_listed_only_where_it_is_not_listed_above(amal: Officer, rita: Someone) -> None:
    district, bo = amal.district, await at_work(amal.district, 21)
    for _ in range(6):
        await reported(rita)
        district.time.move(minutes=1)
    for number in range(1, 5):
        await takes(bo, number)
    await takes(amal, 5)
    await takes(amal, 6)
    assert listed((await opened(amal)).content) == ([], [1, 2, 3, 4], [5, 6])


async def test_the_worklist_is_edited_in_place_silently(amal: Officer, rita: Someone) -> None:
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


async def test_the_worklist_is_edited_once_for_many_changes_and_never_without_one(amal: Officer, rita: Someone) -> None:
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


async def test_the_worklist_of_a_supervisor_follows_every_case(amal: Officer, rita: Someone) -> None:
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


async def test_the_worklist_of_a_body_asked_to_lead_shows_that_question(amal: Officer, rita: Someone) -> None:
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


async def test_a_case_of_another_body_does_not_edit_the_worklist(amal: Officer, rita: Someone) -> None:
    """A look at the case changes nothing on the list, so the list is not edited."""
    beats = Beats(amal.district)
    await reported(rita)
    await amal.takes()
    await opened(amal)
    await beats.beat()
    await amal.opens()
    await officer(amal.district, 22, CYL).takes()
    assert await beats.beat() == []


async def test_a_passed_deadline_updates_the_worklist_by_itself(amal: Officer, rita: Someone) -> None:
    """P3 is acknowledged within 8 hours (triage-routing-clocks.md); here the clock alone goes on."""
    beats = Beats(amal.district)
    await reported(rita)
    await opened(amal)
    await beats.beat()
    [edit] = await beats.beat(hours=8)
    assert isinstance(edit.content, Worklist)
    assert [one.late for one in edit.content.new] == [True]


async def test_a_case_that_bars_the_body_leaves_its_worklists(amal: Officer, rita: Someone) -> None:
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


async def test_the_worklist_of_somebody_who_left_the_group_is_emptied(amal: Officer, rita: Someone) -> None:
    district, beats, chats = amal.district, Beats(amal.district), Chats(amal.district)
    await district.bind("EDU")
    await reported(rita)
    await worklist.show_desk(await asking(*amal.me))
    await chats.deliver()
    await beats.live.keep(district.time.at)
    await chats.deliver()
    assert "/case_1" in message_of(chats, amal).text
    district.sitting.groups[amal.visitor.user] = frozenset()
    await officers.has_left(district.services, district.time.at, amal.agent.person, ChatId(-500))
    await beats.live.keep(district.time.at)
    await chats.deliver()
    left = message_of(chats, amal)
    assert "/case_1" not in left.text
    assert left.buttons == ()
    await reported(rita)
    assert await beats.beat() == []


async def test_the_worklist_of_somebody_who_left_the_staff_is_emptied_at_once(amal: Officer, rita: Someone) -> None:
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


async def test_no_worklist_is_sent_while_telegram_cannot_confirm_membership(amal: Officer, rita: Someone) -> None:
    beats = Beats(amal.district)
    await opened(amal)
    await beats.beat()
    await reported(rita)
    for doubt in (Doubtful(frozenset(), frozenset({PROC})), Doubtful(frozenset(), frozenset({EDU}))):
        beats.live.membership = doubt
        assert await beats.beat(minutes=2) == []
    beats.live.membership = amal.district.sitting
    assert len(await beats.beat(minutes=2)) == 1


async def test_another_bodys_unreachable_group_delays_no_worklist(amal: Officer, rita: Someone) -> None:
    beats = Beats(amal.district)
    await opened(amal)
    await beats.beat()
    beats.live.membership = Doubtful(frozenset({EDU}), frozenset({PROC, CYL}))
    await reported(rita)
    assert len(await beats.beat()) == 1
    assert [await beats.beat() for _ in range(3)] == [[]] * 3


async def test_a_worklist_is_shown_in_private_only(amal: Officer) -> None:
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


async def test_a_follow_up_after_closing_is_on_the_leads_worklist(amal: Officer, rita: Someone) -> None:
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
    assert (row.number, row.item, row.deadline) == (1, 0, DeadlineKind.LOOK_AGAIN)

"""Whoever may not know of a case any more keeps nothing of it in their chats (casework.md: "barred or recused: nothing,
whatever else they are"), in whichever way it came about and whatever kind of message it was."""

import re
from collections.abc import Awaitable, Callable
from itertools import count, product
from typing import Any

import pytest

from bot.domain.groups import Cause
from bot.domain.ids import CaseNumber, ChatId, MessageId
from bot.domain.notices.content import NotReadable
from bot.domain.notices.notice import Notice, ToAgency, ToChat
from bot.domain.notices.say import SayAlone
from bot.domain.queues.delivery import Sent
from bot.usecases.access import membership
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.merging import merging
from bot.usecases.groups import returning
from bot.usecases.oversight.case_lists import lists, own_work, task_list, worklist
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.sent_reports import identity
from handlers.telegram.text.view_table import Views
from storage.database.notice_rows import dump_notice, load_notice
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.about_a_case import WITH_A_CASE, about_the_case
from tests.support.casework.barring import GROUP, TYPED, WHY, hands_on, people
from tests.support.casework.merging import SECOND, supervisor_of, tells, two_of_one_child
from tests.support.domain.examples import one_of_each, some_for_each
from tests.support.officers import EDU, ONE, PROC, Officer, officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown, read_by


async def alone(amal: Officer, hana: Officer) -> set[int]:
    """One officer steps back."""
    await hands_on(amal)
    return {amal.visitor.chat}


async def with_the_body(amal: Officer, hana: Officer) -> set[int]:
    """The head steps back for the whole body."""
    await hands_on(hana, body=True)
    return {amal.visitor.chat, hana.visitor.chat, GROUP}


async def by_merging(amal: Officer, hana: Officer) -> set[int]:
    """One officer has stepped back from the case with which it is merged."""
    await hands_on(amal, SECOND)
    await merges(amal.district)
    return {amal.visitor.chat}


async def with_the_body_by_merging(amal: Officer, hana: Officer) -> set[int]:
    """The whole body has stepped back from the case with which it is merged."""
    await hands_on(hana, SECOND, body=True)
    await merges(amal.district)
    return {amal.visitor.chat, hana.visitor.chat, GROUP}


async def merges(district: District) -> None:
    """Both cases become one; what follows is not sent yet."""
    sue = await supervisor_of(district)
    await merging.begin(await asking(*sue.me, is_press=True), ONE, SECOND)
    await taps(*sue.me, "merge", "why", "same_child")
    await hands_in(*sue.me)


WAYS = [alone, with_the_body, by_merging, with_the_body_by_merging]
Way = Callable[[Officer, Officer], Awaitable[set[int]]]
KINDS_BY_WAY = some_for_each(WAYS, WITH_A_CASE, 20)
AWAY = one_of_each(product(KINDS_BY_WAY.items(), [False, True]), lambda one: one[0][0])


def test_most_notices_to_the_staff_name_a_case() -> None:
    assert len(WITH_A_CASE) > 70


async def arrives(district: District, chats: Chats, numbers: Any, *notices: Notice) -> None:
    """Each is sent as two messages, the first of which holds no slot."""
    async with district.database.begin() as uow:
        await uow.outbox.add(*notices)
        await uow.commit()
    assert not [one for one in notices if isinstance(load_notice(dump_notice(one)).content, NotReadable)]
    while rows := await district.database.outbox.lease(district.time.at, 50, frozenset()):
        for row in rows:
            sent = MessageId(next(numbers)), MessageId(next(numbers))
            chats.shown |= {(row.chat, number): Shown(row.notice.kind, ()) for number in sent}
            await district.database.outbox.record_result(row, Sent(sent), district.time.at)


@pytest.mark.parametrize(("way", "kinds"), KINDS_BY_WAY.items())
async def test_every_kind_of_message_leaves_the_chats_of_all_who_are_barred(
    district: District, way: Way, kinds: list[Any]
) -> None:
    """What a message shows does not matter: nobody has to remember a kind. The suite tries each kind in one of the
    ways, a long run in each."""
    await two_of_one_child(district)
    amal, hana = await people(district)
    chats, numbers = Chats(district), count(1000)
    places = [amal.visitor.chat, hana.visitor.chat, GROUP, ChatId(99)]
    for place in places:
        said = [about_the_case(kind) for kind in kinds]
        await arrives(district, chats, numbers, *[Notice(one, ToChat(place, "en")) for one in said])
    before = set(chats.shown)
    barred = await way(amal, hana)
    await chats.deliver()
    left = {(chat, chats.shown[chat, number].text) for chat, number in before & chats.shown.keys() if chat in barred}
    assert left == set()
    others = {chat for chat, _ in before & chats.shown.keys()}
    assert others == {*places} - barred, "others keep theirs"


@pytest.mark.parametrize(("row", "has_new_group"), AWAY)
async def test_every_kind_of_message_leaves_a_chat_that_could_not_be_reached_when_it_can(
    district: District, row: tuple[Way, list[Any]], has_new_group: bool
) -> None:
    """The bot is out of the group, and those people have blocked it. `has_new_group`: their body has another group
    before the bot is back in the old one."""
    way, kinds = row
    await two_of_one_child(district)
    amal, hana = await people(district)
    chats, numbers = Chats(district), count(1000)
    places = [amal.visitor.chat, hana.visitor.chat, GROUP]
    for place in places:
        said = [about_the_case(kind) for kind in kinds]
        await arrives(district, chats, numbers, *[Notice(one, ToChat(place, "en")) for one in said])
    before = set(chats.shown)
    chats.blocked = {*places}
    await membership.group_lost(district.services, district.time.at, GROUP, Cause.KICKED, district.time.at)
    barred = await way(amal, hana)
    await chats.deliver()
    if has_new_group:
        async with district.database.begin() as uow:
            await uow.agencies.bind(EDU, ChatId(-777), "Schools", "en", district.time.at)
            await uow.commit()
    district.time.move(days=4)
    await chats.deliver()
    await district.database.delete_expired(district.time.at)
    assert before <= chats.shown.keys(), "nothing can be deleted there"
    chats.blocked = set()
    await returning.added_again(Someone(district, 909).request, GROUP, district.time.at)
    for who in (amal, hana):
        await hiding.blocked(Someone(district, who.visitor.user).request, blocked=False)
    await chats.deliver()
    assert {place for place in before & chats.shown.keys() if place[0] in barred} == set()


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_being_sent_at_that_moment_leaves_when_it_has_arrived(district: District, way: Way) -> None:
    await two_of_one_child(district)
    amal, hana = await people(district)
    chats = Chats(district)
    await opening.open_story(await asking(*amal.me), ONE)
    (row,) = await district.database.outbox.lease(district.time.at, 1, frozenset())
    assert row.notice.kind == "story"
    await way(amal, hana)
    parts = MessageId(1000), MessageId(1001), MessageId(1002)
    chats.shown |= {(row.chat, number): Shown("They wait for her", ()) for number in parts}
    await district.database.outbox.record_result(row, Sent(parts), district.time.at)
    await chats.deliver()
    assert "They wait for her" not in read_by(chats, amal)


async def test_what_was_said_in_place_of_a_message_that_could_not_be_worded_leaves_the_group(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = Chats(district)

    async def fails(*_: object) -> None:
        raise ValueError

    async with district.database.begin() as uow:
        case = await uow.cases.by_number(CaseNumber(1))
        assert case is not None
        await uow.outbox.add(Notice(SayAlone(key="staff-group-refused-done"), ToAgency(EDU), case=case.id))
        await uow.commit()
    with monkeypatch.context() as broken:
        broken.setattr(Views, "words", fails)
        await chats.deliver()
    assert [one.text for (chat, _), one in chats.shown.items() if chat == GROUP and "ase 1" in one.text]
    await hands_on(hana, body=True)
    await chats.deliver()
    assert not [one.text for (chat, _), one in chats.shown.items() if chat == GROUP and "ase 1" in one.text]


async def test_what_is_being_sent_leaves_the_chat_of_somebody_of_an_unknown_body(district: District) -> None:
    """Nobody can say who sits in which group."""
    await two_of_one_child(district)
    _, hana = await people(district)
    wu, chats = officer(district, 50, PROC), Chats(district)
    await opening.open_story(await asking(*wu.me), ONE)
    (row,) = await district.database.outbox.lease(district.time.at, 1, frozenset())
    await hands_on(hana, body=True)
    parts = MessageId(1000), MessageId(1001)
    chats.shown |= {(row.chat, number): Shown("They wait for her", ()) for number in parts}
    await district.database.outbox.record_result(row, Sent(parts), district.time.at)
    await chats.deliver()
    assert read_by(chats, wu) == ""


async def fills(chats: Chats, who: Officer, *, is_answered: bool) -> None:
    """They look at the case in every way there is, and write about it. `is_answered`: the reporter gets an answer that
    can still be taken back."""
    await opening.open_story(await asking(*who.me), ONE)
    await lists.show_case(await asking(*who.me), ONE)
    await lists.list_cases(await asking(*who.me))
    await lists.list_overdue(await asking(*who.me))
    await own_work.list_mine(await asking(*who.me))
    await task_list.list_tasks(await asking(*who.me))
    await worklist.show_desk(await asking(*who.me))
    await begins(*who.me, "note")
    await writes(*who.me, "His brother saw it too.", MessageId(70))
    if is_answered:
        await begins(*who.me, "reply")
        await taps(*who.me, "reply", "which", "thank_you")
        await hands_in(*who.me)
    await begins(*who.me, "act")
    chats.shown[who.visitor.chat, 70] = Shown("His brother saw it too.", ())  # as they type it
    await chats.deliver()


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_of_the_case_can_be_read_or_pressed_afterwards(district: District, way: Way) -> None:
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, "They wait for her after school. " * 200)
    await identity.raise_level(rita.request, ONE, "named")
    await tells(omar, "She comes home with torn books.")
    amal, hana = await people(district)
    chats = Chats(district, asks=True)
    await amal.takes()
    await fills(chats, amal, is_answered=way in {alone, with_the_body})
    await lists.list_cases(await asking(*hana.me))
    await chats.deliver()
    assert "Report 1" in read_by(chats, amal) or "case 1" in read_by(chats, amal).lower()
    for who in (amal, hana):
        chats.shown[who.visitor.chat, TYPED] = Shown(WHY, ())  # as they type it
    barred = await way(amal, hana)
    await chats.deliver()
    typed = amal if way in {alone, by_merging} else hana
    assert (typed.visitor.chat, TYPED) not in chats.shown
    for who in (amal, hana):
        chats.shown.pop((who.visitor.chat, TYPED), None)
        if who.visitor.chat in barred:
            assert_nothing_left(chats, who)


def assert_nothing_left(chats: Chats, who: Officer) -> None:
    """They read that they have stepped back, and nothing else of the case."""
    own = ("You have stepped back", "Your agency has stepped back")
    left = [line for line in read_by(chats, who).splitlines() if not line.startswith(own)]
    assert not re.findall(r"\bcase 1\b|wait for her|brother|sister|№ ?1\b|#1\b", "\n".join(left), re.IGNORECASE)
    assert [one for chat, one in chats.live() if chat == who.visitor.chat and getattr(one, "number", 0) == ONE] == []

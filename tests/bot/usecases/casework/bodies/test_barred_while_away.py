"""A body is barred from a case while the bot cannot delete anything in its group. What stands there goes as soon as the
bot can."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain.cases.acting import next_version
from bot.domain.groups import Cause, NewGroup
from bot.domain.ids import ChatId
from bot.domain.urgency import Urgency
from bot.usecases.access import membership
from bot.usecases.deadlines import reminders
from bot.usecases.groups import returning
from bot.usecases.services import Transaction
from tests.support.casework.barring import GROUP, hands_on, people
from tests.support.casework.merging import SECOND, case_of, two_of_one_child
from tests.support.domain.examples import some_of
from tests.support.officers import EDU, ONE, PSB, Officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown

NEW_GROUP = ChatId(-777)


async def after_ten_hours(district: District) -> Chats:
    """The schools have been reminded of both cases, in one list; their cards say that they are late."""
    chats = Chats(district)
    for _ in range(10):
        district.time.move(seconds=3600)
        await reminders.act_on_due(district.services, district.time.at)
        district.time.move(seconds=3)
        await chats.deliver()
    return chats


async def group_is_lost(district: District, chats: Chats) -> None:
    """The bot is removed from the group of the schools."""
    chats.blocked = {GROUP}
    district.time.move(seconds=60)
    now = district.time.at
    await membership.group_lost(district.services, now, GROUP, Cause.KICKED, now)


async def is_back(district: District, chats: Chats, who: Officer) -> None:
    """Somebody of the staff adds the bot again."""
    chats.blocked = set()
    sue = Someone(district, who.visitor.user)
    assert await returning.added_again(sue.request, GROUP, district.time.at)


def named_in_group(chats: Chats) -> set[int]:
    """The cases that the group of the schools reads of in any message."""
    texts = [one.text for (chat, _), one in chats.shown.items() if chat == GROUP]
    return {int(number) for text in texts for number in re.findall(r"<b>(?:Case |/case_)(\d+)\b", text)}


@pytest.mark.parametrize("away", [timedelta(hours=1), timedelta(days=5)])
async def test_a_group_that_comes_back_shows_nothing_of_a_case_from_which_its_body_was_barred_meanwhile(
    district: District, away: timedelta
) -> None:
    """After two days Telegram deletes no message; it loses its words."""
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = await after_ten_hours(district)
    assert named_in_group(chats) == {ONE, SECOND}
    await group_is_lost(district, chats)
    await hands_on(hana, body=True)
    await chats.deliver()
    district.time.move(seconds=int(away.total_seconds()))
    await district.database.delete_expired(district.time.at)
    if away > timedelta(days=2):
        chats.too_old = {place for place in chats.shown if place[0] == GROUP}
    assert named_in_group(chats) == {ONE, SECOND}, "nothing can be deleted there"
    await is_back(district, chats, hana)
    await chats.deliver()
    assert named_in_group(chats) == {SECOND}


async def gets_another_group(district: District) -> None:
    """The schools sit in another group from now on."""
    async with district.database.begin() as uow:
        await uow.agencies.bind(EDU, NEW_GROUP, "Schools", "en", district.time.at)
        await uow.commit()


LEFT = list(
    product([timedelta(minutes=2), timedelta(hours=1), timedelta(days=5)], ["before it", "after it"], [True, False])
)


@pytest.mark.parametrize(("away", "barred", "added"), some_of(LEFT, 5))
async def test_a_group_that_a_body_left_while_it_was_lost_shows_nothing_of_the_case_when_the_bot_is_there_again(
    district: District, away: timedelta, barred: str, *, added: bool
) -> None:
    """`added`: Telegram says that the bot was added. Without that it is found within an hour. After two days Telegram
    deletes no message; it loses its words."""
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = await after_ten_hours(district)
    await group_is_lost(district, chats)
    if barred == "after it":
        await gets_another_group(district)
    await hands_on(hana, body=True)
    await chats.deliver()
    await gets_another_group(district)
    for _ in range(5):
        district.time.move(seconds=int(away.total_seconds()) // 5)
        await chats.deliver()
        await district.database.delete_expired(district.time.at)
    if away > timedelta(days=2):
        chats.too_old = {place for place in chats.shown if place[0] == GROUP}
    assert named_in_group(chats) == {ONE, SECOND}, "nothing can be deleted there"
    chats.blocked = set()
    if added:
        stranger = Someone(district, 909)
        assert not await returning.added_again(stranger.request, GROUP, district.time.at)
    else:
        district.time.move(hours=1)
    await chats.deliver()
    assert named_in_group(chats) == {SECOND}


async def test_a_lost_group_to_which_a_stranger_adds_the_bot_shows_nothing_of_the_case(district: District) -> None:
    """It is not the group of its body again, but the bot can delete there."""
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = await after_ten_hours(district)
    await group_is_lost(district, chats)
    await hands_on(hana, body=True)
    await chats.deliver()
    chats.blocked = set()
    stranger = Someone(district, 909)
    assert not await returning.added_again(stranger.request, GROUP, district.time.at)
    await chats.deliver()
    assert named_in_group(chats) == {SECOND}


async def test_a_group_whose_loss_is_found_by_the_deletion_is_cleared_when_the_bot_is_back(district: District) -> None:
    """No update says that the bot was removed; its body then gets another group."""
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = await after_ten_hours(district)
    chats.blocked = {GROUP}
    await hands_on(hana, body=True)
    await chats.deliver()
    await gets_another_group(district)
    district.time.move(days=1)
    await chats.deliver()
    chats.blocked = set()
    await returning.added_again(Someone(district, 909).request, GROUP, district.time.at)
    await chats.deliver()
    assert named_in_group(chats) == {SECOND}


async def is_immediate(district: District) -> None:
    """The case is P1, and nobody has said that they have it: its card is an alert, which goes before all else."""
    case = await case_of(district, ONE)
    async with district.database.begin() as uow:
        raised = replace(case, urgency=Urgency.P1, acknowledged_at=None)
        await uow.cases.save(next_version(raised), was=case.version)
        await uow.commit()


@pytest.mark.parametrize("immediate", [False, True])
@pytest.mark.parametrize("refuses", [False, True])
async def test_a_lost_group_that_became_the_one_of_another_body_keeps_the_cards_of_that_body(
    district: District, *, immediate: bool, refuses: bool
) -> None:
    """What named the case for the schools is deleted before the police read anything of it there. Where Telegram
    `refuses` that at first, the police need not wait for it, and what they read stays."""
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = await after_ten_hours(district)
    await group_is_lost(district, chats)
    await hands_on(hana, body=True)
    await chats.deliver()
    await gets_another_group(district)
    if immediate:
        await is_immediate(district)
    before = {place for place in chats.shown if place[0] == GROUP}
    chats.blocked, chats.refusing = set(), {GROUP} if refuses else set()
    pat = Someone(district, 40)
    async with district.database.begin() as uow:
        new = NewGroup(PSB, GROUP, "Police", pat.request.visitor.person, district.time.at)
        await membership.bind(Transaction(district.services, uow, district.time.at), new)
        await uow.commit()
    await chats.deliver()
    if refuses:
        chats.refusing.clear()
        district.time.move(hours=1)
        await chats.deliver()
    of_case = {
        place for place, one in chats.shown.items() if place[0] == GROUP and re.search(r"(Case|案件) 1 ", one.text)
    }
    assert len(of_case - before) == 1, "the police lead it now"
    assert of_case & before == set()


async def test_a_body_that_gets_another_group_loses_no_message_there(district: District) -> None:
    """The numbers of the messages in the lost group mean other messages there."""
    await two_of_one_child(district)
    _, hana = await people(district)
    chats = await after_ten_hours(district)
    await group_is_lost(district, chats)
    await hands_on(hana, body=True)
    await chats.deliver()
    here = [(NEW_GROUP, number) for chat, number in chats.shown if chat == GROUP]
    chats.shown |= {place: Shown("Lunch is at one", ()) for place in here}
    await gets_another_group(district)
    await chats.deliver()
    assert len(here) > 1
    assert {chats.shown[place].text for place in here} == {"Lunch is at one"}

"""Somebody of the staff may not know of a case any more, or may not read it, while they have blocked the bot. What
stands in their chat goes as soon as the bot can delete it."""

from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.notices.say import SayOfCase
from bot.usecases.access import expiring_messages
from bot.usecases.casework.disclosure import opening
from bot.usecases.casework.messages.removed_messages import take_away
from bot.usecases.reporting.chat import hiding
from bot.usecases.services import Transaction
from tests.support.acting import asking
from tests.support.casework.barring import hands_on, people
from tests.support.casework.merging import case_of, two_of_one_child
from tests.support.domain.examples import examples
from tests.support.officers import ONE, Officer
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, read_by

LOOKS = 12 if examples(1) > 1 else 1
"""Moments of an hour at which it is looked what is due: in a long run each five minutes."""


async def amal_has_opened_it(district: District) -> tuple[Officer, Officer, Chats]:
    """Amal, who reads the first of two cases in private; Hana, who heads the same body; and what their chats show."""
    await two_of_one_child(district)
    amal, hana = await people(district)
    chats = Chats(district)
    await opening.open_story(await asking(*amal.me), ONE)
    await chats.deliver()
    return amal, hana, chats


async def unblocks(who: Officer, chats: Chats) -> None:
    """They unblock the bot, and Telegram says so."""
    chats.blocked = set()
    await hiding.blocked(Someone(chats.district, who.visitor.user).request, blocked=False)
    await chats.deliver()


async def test_somebody_who_was_away_for_days_finds_nothing_of_the_case_when_they_are_back(district: District) -> None:
    """Telegram deletes nothing after two days; it loses its words. How often it is tried meanwhile is a rule of its own
    (`tests/bot/domain/queues/test_next_attempt.py`)."""
    amal, hana, chats = await amal_has_opened_it(district)
    chats.blocked = {amal.visitor.chat}
    await hands_on(hana, body=True)
    for _ in range(5 * 24 * LOOKS):
        district.time.move(seconds=3600 // LOOKS)
        await chats.deliver()
    await district.database.delete_expired(district.time.at)
    chats.too_old = {place for place in chats.shown if place[0] == amal.visitor.chat}
    assert "They wait for her" in read_by(chats, amal), "nothing can be deleted there"
    await unblocks(amal, chats)
    assert "They wait for her" not in read_by(chats, amal)


async def test_what_was_opened_leaves_the_chat_of_somebody_who_blocked_the_bot_meanwhile(district: District) -> None:
    """Its moment came while nothing could be deleted there. They are back after three days."""
    amal, _, chats = await amal_has_opened_it(district)
    chats.blocked = {amal.visitor.chat}
    for _ in range(3):
        district.time.move(days=1)
        await expiring_messages.let_go(district.services, district.time.at)
        await chats.deliver()
        await district.database.delete_expired(district.time.at)
    chats.too_old = {place for place in chats.shown if place[0] == amal.visitor.chat}
    assert "They wait for her" in read_by(chats, amal), "nothing can be deleted there"
    await unblocks(amal, chats)
    assert "They wait for her" not in read_by(chats, amal)


async def test_a_message_that_was_taken_away_leaves_the_chat_of_somebody_who_blocked_the_bot_meanwhile(
    district: District,
) -> None:
    """A file that was restricted leaves every chat in this way (SG36)."""
    await two_of_one_child(district)
    amal, _ = await people(district)
    chats, case = Chats(district), await case_of(district, ONE)
    async with district.database.begin() as uow:
        said = SayOfCase(key="staff-released", number=ONE)
        await uow.outbox.add(Notice(said, ToPerson(amal.agent.person), case=case.id, slot="file:7"))
        await uow.commit()
    await chats.deliver()
    assert read_by(chats, amal)
    chats.blocked = {amal.visitor.chat}
    async with district.database.begin() as uow:
        await take_away(Transaction(district.services, uow, district.time.at), case, "file:7")
        await uow.commit()
    await chats.deliver()
    district.time.move(days=1)
    await chats.deliver()
    assert read_by(chats, amal), "nothing can be deleted there"
    await unblocks(amal, chats)
    assert not read_by(chats, amal)


async def test_somebody_who_has_blocked_the_bot_finds_nothing_of_the_case_when_they_are_back(
    district: District,
) -> None:
    """They read their chat as soon as they unblock it. It may be that no update says so."""
    amal, hana, chats = await amal_has_opened_it(district)
    assert "They wait for her" in read_by(chats, amal)
    chats.blocked = {amal.visitor.chat}
    await hands_on(hana, body=True)
    await chats.deliver()
    district.time.move(days=1)
    await chats.deliver()
    assert "They wait for her" in read_by(chats, amal), "nothing can be deleted there"
    chats.blocked = set()
    district.time.move(seconds=300)
    await chats.deliver()
    assert "They wait for her" not in read_by(chats, amal)


async def test_nothing_is_tried_again_in_the_chat_of_an_account_that_is_deleted(district: District) -> None:
    """Nobody will ever read it."""
    amal, hana, chats = await amal_has_opened_it(district)
    chats.deleted = {amal.visitor.chat}
    await hands_on(hana, body=True)
    chats.asked.clear()
    await chats.deliver()
    at_once = chats.asked[amal.visitor.chat]
    assert at_once > 0
    for _ in range(5):
        district.time.move(seconds=3600)
        await chats.deliver()
    assert chats.asked[amal.visitor.chat] == at_once

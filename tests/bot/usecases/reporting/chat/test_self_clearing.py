"""Messages that are deleted by themselves: a receipt code after a minute, a whole chat where its person chose so."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.chats import CLEARED_AFTER
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.queues.delivery import Later, Sent
from bot.usecases.reporting import sending
from bot.usecases.reporting.chat import self_clearing
from tests.support.notices import facts_of, notice_of
from tests.support.officers import reported
from tests.support.people import District, Someone, open_district


async def tended(district: District) -> list[set[int]]:
    """The ticker runs; returns which messages are to be deleted, deletion by deletion."""
    await self_clearing.delete_due_messages(district.services, district.time.at)
    return wiped(await district.deliver())


def wiped(sent: list[Notice]) -> list[set[int]]:
    found = [facts_of(notice)["messages"] for notice in sent if notice.kind == "wipe"]
    return [{int(str(number)) for number in listed} for listed in found if isinstance(listed, list)]


async def noted(district: District, person: Someone) -> set[int]:
    async with district.database.reading() as uow:
        return {int(n) for n in await uow.messages.since(person.visitor.chat, person.now - timedelta(hours=48))}


async def writes(person: Someone, message: int) -> None:
    """A message of the person's own, noted as its commit does."""
    incoming = (person.visitor.chat, MessageId(message), person.now)
    async with person.district.database.bind(None, incoming)() as uow:
        await uow.commit()


async def chooses(person: Someone, hours: int) -> None:
    await self_clearing.choose(person.request, hours)
    await person.district.deliver()


async def test_a_receipt_code_is_deleted_after_ten_minutes_across_restarts(
    district: District, rita: Someone, tmp_path: Path
) -> None:
    await reported(rita)
    district.time.move(minutes=9, seconds=59)
    assert await tended(district) == []
    again = await open_district(tmp_path)
    again.time.at = district.time.at
    again.time.move(seconds=1)
    gone = [await tended(again), await tended(again)]
    await again.database.close()
    assert [[len(messages) for messages in deletions] for deletions in gone] == [[1], []]


async def test_the_second_copy_of_a_receipt_code_is_deleted_too(district: District, rita: Someone) -> None:
    await reported_up_to_the_code(district, rita)
    [row] = await district.database.outbox.lease(district.time.at, 50, frozenset())
    await district.database.outbox.record_result(row, Later(reason="Uncertain", uncertain=True), district.time.at)
    district.time.move(seconds=2)
    [row] = await district.database.outbox.lease(district.time.at, 50, frozenset())
    assert row.notice.kind == "receipt_code"
    known = await noted(district, rita)
    await district.database.outbox.record_result(row, Sent((MessageId(2007),)), district.time.at)
    district.time.move(minutes=10)
    [gone] = await tended(district)
    assert {2006, 2007} <= gone
    assert not gone & known


async def reported_up_to_the_code(district: District, rita: Someone) -> None:
    """Everything is out but the code."""
    await rita.is_reporting()
    await rita.say("They wait for him.")
    await rita.done("story")
    await rita.check()
    await sending.send(rita.request)
    while True:
        rows = await district.database.outbox.lease(district.time.at, 50, frozenset())
        for row in rows:
            if row.notice.kind == "received":
                await district.database.outbox.record_result(row, Sent((MessageId(2000),)), district.time.at)
                return
            await district.database.outbox.record_result(row, Sent((MessageId(1900 + row.id),)), district.time.at)


@pytest.mark.parametrize("hours", CLEARED_AFTER)
async def test_a_message_is_deleted_the_chosen_hours_after_it_was_sent(
    district: District, rita: Someone, hours: int
) -> None:
    await chooses(rita, hours)
    district.time.move(minutes=20)
    await writes(rita, 900)
    district.time.move(minutes=60 * hours - 1)
    assert 900 not in set().union(*await tended(district))
    district.time.move(minutes=1)
    assert 900 in set().union(*await tended(district))


async def test_every_choice_ends_before_the_fortieth_hour() -> None:
    assert max(CLEARED_AFTER) < 40


async def test_no_message_stays_longer_than_chosen(district: District, rita: Someone) -> None:
    await chooses(rita, 6)
    oldest = {900 + n: rita.now + timedelta(minutes=37 * n) for n in range(40)}
    for message, at in oldest.items():
        district.time.at = at
        await writes(rita, message)
        await tended(district)
        young = {number for number, written in oldest.items() if district.time.at - written < timedelta(hours=6)}
        left = {n for n in oldest if oldest[n] <= district.time.at} - {n for gone in wiped(district.sent) for n in gone}
        assert left <= young


async def test_after_a_downtime_the_chat_is_cleared_at_once(district: District, rita: Someone) -> None:
    await writes(rita, 900)
    await chooses(rita, 24)
    district.time.move(hours=39)
    assert 900 in set().union(*await tended(district))


async def test_a_chat_whose_person_chose_nothing_or_changed_their_mind_is_left_alone(
    district: District, rita: Someone
) -> None:
    await writes(rita, 900)
    await chooses(rita, 1)
    await chooses(rita, 0)
    await writes(Someone(district, user=8), 901)
    district.time.move(hours=30)
    assert await tended(district) == []


async def test_hide_deletes_the_unknown_copy_of_a_message_sent_twice(district: District, rita: Someone) -> None:
    await writes(rita, 900)
    async with district.database.begin() as uow:
        await uow.outbox.add(notice_of("say", ToChat(rita.visitor.chat, "en"), {"key": "added"}))
        await uow.commit()
    for outcome in (Later(reason="Uncertain", uncertain=True), Sent((MessageId(905),))):
        [row] = await district.database.outbox.lease(district.time.at, 50, frozenset())
        await district.database.outbox.record_result(row, outcome, district.time.at)
        district.time.move(seconds=2)
    [gone] = wiped(await rita.hide())
    assert gone == {900, 901, 902, 903, 904, 905}


async def test_without_repeated_sends_only_known_messages_are_deleted(district: District, rita: Someone) -> None:
    await writes(rita, 900)
    await writes(rita, 905)
    [gone] = wiped(await rita.hide())
    assert gone == {900, 905}

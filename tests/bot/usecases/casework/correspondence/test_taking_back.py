"""An answer waits a minute, can be taken back, is sent once, and meets the reply deadline only when it has arrived."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.record import Ending
from bot.domain.cases.steps import running
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.notices.notice import Notice, ToPerson, ToReporter
from bot.domain.queues.delivery import Dead, Gone, Later, Sent
from bot.usecases.casework.correspondence import taking_back
from bot.usecases.deadlines import reminders
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.questions import amal_takes_it
from tests.support.officers import CYL, EDU, ONE, PROC, Officer, employ, history, leaves, officer, reported, the_case
from tests.support.people import District, Someone, kinds, open_district


async def writes_answer(who: Officer, key: str = "thank_you") -> None:
    """From the command to Send; the minute begins."""
    await begins(*who.me, "reply")
    await taps(*who.me, "reply", "which", key)
    await hands_in(*who.me)


async def takes_back(who: Officer) -> None:
    await taking_back.take_back(await asking(*who.me, is_press=True), ONE)


async def replies(district: District) -> list[str]:
    case = await the_case(district)
    async with district.database.reading() as uow:
        return [one.text_key or one.words for one in await uow.reports.replies_of(case.id)]


def reply_deadline(case: Case) -> Ending | None:
    [deadline] = [one for one in case.deadlines if one.kind is DeadlineKind.REPLY]
    return deadline.ended


def answers_to(told: list[Notice]) -> list[Notice]:
    return [one for one in told if isinstance(one.to, ToReporter) and one.kind == "case_answered"]


async def test_an_answer_is_not_sent_and_meets_no_deadline_within_its_minute(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await writes_answer(await amal_takes_it(district))
    district.time.move(seconds=59)
    await reminders.act_on_due(district.services, district.time.at)
    assert answers_to(await district.deliver()) == []
    assert await replies(district) == []
    case = await the_case(district)
    assert (case.answered_at, running(case, DeadlineKind.REPLY) is None) == (None, False)


async def test_an_answer_is_sent_once_and_meets_its_deadline_on_delivery(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await writes_answer(await amal_takes_it(district))
    await leaves(district)
    await leaves(district)
    assert reply_deadline(await the_case(district)) is None
    assert len(answers_to(await district.deliver())) == 1
    case = await the_case(district)
    assert (case.answered_at, reply_deadline(case), case.outgoing) == (district.time.at, Ending.MET, ())
    assert await replies(district) == ["canned-thank_you"]
    assert [one for one in await history(district) if one.startswith("answer")] == [
        "answer_written",
        "answer_left",
        "answered",
    ]


async def test_an_answer_that_may_not_be_sent_meets_its_deadline_once_readable(
    district: District, rita: Someone
) -> None:
    await reported(rita, "no")
    await writes_answer(await amal_takes_it(district))
    await leaves(district)
    case = await the_case(district)
    assert (case.answered_at, reply_deadline(case)) == (district.time.at, Ending.MET)
    assert answers_to(await district.deliver()) == []


async def test_an_answer_that_waits_for_the_morning_meets_its_deadline_then(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    district.time.move(hours=13)
    await writes_answer(amal)
    await leaves(district)
    assert answers_to(await district.deliver()) == []
    assert (await the_case(district)).answered_at is None
    assert await replies(district) == ["canned-thank_you"]
    district.time.move(hours=9)
    assert len(answers_to(await district.deliver())) == 1
    assert (await the_case(district)).answered_at == district.time.at


async def test_an_answer_taken_back_is_not_sent_and_meets_no_deadline(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await writes_answer(amal)
    await takes_back(amal)
    assert "answer_taken_back" in kinds(await district.deliver())
    district.time.move(hours=1)
    await reminders.act_on_due(district.services, district.time.at)
    assert answers_to(await district.deliver()) == []
    assert await replies(district) == []
    case = await the_case(district)
    assert (case.answered_at, case.outgoing, reply_deadline(case)) == (None, (), None)


async def test_an_answer_cannot_be_taken_back_after_the_minute(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await writes_answer(amal)
    await leaves(district)
    with pytest.raises(IllegalStep, match="answer-has-left"):
        await takes_back(amal)


async def test_taking_back_takes_the_newer_of_two_answers(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await writes_answer(amal, "passed_on")
    await writes_answer(amal, "thank_you")
    await takes_back(amal)
    await leaves(district)
    assert await replies(district) == ["canned-passed_on"]


async def test_the_lead_and_the_supervising_body_may_take_an_answer_back_and_a_support_not(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    support, bo, paula = officer(district, 30, CYL), officer(district, 31, EDU), officer(district, 32, PROC)
    await support.takes()
    for who in (bo, paula):
        await employ(district, who)
        await writes_answer(amal)
        with pytest.raises(NotAllowed):
            await takes_back(support)
        await takes_back(who)
    await leaves(district)
    assert await replies(district) == []


@pytest.mark.parametrize("outcome", [Gone("blocked"), Sent(is_free=True)])
async def test_an_undeliverable_answer_meets_its_deadline_because_it_can_be_read(
    district: District, rita: Someone, outcome: Gone | Sent
) -> None:
    """The person has blocked the bot, or has said no meanwhile."""
    await reported(rita, "yes")
    await writes_answer(await amal_takes_it(district))
    await leaves(district)
    await record_result(district, outcome)
    assert reply_deadline(await the_case(district)) is Ending.MET


@pytest.mark.parametrize("outcome", [Dead("BadRequest"), Later(until=None, reason="x")])
async def test_an_answer_that_was_not_delivered_meets_no_deadline(
    district: District, rita: Someone, outcome: Dead | Later
) -> None:
    await reported(rita, "yes")
    await writes_answer(await amal_takes_it(district))
    await leaves(district)
    await record_result(district, outcome)
    assert reply_deadline(await the_case(district)) is None


async def record_result(district: District, outcome: Gone | Sent | Dead | Later) -> None:
    """The row with the answer ends with this outcome."""
    for row in await district.database.outbox.lease(district.time.at, 50, frozenset()):
        is_answer = row.notice.kind == "case_answered"
        await district.database.outbox.record_result(row, outcome if is_answer else Sent(), district.time.at)


async def test_two_answers_that_go_out_as_one_message_have_both_arrived(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    district.time.move(hours=13)
    await writes_answer(amal, "passed_on")
    await leaves(district)
    await writes_answer(amal, "thank_you")
    await leaves(district)
    district.time.move(hours=9)
    [one] = answers_to(await district.deliver())
    assert [told.item for told in one.content.answers] == [1, 2]  # type: ignore[union-attr]
    assert (await the_case(district)).outgoing == ()


async def test_no_end_is_agreed_to_while_an_answer_can_be_taken_back(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await amal.assesses(1, 1, 2)
    district.time.move(hours=13)
    await writes_answer(amal)
    await amal.closes("family_support_or_aid")
    paula = officer(district, 32, PROC)
    with pytest.raises(IllegalStep, match="answer-waits"):
        await paula.approves()
    await leaves(district)
    await paula.approves()
    case = await the_case(district)
    assert (case.is_open, reply_deadline(case)) == (False, None)
    district.time.move(hours=9)
    await district.deliver()
    assert reply_deadline(await the_case(district)) is Ending.MET


async def test_no_end_is_agreed_to_when_its_only_answer_was_taken_back(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await amal.assesses(1, 1, 2)
    await writes_answer(amal)
    await amal.closes("family_support_or_aid")
    await takes_back(amal)
    with pytest.raises(IllegalStep, match="answer-first"):
        await officer(district, 32, PROC).approves()


async def test_a_case_without_an_answer_cannot_be_closed(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await amal.assesses(1, 1, 2)
    with pytest.raises(IllegalStep, match="answer-first"):
        await begins(*amal.me, "close")


async def test_own_words_are_kept_as_they_were_written(district: District, rita: Someone) -> None:
    await reported(rita, "no")
    amal = await amal_takes_it(district)
    await begins(*amal.me, "reply")
    await taps(*amal.me, "reply", "which", "own")
    await writes(*amal.me, "We visit tomorrow.")
    await hands_in(*amal.me)
    at = district.time.at
    await leaves(district)
    assert await replies(district) == ["We visit tomorrow."]
    assert district.time.at == at + timedelta(seconds=60)


async def test_the_button_takes_back_only_its_own_answer(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await writes_answer(amal, "passed_on")
    await writes_answer(amal, "thank_you")
    await taking_back.take_back(await asking(*amal.me, is_press=True), ONE, 1)
    await leaves(district)
    assert await replies(district) == ["canned-thank_you"]


async def test_the_author_is_told_that_somebody_else_took_the_answer_back(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal, paula = await amal_takes_it(district), officer(district, 32, PROC)
    await employ(district, paula)
    await writes_answer(amal)
    await district.deliver()
    await takes_back(paula)
    states = [(one.to, one.content.state) for one in await district.deliver() if one.kind == "answer_waits"]  # type: ignore[union-attr]
    assert states == [(ToPerson(amal.agent.person), "taken_back")]


async def test_a_restart_within_the_minute_neither_loses_nor_doubles_an_answer(tmp_path: Path) -> None:
    before = await open_district(tmp_path)
    await before.bind("PSB", "PROC", "EDU", "CYL", "JUS")
    rita = Someone(before)
    await reported(rita, "yes")
    await writes_answer(await amal_takes_it(before))
    await before.deliver()
    at = before.time.at
    await before.database.close()
    after = await open_district(tmp_path)
    try:
        after.time.at = at + timedelta(seconds=61)
        case = await the_case(after)
        looks = [reminders.act_on_case(after.services, after.time.at, case.id) for _ in range(3)]
        await asyncio.gather(*looks)
        assert len(answers_to(await after.deliver())) == 1
        assert await replies(after) == ["canned-thank_you"]
        assert reply_deadline(await the_case(after)) is Ending.MET
    finally:
        await after.database.close()

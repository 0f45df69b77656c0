"""An answer or question that was not sent says so: put away for something else, cancelled, case closed, undelivered."""

from dataclasses import replace

import pytest

from bot.domain.cases.case import CaseState
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Notice, ToPerson
from bot.domain.notices.officer.answers import AnswerWaits
from bot.domain.notices.say import Say
from bot.domain.queues.delivery import Dead, Gone, Outcome, Sent
from bot.usecases.casework.forms import FORMS
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.services import Transaction
from tests.support.acting import BEGIN, begins, hands_in, taps, writes
from tests.support.casework.casework import words_of
from tests.support.casework.questions import amal_takes_it
from tests.support.officers import Officer, history, leaves, reported, the_case
from tests.support.people import District, Someone

OTHERS = ("assess", "act", "note", "transfer", "recuse", "bringin")
"""What else the lead's officer may begin while an answer lies on the desk."""


def said(told: list[Notice]) -> list[str]:
    """The sentences among what was told."""
    return [notice.content.key for notice in told if isinstance(notice.content, Say)]


async def answers_halfway(who: Officer, *, own: bool) -> None:
    """Up to the preview before Send."""
    await begins(*who.me, "reply")
    await taps(*who.me, "reply", "which", "own" if own else "thank_you")
    if own:
        await writes(*who.me, "We visit tomorrow.")
    await who.district.deliver()


async def at_work(district: District, rita: Someone, contact: str = "yes") -> Officer:
    await reported(rita, contact)
    return await amal_takes_it(district)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("other", OTHERS)
async def test_an_answer_replaced_by_another_form_says_that_it_was_not_sent(
    district: District, rita: Someone, other: str, own: bool
) -> None:
    amal = await at_work(district, rita)
    await answers_halfway(amal, own=own)
    assert other in BEGIN
    assert other in FORMS
    await begins(*amal.me, other)
    told = await district.deliver()
    assert said(told) == ["staff-reply-unsent"]
    assert told[0].kind == "say"
    assert "answered" not in await history(district)


@pytest.mark.parametrize("other", OTHERS)
async def test_an_empty_form_is_replaced_without_a_message(district: District, rita: Someone, other: str) -> None:
    amal = await at_work(district, rita)
    await begins(*amal.me, "reply")
    await district.deliver()
    await begins(*amal.me, other)
    assert said(await district.deliver()) == []


async def test_any_other_replaced_form_says_that_it_was_not_saved(district: District, rita: Someone) -> None:
    amal = await at_work(district, rita)
    await begins(*amal.me, "assess")
    await taps(*amal.me, "assess", "hazard", 0)
    await district.deliver()
    await begins(*amal.me, "reply")
    assert said(await district.deliver()) == ["staff-desk-unsaved"]


@pytest.mark.parametrize("own", [False, True])
async def test_a_cancelled_answer_says_that_it_was_not_sent(district: District, rita: Someone, own: bool) -> None:
    amal = await at_work(district, rita)
    await answers_halfway(amal, own=own)
    await hands_in(*amal.me, "stop")
    assert said(await district.deliver()) == ["staff-reply-unsent"]
    await begins(*amal.me, "reply")
    await district.deliver()
    await hands_in(*amal.me, "stop")
    assert said(await district.deliver()) == ["staff-desk-stopped"]


@pytest.mark.parametrize(("is_begun", "key"), [(True, "staff-closed-unsent"), (False, "staff-closed")])
async def test_an_unsent_answer_of_a_closed_case_says_that_it_was_not_sent(
    district: District, rita: Someone, key: str, *, is_begun: bool
) -> None:
    amal = await at_work(district, rita)
    await begins(*amal.me, "reply")
    if is_begun:
        await answers_halfway(amal, own=True)
    await district.deliver()
    case = await the_case(district)
    async with district.database.begin() as uow:
        closed = replace(case, state=CaseState.CLOSED, closed_at=district.time.at)
        await follow_case(Transaction(district.services, uow, district.time.at), case, closed)
        await uow.commit()
    assert key in said(await district.deliver())


async def undelivered(district: District, outcome: Outcome) -> list[Notice]:
    """The minute is over, and this is Telegram's answer to the message to the reporter."""
    await leaves(district)
    fresh = list[Notice]()
    while rows := await district.database.outbox.lease(district.time.at, 50, frozenset()):
        for row in rows:
            fresh.append(row.notice)
            is_answer = row.notice.kind == "case_answered"
            sent = Sent((MessageId(3000 + row.id),))
            await district.database.outbox.record_result(row, outcome if is_answer else sent, district.time.at)
    return fresh


def states(told: list[Notice], who: Officer) -> list[str]:
    """What the author reads about their answer."""
    mine = [notice for notice in told if notice.to == ToPerson(who.agent.person)]
    return [notice.content.state for notice in mine if isinstance(notice.content, AnswerWaits)]


@pytest.mark.parametrize("outcome", [Gone("Forbidden"), Dead("BadRequest"), Sent(is_free=True)])
async def test_whoever_wrote_an_answer_that_was_not_delivered_hears_of_it(
    district: District, rita: Someone, outcome: Outcome
) -> None:
    amal = await at_work(district, rita)
    await answers_halfway(amal, own=True)
    await hands_in(*amal.me)
    assert states(await undelivered(district, outcome), amal) == ["left", "undelivered"]


async def test_an_answer_that_arrives_or_can_be_read_is_not_reported_undelivered(
    district: District, rita: Someone
) -> None:
    amal = await at_work(district, rita)
    await answers_halfway(amal, own=True)
    await hands_in(*amal.me)
    assert states(await undelivered(district, Sent((MessageId(7),))), amal) == ["left"]
    assert (await the_case(district)).answered_at is not None


@pytest.mark.parametrize(("contact", "until"), [("yes", "It leaves in one minute."), ("no", "They can read it after")])
async def test_a_waiting_answer_says_when_and_how_it_reaches_the_reporter(
    district: District, rita: Someone, contact: str, until: str
) -> None:
    amal = await at_work(district, rita, contact)
    await answers_halfway(amal, own=False)
    await hands_in(*amal.me, "go")
    [waits] = [notice for notice in await district.deliver() if isinstance(notice.content, AnswerWaits)]
    words = await words_of(district, waits)
    assert until in words
    assert ("leaves" in words) == (contact == "yes")

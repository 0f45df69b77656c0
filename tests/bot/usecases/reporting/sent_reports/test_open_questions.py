"""L7 for the person who is asked: contact, hours, the five words, ten minutes; any answer; nothing for anybody else."""

import asyncio
import tempfile
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path as Folder

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.notices.notice import Notice, ToReporter
from bot.domain.notices.officer.questions import AskShown, QuestionShown
from bot.domain.notices.say import Say
from bot.domain.report import MediaState
from bot.usecases.reporting import words_told
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.sent_reports import additions, follow_up, receipts
from bot.usecases.reporting.writing import Written
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.bound_district import open_bound
from tests.support.casework.questions import amal_takes_it, asks, questions, reads
from tests.support.domain.examples import examples
from tests.support.officers import Officer, reported, the_case
from tests.support.people import District, Someone, answer_until, kinds
from tests.support.reporting.receipts import code_in, comes
from tests.support.reporting.safe_contact import ZONE, SentUnasked

TEN = timedelta(minutes=10)


async def child_told(rita: Someone, age: str = "under_14", contact: str = "") -> None:
    """Somebody under 18 tells of themselves."""
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", age)
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for me.")
    await rita.done("story")
    if contact:
        await answer_until(rita, "contact")
        await rita.choose("contact", contact)
    await rita.check()
    await rita.send()


def shown(told: list[Notice]) -> list[Notice]:
    return [one for one in told if isinstance(one.content, QuestionShown)]


def pushes(told: list[Notice]) -> list[Notice]:
    return [one for one in told if isinstance(one.to, ToReporter)]


async def five_words(rita: Someone) -> tuple[int, ...]:
    """The code from the receipt; a child asks for it by a tap."""
    if not any(one.kind == "receipt_code" for one in rita.district.sent):
        await receipts.show_words(rita.request)
        await rita.district.deliver()
    return code_in(rita.district.sent)


@pytest.mark.parametrize("contact", ["", "no", "unknown"])
async def test_without_a_yes_a_question_waits_until_the_receipt_words_are_entered(
    district: District, rita: Someone, contact: str
) -> None:
    await reported(rita, contact)
    assert pushes(await asks(await amal_takes_it(district))) == []
    word, told = await reads(rita)
    assert (word, kinds(told)) == ("", ["question_gate"])
    [notice] = shown(await comes(rita, await five_words(rita)))
    assert notice.gone_after == TEN


@pytest.mark.parametrize("later", ["no", "unknown", ""])
async def test_a_newer_report_without_a_yes_forbids_questions_about_an_older_one(
    district: District, rita: Someone, later: str
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    district.time.move(minutes=1)
    await reported(rita, later)
    await begins(*amal.me, "ask")
    await taps(*amal.me, "ask", "template", "how_now")
    [preview] = [one.content for one in await district.deliver() if isinstance(one.content, AskShown)][-1:]
    assert [one.at for one in preview.reports] == [None]
    await hands_in(*amal.me)
    told = await district.deliver()
    assert [one.content.key for one in told if isinstance(one.content, Say)] == ["staff-ask-kept"]
    assert pushes(told) == []


@pytest.mark.parametrize("age", ["under_14", "14_17"])
@pytest.mark.parametrize("contact", ["yes", "no"])
async def test_somebody_under_18_must_enter_the_receipt_words_to_read_a_question(
    district: District, rita: Someone, age: str, contact: str
) -> None:
    await child_told(rita, age, contact)
    told = await asks(await amal_takes_it(district))
    assert len(pushes(told)) == (contact == "yes")
    assert shown((await reads(rita))[1]) == []
    [notice] = shown(await comes(rita, await five_words(rita)))
    assert notice.gone_after == TEN


async def test_wrong_receipt_words_show_no_question(district: District, rita: Someone) -> None:
    await child_told(rita, contact="yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    assert kinds(await comes(rita, (1, 2, 3, 4, 5)))[-1] == "follow_wrong"
    [_] = shown(await comes(rita, await five_words(rita)))


async def test_after_the_receipt_words_messages_answer_the_question_for_ten_minutes(
    district: District, rita: Someone
) -> None:
    await child_told(rita, contact="yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    await comes(rita, await five_words(rita))
    await words_told.tell(rita.request, words_told.ToldMessage(Written(rita.piece("At my aunt's", None))))
    [report] = await rita.reports()
    assert [(one.question, one.pieces[0].text) for one in report.additions] == [(1, "At my aunt's")]
    district.time.move(minutes=11)
    await words_told.tell(rita.request, words_told.ToldMessage(Written(rita.piece("x", None))))
    assert (await rita.reports())[0].additions == report.additions


async def test_the_receipt_words_open_the_question_from_any_account(district: District, rita: Someone) -> None:
    await reported(rita, "no")
    await asks(await amal_takes_it(district))
    other = Someone(district, 77)
    [followed] = [one for one in await comes(other, await five_words(rita)) if one.kind == "followed"]
    assert followed.content.questions == 1  # type: ignore[union-attr]
    await follow_up.read_question(other.request)
    [_] = shown(await district.deliver())
    await words_told.tell(other.request, words_told.ToldMessage(Written(other.piece("In the yard", None))))
    await district.deliver()
    [report] = await rita.reports()
    assert [one.question for one in report.additions] == [1]
    assert [one.state.value for one in await questions(district)] == ["answered"]


async def test_a_button_that_stands_in_the_chat_still_asks_for_the_words_anew_later(
    district: District, rita: Someone
) -> None:
    await child_told(rita, contact="yes")
    await asks(await amal_takes_it(district))
    await comes(rita, await five_words(rita))
    district.time.move(minutes=11)
    await follow_up.read_question(rita.request)
    assert kinds(await district.deliver()) == ["follow_ask"]


async def test_without_contact_an_answer_is_read_with_the_receipt_words(district: District, rita: Someone) -> None:
    await reported(rita, "no")
    amal = await amal_takes_it(district)
    await amal.answers("thank_you")
    other = Someone(district, 77)
    [followed] = [one for one in await comes(other, await five_words(rita)) if one.kind == "followed"]
    assert followed.content.answers == 1  # type: ignore[union-attr]
    assert "thank" not in repr(followed)
    await follow_up.read_answers(other.request)
    [shown_answers] = await district.deliver()
    assert (shown_answers.kind, shown_answers.gone_after) == ("follow_answers", TEN)
    stranger = Someone(district, 78)
    await follow_up.read_answers(stranger.request)
    assert kinds(await district.deliver()) == ["follow_ask"]


@pytest.mark.parametrize("kind", ["voice", "photo", "video", "document"])
async def test_a_file_can_answer_a_question(district: District, rita: Someone, kind: str) -> None:
    await reported(rita, "yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    await rita.file(kind)
    [report] = await rita.reports()
    [added] = report.additions
    assert (added.question, added.media[0].state) == (1, MediaState.STORED)
    assert [one.state.value for one in await questions(district)] == ["answered"]


async def test_one_word_of_thanks_is_an_answer_when_a_question_waits_for_it(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    await additions_of_courtesy(rita)
    assert [one.state.value for one in await questions(district)] == ["answered"]


async def additions_of_courtesy(rita: Someone) -> None:
    await words_told.tell(rita.request, words_told.ToldMessage(Written(replace(rita.piece("OK", None), courtesy=True))))
    await rita.district.deliver()


async def test_after_done_more_words_do_not_answer_the_question(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    await additions.end_addition(rita.request)
    await rita.say("Something else")
    assert [one.state.value for one in await questions(district)] == ["open"]


async def test_a_begun_report_comes_before_an_open_question(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await asks(await amal_takes_it(district))
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    _, told = await reads(rita)
    assert shown(told) == []
    assert [one.content.notes for one in told] == [("question-later",)]  # type: ignore[union-attr]


async def test_hide_removes_the_question_and_stops_waiting_for_receipt_words(district: District, rita: Someone) -> None:
    await child_told(rita, contact="yes")
    await asks(await amal_takes_it(district))
    await reads(rita)
    await comes(rita, await five_words(rita))
    await hiding.hide(rita.request)
    await district.deliver()
    await words_told.tell(rita.request, words_told.ToldMessage(Written(rita.piece("x", None))))
    assert (await rita.reports())[0].additions == ()


async def push_of(folder: Folder, contact: str, age: str, hour: int, words: str) -> tuple[SentUnasked, str]:
    """A question is asked at that hour; what reaches the reporter's chat within a day by itself."""
    district = await open_bound(folder)
    try:
        rita = Someone(district)
        if age == "adult":
            await reported(rita, contact)
        else:
            await child_told(rita, age, contact)
        amal = await amal_takes_it(district)
        district.time.move(hours=24 + hour)
        await ask_so(district, amal, age, words)
        told = SentUnasked(7)
        for _ in range(26):
            await told.deliver(district)
            district.time.move(hours=1)
        asked = (await the_case(district)).questions
        return told, asked[0].words or asked[0].template
    finally:
        await district.database.close()


async def ask_so(district: District, amal: Officer, age: str, words: str) -> None:
    await begins(*amal.me, "ask")
    own = age == "adult" and words
    await taps(*amal.me, "ask", "template", "own" if own else "who_knows_now")
    if own:
        await writes(*amal.me, words)
    await hands_in(*amal.me)


HOURS = {"yes": (time(7), time(22)), "times-morning": (time(7), time(12)), "times-evening": (time(18), time(22))}
"""When people who have named hours may be written to."""
CONTACTS = st.sampled_from([*HOURS, "no", "unknown", ""])
WORDS = st.sampled_from(["", "What about the heron on Wednesday?", "那天晚上后来发生了什么？"])


@settings(max_examples=examples(2), deadline=None)
@example(contact="yes", age="adult", hour=14, words="What about the heron on Wednesday?")
@example(contact="times-morning", age="adult", hour=14, words="")
@example(contact="no", age="14_17", hour=3, words="")
@example(contact="yes", age="under_14", hour=18, words="")
@given(contact=CONTACTS, age=st.sampled_from(["adult", "14_17", "under_14"]), hour=st.integers(0, 23), words=WORDS)
def test_the_message_about_a_question_has_no_content_and_is_sent_only_when_allowed(
    contact: str, age: str, hour: int, words: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told, asked = asyncio.run(push_of(Folder(folder), contact, age, hour, words))
    asked_of = [notice for _, notice in told.heard if notice.kind == "question_waits"]
    assert len(asked_of) == (contact in HOURS)
    for at, notice in told.heard:
        first, last = HOURS[contact]
        assert first <= at.astimezone(ZONE).time() < last
        assert notice.silent
        assert notice.starts
        assert asked not in repr(notice)

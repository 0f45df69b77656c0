"""L7 on the real database: a question is put on the desk, in allowed words, by people who may; and taken back."""

import pytest

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.flags import Flag
from bot.domain.cases.work import QuestionState
from bot.domain.desk import Previewing, Writing
from bot.domain.errors import IllegalStep, NotAllowed, NotFound
from bot.domain.notices.notice import Notice, ToPerson, ToReporter
from bot.domain.notices.officer.questions import AskShown
from bot.usecases.deadlines import reminders
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.casework.questions import amal_takes_it, asks, asks_in_own_words, questions, reads
from tests.support.officers import CYL, ONE, PROC, employ, history, officer, reported, the_case
from tests.support.people import District, Someone, kinds


def desk(told: list[Notice]) -> AskShown:
    return next(one.content for one in reversed(told) if isinstance(one.content, AskShown))


def words_to_askers(told: list[Notice]) -> list[str]:
    return [one.content.key for one in told if one.kind == "say" and isinstance(one.to, ToPerson)]  # type: ignore[union-attr]


async def test_an_adult_is_told_of_a_question_reads_it_after_a_tap_and_answers(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    told = await asks(amal, "where_found")
    [push] = [one for one in told if isinstance(one.to, ToReporter)]
    assert (push.kind, push.starts, push.silent) == ("question_waits", True, True)
    assert "where_found" not in repr(push)
    case = await the_case(district)
    assert Flag.INFO_REQUESTED in case.flags
    _, shown = await reads(rita)
    assert kinds(shown) == ["question_shown"]
    heard = await rita.say("Behind the old market, most days")
    assert words_to_askers(heard) == ["staff-ask-answered"]
    case = await the_case(district)
    assert [one.state for one in case.questions] == [QuestionState.ANSWERED]
    assert Flag.INFO_REQUESTED not in case.flags
    [report] = await rita.reports()
    assert [(one.question, one.pieces[0].text) for one in report.additions] == [(1, "Behind the old market, most days")]


async def test_a_question_stops_no_deadline_and_does_not_count_as_the_promised_answer(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    before = (await the_case(district)).deadlines
    await asks(amal)
    await reads(rita)
    await rita.say("He is at home")
    case = await the_case(district)
    assert [deadline for deadline in case.deadlines if deadline.kind is not DeadlineKind.QUESTION] == list(before)
    assert case.answered_at is None


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("Why did nobody call?", "asks-why"),
        ("Did he come back?", "leads"),
        ("Who touched him on that day?", "states"),
        ("What proof is there?", "blames"),
    ],
)
async def test_a_refused_wording_stays_on_the_desk_with_the_reason_until_a_better_one(
    district: District, rita: Someone, words: str, refusal: str
) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks_in_own_words(amal, words)
    shown = desk(await district.deliver())
    assert (shown.state, shown.refusal) == (Writing("write"), refusal)
    assert await questions(district) == ()
    await writes(*amal.me, "What happened after that?")
    assert desk(await district.deliver()).state == Previewing()
    await hands_in(*amal.me)
    [one] = await questions(district)
    assert (one.template, one.words) == ("", "What happened after that?")


async def test_a_question_may_name_an_act_that_the_reporter_has_told_of(district: District, rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("They beat him after school.")
    await rita.check()
    await rita.send()
    amal = await amal_takes_it(district)
    await asks_in_own_words(amal, "Who was there when they beat him?")
    assert desk(await district.deliver()).state == Previewing()


@pytest.mark.parametrize("age", ["under_14", "14_17"])
async def test_somebody_under_18_is_asked_only_approved_questions(district: District, rita: Someone, age: str) -> None:
    await rita.start()
    await rita.choose("start", "child_self")
    await rita.choose("danger", "no")
    await rita.choose("age_reporter", age)
    await rita.tick("harms", "bullying")
    await rita.choose("next_steps", "go_on")
    await rita.say("They wait for me.")
    await rita.check()
    await rita.send()
    amal = await amal_takes_it(district)
    await begins(*amal.me, "ask")
    shown = desk(await district.deliver())
    assert "own" not in shown.options
    with pytest.raises(IllegalStep, match="approved-questions-only"):
        await taps(*amal.me, "ask", "template", "own")


async def test_two_questions_at_most_wait_and_one_can_be_taken_back(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal, "how_now")
    await asks(amal, "what_helps")
    with pytest.raises(IllegalStep, match="two-questions-wait"):
        await begins(*amal.me, "ask")
    await begins(*amal.me, "unask")
    await taps(*amal.me, "unask", "which", "1")
    await hands_in(*amal.me)
    states = [one.state for one in await questions(district)]
    assert states == [QuestionState.WITHDRAWN, QuestionState.OPEN]
    assert "question_withdrawn" in await history(district)
    await begins(*amal.me, "ask")


async def test_a_question_that_is_taken_back_is_read_by_nobody(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal)
    await begins(*amal.me, "unask")
    await hands_in(*amal.me)
    await district.deliver()
    assert await reads(rita) == ("question-over", [])


async def test_a_support_may_not_ask_and_the_supervising_body_may(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    await amal_takes_it(district)
    support = officer(district, 30, CYL)
    await support.takes()
    with pytest.raises(NotAllowed):
        await begins(*support.me, "ask")
    paula = officer(district, 31, PROC)
    await employ(district, paula)
    await asks(paula)
    assert [one.agency for one in await questions(district)] == [PROC]


async def test_after_72_hours_the_asker_is_told_once_and_nobody_is_late(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal)
    told = []
    for _ in range(10):
        district.time.move(hours=12)
        await reminders.act_on_due(district.services, district.time.at)
        told += await district.deliver()
    assert words_to_askers(told).count("staff-ask-unanswered") == 1
    assert not [one for one in told if "question" in repr(one.content) and one.kind in {"reminder", "ladder"}]
    _, shown = await reads(rita)
    assert kinds(shown) == ["question_shown"]
    assert "staff-ask-answered" in words_to_askers(await rita.say("At home, with his aunt"))


async def test_an_asker_who_recused_themselves_is_not_told_the_answer(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await asks(amal)
    await begins(*amal.me, "recuse")
    await taps(*amal.me, "recuse", "who", "me")
    await writes(*amal.me, "I know the family")
    await district.deliver()
    await reads(rita)
    assert words_to_askers(await rita.say("At home")) == []


async def test_a_closed_case_leaves_no_question_waiting(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await amal_takes_it(district)
    await amal.assesses(1, 1, 2)
    await amal.answers("passed_on")
    await asks(amal)
    await amal.closes("family_support_or_aid")
    paula = officer(district, 31, PROC)
    await paula.approves()
    await district.deliver()
    case = await the_case(district)
    assert [one.state for one in case.questions] == [QuestionState.WITHDRAWN]
    assert Flag.INFO_REQUESTED not in case.flags
    assert await reads(rita) == ("question-over", [])
    with pytest.raises(NotFound):
        await reads(Someone(district, 99), ONE)

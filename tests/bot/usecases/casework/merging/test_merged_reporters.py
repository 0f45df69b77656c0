"""Two reports in one case: each reporter reads, is told and is answered as if the case held nothing but their own."""

from datetime import timedelta

from bot.domain.cases.case import CaseState, DeadlineKind
from bot.domain.notices.notice import Notice, ToAgency, ToReporter
from bot.domain.notices.officer.answers import AnswerWaits
from bot.domain.notices.officer.questions import AskShown, QuestionWaits
from bot.domain.notices.reporter.reports import Added
from bot.domain.notices.reporter.to_reporters import AnswerLate, CaseAcknowledged, CaseAnswered
from tests.support.acting import begins, hands_in, taps
from tests.support.casework.casework import words_of
from tests.support.casework.merging import (
    SECOND,
    adds,
    case_of,
    merges,
    parts,
    reads,
    supervisor_of,
    tells,
    two_of_one_child,
)
from tests.support.officers import EDU, PROC, Officer, leaves, officer, ticks
from tests.support.people import District, Someone


async def answers(who: Officer, to: int = 0, key: str = "thank_you") -> list[Notice]:
    """An answer to the reporter of one of the two, or of a case that is one alone; what is sent when it has left."""
    await begins(*who.me, "reply")
    if to:
        await taps(*who.me, "reply", "to", str(to))
    await taps(*who.me, "reply", "which", key)
    await hands_in(*who.me)
    await leaves(who.district)
    return await who.district.deliver()


def told(sent: list[Notice], kind: type) -> list[Notice]:
    return [notice for notice in sent if isinstance(notice.content, kind) and isinstance(notice.to, ToReporter)]


async def test_merging_and_unmerging_change_nothing_that_either_reporter_reads(district: District) -> None:
    rita, omar = await two_of_one_child(district)
    await officer(district, 20, EDU).takes()
    before = [await reads(district, who) for who in (rita, omar)]
    sue = await supervisor_of(district)
    sent = await merges(sue)
    assert not [notice for notice in sent if isinstance(notice.to, ToReporter)]
    assert [await reads(district, who) for who in (rita, omar)] == before
    sent = await parts(sue)
    assert not [notice for notice in sent if isinstance(notice.to, ToReporter)]
    assert [await reads(district, who) for who in (rita, omar)] == before


async def test_words_of_either_reporter_go_to_the_bodies_of_the_merged_case(district: District) -> None:
    rita, omar = await two_of_one_child(district)
    await merges(await supervisor_of(district))
    for who, number in ((rita, 1), (omar, 2)):
        sent = await adds(who, number, "It happened again today.")
        [said] = [notice.content for notice in sent if isinstance(notice.content, Added)]
        assert (said.number, said.word) == (number, "added")
        heard = [n for n in sent if n.kind == "more_told" and isinstance(n.to, ToAgency)]
        first = await case_of(district, 1)
        assert {n.case for n in heard} == {first.id}
        assert {n.to.agency for n in heard if isinstance(n.to, ToAgency)} == {
            t.agency for t in first.tasks if t.is_open
        }
    second = await case_of(district, 2)
    async with district.database.reading() as uow:
        [report] = await uow.reports.of_case(second.id)
    assert [piece.text for addition in report.additions for piece in addition.pieces] == ["It happened again today."]


async def test_an_answer_reaches_one_reporter_and_meets_their_promise_alone(district: District) -> None:
    rita, omar = await two_of_one_child(district)
    second = await case_of(district, 2)
    amal = officer(district, 20, EDU)
    await merges(await supervisor_of(district))
    sent = told(await answers(amal, 2), CaseAnswered)
    assert [n.content.number for n in sent if isinstance(n.content, CaseAnswered)] == [2]
    told_author = [n.content for n in district.sent if isinstance(n.content, AnswerWaits)]
    assert [(one.state, one.number) for one in told_author] == [("waits", 2), ("left", 2)]
    case = await case_of(district, 1)
    waits = {
        deadline.of
        for deadline in case.deadlines
        if deadline.kind is DeadlineKind.REPLY and deadline.stopped_at is None
    }
    assert (waits, case.answered_at) == ({None}, None)
    assert "Thank you" in await reads(district, omar)
    assert "Thank you" not in await reads(district, rita)
    sent = told(await answers(amal, 1), CaseAnswered)
    assert [n.content.number for n in sent if isinstance(n.content, CaseAnswered)] == [1]
    [story, *_] = await amal.opens()
    assert to_whom(await words_of(district, story)) == [2, 1]
    await parts(await supervisor_of(district))
    async with district.database.reading() as uow:
        assert len(await uow.reports.replies_of(second.id)) == 1
    assert (await case_of(district, 2)).answered_at is not None


async def test_for_each_reporter_the_case_says_whether_they_may_be_written_to(district: District) -> None:
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, "They wait for her after school.", contact="no")
    await tells(omar, "She comes home with torn books.")
    await district.deliver()
    await merges(await supervisor_of(district))
    [story, *_] = await officer(district, 20, EDU).opens()
    assert (await words_of(district, story)).endswith(
        "<b>Report of case 1</b>\nThe reporter must not be written to. Your answer is kept until they ask for it.\n\n"
        "<b>Report of case 2</b>\nThe reporter may be written to here."
    )


async def test_an_answer_on_its_way_during_a_merge_meets_its_own_promise(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await begins(*amal.me, "reply", SECOND)
    await taps(*amal.me, "reply", "which", "thank_you", SECOND)
    await hands_in(*amal.me, number=SECOND)
    await leaves(district)
    await merges(await supervisor_of(district))
    await district.deliver()
    case = await case_of(district, 1)
    waits = {
        deadline.of
        for deadline in case.deadlines
        if deadline.kind is DeadlineKind.REPLY and deadline.stopped_at is None
    }
    assert waits == {None}


async def test_a_question_names_its_reporter_and_reaches_only_them(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merges(await supervisor_of(district))
    await begins(*amal.me, "ask")
    [shown] = [n.content for n in await district.deliver() if isinstance(n.content, AskShown)]
    assert [one.number for one in shown.reports] == [1, 2]
    await taps(*amal.me, "ask", "report", "2")
    await taps(*amal.me, "ask", "template", "how_now")
    await hands_in(*amal.me)
    sent = [n.content for n in await district.deliver() if isinstance(n.content, QuestionWaits)]
    assert [one.number for one in sent] == [2]


async def test_every_shown_question_and_answer_names_its_reporters_case(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await merges(await supervisor_of(district))
    for place, template in (("2", "how_now"), ("1", "what_more")):
        await begins(*amal.me, "ask")
        await taps(*amal.me, "ask", "report", place)
        await taps(*amal.me, "ask", "template", template)
        shown = [n for n in await district.deliver() if isinstance(n.content, AskShown)]
        assert f"The reporter of case {place} will be asked" in await words_of(district, shown[-1])
        await hands_in(*amal.me)
    await begins(*amal.me, "reply")
    await taps(*amal.me, "reply", "to", "2")
    await taps(*amal.me, "reply", "which", "thank_you")
    await hands_in(*amal.me)
    await district.deliver()
    [story, *_] = await amal.opens()
    await begins(*amal.me, "unask")
    [which] = [n for n in await district.deliver() if n.kind == "unask_prompt"]
    assert to_whom(await words_of(district, story)) == [2, 1, 2]
    assert to_whom(await words_of(district, which)) == [2, 1]


def to_whom(words: str) -> list[int]:
    """The numbers by which reporters know their reports, for a question or an answer, in order."""
    lines = [line for line in words.splitlines() if line.startswith("To the reporter of case ")]
    return [int(line.removeprefix("To the reporter of case ").rstrip(":")) for line in lines]


async def test_a_late_answer_is_told_to_the_one_whose_promise_was_missed(district: District) -> None:
    await two_of_one_child(district)
    await merges(await supervisor_of(district))
    first = await case_of(district, 1)
    district.time.at = first.received_at + timedelta(days=3)
    sent = told(await ticks(district), AnswerLate)
    assert [n.content.number for n in sent if isinstance(n.content, AnswerLate)] == [1]


async def test_an_acknowledgement_after_a_merge_is_told_only_to_reporters_not_yet_told(district: District) -> None:
    await two_of_one_child(district)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await district.deliver()
    await merges(await supervisor_of(district))
    district.time.move(minutes=1)
    await amal.takes()
    sent = told(await district.deliver(), CaseAcknowledged)
    assert [n.content.number for n in sent if isinstance(n.content, CaseAcknowledged)] == [2]


async def test_a_case_reopened_by_one_reporter_stays_closed_for_the_other(district: District) -> None:
    rita, omar = await two_of_one_child(district)
    amal, sue = officer(district, 20, EDU), await supervisor_of(district)
    await merges(sue)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await answers(amal, 1)
    await answers(amal, 2)
    await amal.acts("The school was called")
    await amal.closes("school_measure")
    await officer(district, 23, PROC).approves()
    await district.deliver()
    assert not (await case_of(district, 1)).is_open
    closed_for_rita = await reads(district, rita)
    await adds(omar, 2, "He hits her again.")
    case = await case_of(district, 1)
    assert case.state is CaseState.RECEIVED
    assert {deadline.of for deadline in case.deadlines if deadline.kind is DeadlineKind.REPLY} == {
        (await case_of(district, 2)).id
    }
    assert await reads(district, rita) == closed_for_rita
    assert await reads(district, omar) != closed_for_rita


async def test_a_reopening_before_a_merge_does_not_close_the_others_case(district: District) -> None:
    rita, amal = Someone(district, 100), officer(district, 20, EDU)
    await tells(rita, "They wait for her after school.")
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await answers(amal)
    await amal.acts("The school was called")
    await amal.closes("school_measure")
    await officer(district, 23, PROC).approves()
    await adds(rita, 1, "They wait for her again.")
    omar = Someone(district, 101)
    await tells(omar, "She comes home with torn books.")
    await district.deliver()
    before = [await reads(district, who) for who in (rita, omar)]
    await merges(await supervisor_of(district))
    assert [await reads(district, who) for who in (rita, omar)] == before
    assert "Closed" not in await reads(district, omar)

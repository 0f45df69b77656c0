"""Two reports in one case that was closed, and that one reporter's words opened again: the other one writes too.

Until then they read that it is closed. From then on they read that it is open, and an answer is due to them as well.
"""

from dataclasses import replace
from datetime import timedelta
from operator import itemgetter

import pytest

from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.reporter.outgoing_answers import met
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.steps import act
from bot.domain.cases.work import QuestionState
from bot.domain.errors import IllegalStep
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, ToAgency, ToReporter
from bot.domain.notices.reporter.reports import Added, Reopened
from bot.domain.notices.reporter.to_reporters import CaseAcknowledged, CaseClosed
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.reporting import words_told
from bot.usecases.reporting.sent_reports import follow_up, open_questions
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from bot.usecases.services import Request
from tests.support.acting import begins as begins_act
from tests.support.acting import hands_in, taps
from tests.support.case_stages import AMAL, HANA, a_closing, assessed
from tests.support.casework.merging import FIRST, adds, case_of, merges, parts, reads, supervisor_of
from tests.support.domain.examples import one_of_each
from tests.support.notices import facts_of
from tests.support.officers import EDU, PROC, officer
from tests.support.people import District, Someone, answer_until
from tests.support.recorded_walks import recorded_walk
from tests.support.reporting.adding_more import Adding, adds_words
from tests.support.reporting.danger import in_danger
from tests.support.reporting.staff_intake import desk, follows, words_in
from tests.support.reporting.told_more import WAYS, Way, begins, has_words, told_to

JOINING = (
    "adds words",
    "adds a file",
    "adds a voice",
    "adds an album",
    "had pressed Add more before",
    "a file arrives late",
    "edits the story",
    "edits a caption",
    "comes with five words",
    "comes with five words and a file",
    "comes with five words and a place",
    "adds a place",
    "says stop",
    "writes and is asked: about it",
)
"""Ways by which what is told joins the person's own report, whether that is open or closed."""
MAY_BE_WRITTEN_TO = Way(adds_words, contact="yes")
ANSWER, RESULT = timedelta(days=3), timedelta(days=90)


async def keeps(district: District, case: Case, version: int) -> None:
    async with district.database.begin() as uow:
        await uow.cases.save(case, was=version)
        await uow.commit()


@recorded_walk
async def is_closed(district: District) -> None:
    """Everything was done, and both reporters were answered."""
    now, was = district.time.at, await case_of(district, FIRST)
    case = act(assessed(was, now), By(AMAL, was.lead, now), "visited")
    for of in (None, *(one.case for one in was.absorbed)):
        case = met(case, now, of=of)
    case = approve_close(propose_close(case, a_closing(case, now)), HANA, now)
    await keeps(district, case, was.version)


async def opened_by(district: District, opens: int, way: Way) -> tuple[Adding, Adding]:
    """Who has opened it with words, and the other one, for whom it stays closed."""
    both = [await begins(district, 100, way.contact), await begins(district, 200, way.contact)]
    district.time.move(minutes=1)
    await merges(await supervisor_of(district))
    other = both.pop(2 - opens)
    await way.before(other)
    await district.deliver()
    district.time.move(days=1)
    await is_closed(district)
    before = await reads(district, other.rita)
    district.time.move(days=1)
    await adds(both[0].rita, int(both[0].number), "They wait for him again.")
    district.time.move(days=1)
    assert await reads(district, other.rita) == before
    return both[0], other


BOTH_WAYS = [(name, opens) for name in JOINING for opens in (1, 2)]


@pytest.mark.parametrize(("name", "opens"), one_of_each(BOTH_WAYS, itemgetter(0)))
async def test_the_reporter_who_adds_words_reads_that_the_merged_case_is_open_again(
    district: District, name: str, opens: int
) -> None:
    """The suite opens it by one of the two before each way to tell more, a long run by both."""
    rita, omar = await opened_by(district, opens, WAYS[name])
    told_of_rita, own = await reads(district, rita.rita), omar.rita
    assert "Closed" in await reads(district, own)
    omar.since, now = len(district.sent), district.time.at
    await WAYS[name].after(omar)
    await district.deliver()
    read = await reads(district, own)
    assert "Closed" not in read
    assert "Opened again on" in read
    case = await as_told(own)
    assert case.lives[-1].reopened_at == now
    assert due(case) == {DeadlineKind.REPLY: now + ANSWER, DeadlineKind.OUTCOME: now + RESULT}
    assert await reads(district, rita.rita) == told_of_rita
    whole = await case_of(district, FIRST)
    assert told_to(omar.heard, whole) == {task.agency for task in whole.tasks if task.is_open}
    async with district.database.reading() as uow:
        [report] = await uow.reports.of_case((await case_of(district, omar.number)).id)
    assert has_words(report, omar, WAYS[name])


async def as_told(who: Someone) -> Case:
    """The case as this person reads it."""
    async with who.district.database.reading() as uow:
        [(report, _)] = await uow.reports.of_person(who.visitor.person)
        return await case_as_told(uow, report.case)


def due(case: Case) -> dict[DeadlineKind, object]:
    """When an answer and the result are due to the reporter of a case, as they read it."""
    kinds = {DeadlineKind.REPLY, DeadlineKind.OUTCOME}
    return {c.kind: c.due_at for c in case.deadlines if c.kind in kinds and c.of is None and c.stopped_at is None}


def news(sent: list[Notice], kind: type) -> list[object]:
    """The numbers of the reports whose reporters are told this."""
    return [facts_of(n)["number"] for n in sent if isinstance(n.content, kind) and isinstance(n.to, ToReporter)]


async def test_thanks_do_not_reopen_a_merged_case(district: District) -> None:
    _, omar = await opened_by(district, 1, MAY_BE_WRITTEN_TO)
    before = await reads(district, omar.rita)
    await omar.presses_add()
    piece = replace(omar.rita.piece("Thank you!", None), courtesy=True)
    await words_told.tell(Request(omar.rita.services, omar.rita.visitor, district.time.at), ToldMessage(Written(piece)))
    sent = await district.deliver()
    assert [n.content.word for n in sent if isinstance(n.content, Added)] == ["added-closed"]
    assert not [n for n in sent if isinstance(n.to, ToAgency)]
    assert await reads(district, omar.rita) == before


async def test_after_a_reopening_both_reporters_are_told_of_new_steps(district: District) -> None:
    _, omar = await opened_by(district, 1, MAY_BE_WRITTEN_TO)
    amal = officer(district, 20, EDU)
    await amal.takes()
    assert news(await district.deliver(), CaseAcknowledged) == [1]
    await adds(omar.rita, 2, "He was hit again.")
    assert "Taken by an officer" in await reads(district, omar.rita)
    district.time.move(minutes=1)
    await amal.assesses(1, 1, 2)
    assert "Officers looked at it" in await reads(district, omar.rita)


async def test_closing_again_is_told_only_to_reporters_who_read_that_the_case_was_open(district: District) -> None:
    _, omar = await opened_by(district, 1, MAY_BE_WRITTEN_TO)
    before = await reads(district, omar.rita)
    assert news(await ends(district), CaseClosed) == [1]
    assert await reads(district, omar.rita) == before
    await adds(omar.rita, 2, "He was hit again.")
    assert news(await ends(district), CaseClosed) == [2]


async def ends(district: District) -> list[Notice]:
    """The lead answers whoever waits and closes it; what is sent."""
    amal, case = officer(district, 20, EDU), await case_of(district, FIRST)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.acts("The school was called")
    was = await case_of(district, FIRST)
    for of in {c.of for c in case.deadlines if c.kind is DeadlineKind.REPLY and c.stopped_at is None}:
        await keeps(district, met(await case_of(district, FIRST), district.time.at, of=of), was.version)
    await amal.closes("school_measure")
    await officer(district, 23, PROC).approves()
    return await district.deliver()


async def test_a_reopened_merged_case_closes_only_after_the_new_words_are_answered(district: District) -> None:
    _, omar = await opened_by(district, 1, MAY_BE_WRITTEN_TO)
    await adds(omar.rita, 2, "He was hit again.")
    case = await case_of(district, FIRST)
    done = met(
        act(assessed(case, district.time.at), By(AMAL, case.lead, district.time.at), "visited"), district.time.at
    )
    with pytest.raises(IllegalStep, match="answer-first"):
        propose_close(done, a_closing(done, district.time.at))


@pytest.mark.parametrize("opens", [1, 2])
async def test_after_an_unmerge_both_reopened_cases_are_open(district: District, opens: int) -> None:
    rita, omar = await opened_by(district, opens, WAYS["adds words"])
    read, now = await reads(district, rita.rita), district.time.at
    await parts(await supervisor_of(district))
    assert [(await case_of(district, number)).is_open for number in (1, 2)] == [True, True]
    assert await reads(district, rita.rita) == read
    assert "Closed" not in await reads(district, omar.rita)
    case = await as_told(omar.rita)
    assert due(case) == {DeadlineKind.REPLY: now + ANSWER, DeadlineKind.OUTCOME: now + RESULT}
    assert case.lives[-1].reopened_at == now


async def test_a_reporter_who_is_asked_reads_that_the_case_is_open(district: District) -> None:
    _, omar = await opened_by(district, 1, MAY_BE_WRITTEN_TO)
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins_act(*amal.me, "ask")
    await taps(*amal.me, "ask", "report", "2")
    await taps(*amal.me, "ask", "template", "how_now")
    await hands_in(*amal.me)
    await district.deliver()
    read = await reads(district, omar.rita)
    assert "Closed" not in read
    assert "The officers have asked something." in read
    await open_questions.read(Request(omar.rita.services, omar.rita.visitor, district.time.at), CaseNumber(2))
    await omar.says("He is afraid of the way home.")
    case = await case_of(district, FIRST)
    assert [one.state for one in case.questions] == [QuestionState.ANSWERED]
    assert [one.case for one in case.told_again] == [(await case_of(district, 2)).id]


@pytest.mark.parametrize("how", ["one more answer", "the conversation is sent"])
async def test_a_continued_danger_conversation_reopens_the_merged_case_for_its_reporter(
    district: District, how: str
) -> None:
    rita, omar = await begins(district, 100, ""), Someone(district, 200)
    await in_danger(omar)
    await omar.skip("place_now")
    await omar.tick("harms", "assault")
    await merges(await supervisor_of(district))
    await is_closed(district)
    district.time.move(hours=1)
    await adds(rita.rita, 1, "They wait for him again.")
    assert "Closed" in await reads(district, omar)
    district.time.move(minutes=1)
    now = district.time.at
    await (omar.choose("who", "parent") if how == "one more answer" else sends_all(omar))
    assert "Closed" not in await reads(district, omar)
    assert due(await as_told(omar))[DeadlineKind.REPLY] == now + ANSWER


async def sends_all(omar: Someone) -> None:
    await answer_until(omar, "contact")
    await omar.check()
    await omar.send()


async def test_a_caller_with_receipt_words_reopens_the_merged_case_for_themselves(district: District) -> None:
    rita, chen = await begins(district, 100, ""), desk(district, 20, "CIV")
    await chen.takes_call()
    code = words_in(await chen.sends())
    await merges(await supervisor_of(district))
    await is_closed(district)
    district.time.move(days=1)
    await adds(rita.rita, 1, "They wait for him again.")
    caller, now = Someone(district, 300), district.time.at
    await follows(caller, words_in(await follows(caller, code), "words_replaced"))
    await follow_up.begin_addition(Request(caller.services, caller.visitor, now))
    piece = caller.piece("The boy cries again.", None)
    await words_told.tell(Request(caller.services, caller.visitor, now), ToldMessage(Written(piece)))
    shown = [n.content for n in await district.deliver() if isinstance(n.content, Reopened)]
    assert shown
    second = await case_of(district, 2)
    async with district.database.reading() as uow:
        case = await case_as_told(uow, second.id)
    assert case.is_open
    assert due(case)[DeadlineKind.REPLY] == now + ANSWER

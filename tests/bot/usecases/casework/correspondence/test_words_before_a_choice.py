"""Own words that were typed while a code was awaited are used when own words are chosen afterwards."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from bot.domain.desk import Choosing, Previewing, Writing
from bot.domain.desk_answers import NewReply
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.questions import AskShown
from bot.usecases.casework.correspondence.replying import REPLY, WHICH
from tests.support.acting import begins, hands_in, taps
from tests.support.casework.merging import merges, supervisor_of, tells
from tests.support.casework.questions import amal_takes_it, questions
from tests.support.officers import EDU, Officer, officer, reported
from tests.support.people import District, Someone

ACT: Any = SimpleNamespace()
"""These two questions of an answer ask nothing of the act."""
WORDS = "We come at five."


def test_choosing_own_words_takes_those_that_were_typed_before() -> None:
    answers = REPLY.chosen(ACT, WHICH, "own", NewReply(to=CaseNumber(12), words=WORDS))
    assert answers.words == WORDS
    assert REPLY.after(ACT, WHICH, answers) == Previewing()


def test_choosing_own_words_without_any_asks_for_them() -> None:
    answers = REPLY.chosen(ACT, WHICH, "own", NewReply(to=CaseNumber(12), text_key="canned-seen"))
    assert REPLY.after(ACT, WHICH, answers) == Writing("write")


def test_a_prepared_text_takes_the_place_of_typed_words() -> None:
    answers = REPLY.chosen(
        ACT, WHICH, next(option for option in WHICH.options(ACT) if option != "own"), NewReply(words=WORDS)
    )
    assert answers.words == ""


# --- A question ---


async def with_waiting_words(district: District, words: str) -> Officer:
    """A question lies on the desk, nothing was chosen, and words were typed while the code was awaited."""
    amal = await amal_takes_it(district)
    await words_wait(amal, words)
    await district.deliver()
    return amal


async def words_wait(amal: Officer, words: str) -> None:
    """She has typed them while the code was awaited, and looks at the desk again."""
    district = amal.district
    await begins(*amal.me, "ask")
    async with district.database.begin() as uow:
        desk = await uow.staff.desk(amal.agent.person)
        assert desk is not None
        await uow.staff.save_desk(amal.agent.person, replace(desk, waiting_words=words))
        await uow.commit()
    await begins(*amal.me, "ask")


async def shown_after(who: Officer, template: str) -> AskShown:
    """What the desk shows when this question was tapped."""
    await taps(*who.me, "ask", "template", template)
    return shown_last(await who.district.deliver())


def shown_last(sent: list[Notice]) -> AskShown:
    """The desk as it stands at the end."""
    return [one.content for one in sent if isinstance(one.content, AskShown)][-1]


async def test_a_question_in_words_typed_before_is_shown_once_more_and_not_asked_for_again(
    district: District, rita: Someone
) -> None:
    await reported(rita, "yes")
    amal = await with_waiting_words(district, "What happened after that?")
    shown = await shown_after(amal, "own")
    assert (shown.state, shown.words) == (Previewing(), "What happened after that?")
    await hands_in(*amal.me)
    assert [one.words for one in await questions(district)] == ["What happened after that?"]


async def test_refused_words_that_were_typed_before_are_shown_with_a_reason(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await with_waiting_words(district, "Why did nobody call?")
    shown = await shown_after(amal, "own")
    assert (shown.state, shown.refusal, shown.words) == (Writing("write"), "asks-why", "Why did nobody call?")


async def test_an_approved_question_takes_the_place_of_typed_words(district: District, rita: Someone) -> None:
    await reported(rita, "yes")
    amal = await with_waiting_words(district, "Why did nobody call?")
    shown = await shown_after(amal, "how_now")
    assert (shown.state, shown.refusal, shown.words) == (Previewing(), "", "")


async def test_words_typed_before_are_not_refused_by_a_report_that_nobody_has_chosen(district: District) -> None:
    """Only the second reporter has told that she is bullied."""
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, "They wait for her after school.")
    await tells(omar, "She is bullied in the yard.")
    await district.deliver()
    amal = officer(district, 20, EDU)
    await merges(await supervisor_of(district))
    await words_wait(amal, "Who was there when she was bullied?")
    shown = shown_last(await district.deliver())
    assert (shown.state, shown.refusal) == (Choosing("report"), "")
    for place, refusal in (("2", ""), ("1", "states")):
        await begins(*amal.me, "ask")
        await taps(*amal.me, "ask", "report", place)
        shown = await shown_after(amal, "own")
        assert shown.refusal == refusal, place

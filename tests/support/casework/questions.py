"""Officers who ask, and reporters who read and answer, by use cases on a real database."""

from bot.domain.cases.work import Question
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice
from bot.usecases.reporting.sent_reports import open_questions
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.officers import EDU, ONE, Officer, employ, officer, the_case
from tests.support.people import District, Someone


async def amal_takes_it(district: District) -> Officer:
    """The lead's officer, who can be reached in private."""
    amal = officer(district, 20, EDU)
    await employ(district, amal)
    await amal.takes()
    await district.deliver()
    return amal


async def asks(who: Officer, template: str = "how_now") -> list[Notice]:
    """An approved question, from the command to Send."""
    await begins(*who.me, "ask")
    await taps(*who.me, "ask", "template", template)
    await hands_in(*who.me)
    return await who.district.deliver()


async def asks_in_own_words(who: Officer, words: str) -> None:
    """Up to the preview, or to the word why not."""
    await begins(*who.me, "ask")
    await taps(*who.me, "ask", "template", "own")
    await writes(*who.me, words)


async def reads(person: Someone, number: CaseNumber = ONE) -> tuple[str, list[Notice]]:
    """The tap on 'Read it': the word to the presser, and what is shown."""
    word = await open_questions.read(person.request, number)
    return word, await person.district.deliver()


async def questions(district: District) -> tuple[Question, ...]:
    return (await the_case(district)).questions

"""Two reports that staff merge into one case, and separate again."""

from bot.domain.cases.case import Case
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.reports import OwnReports
from bot.usecases.casework.merging import merging, unmerging
from bot.usecases.reporting import words_told
from bot.usecases.reporting.words_told import ToldMessage
from bot.usecases.reporting.writing import Written
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.casework.casework import words_of
from tests.support.casework.closed_cases import supervisor
from tests.support.officers import EDU, Officer, employ, officer
from tests.support.people import District, Someone, answer_until
from tests.support.recorded_walks import recorded_walk

FIRST, SECOND = CaseNumber(1), CaseNumber(2)


@recorded_walk
async def tells(
    person: Someone, words: str, child: str = "Lin Mei", *, link: str = "", contact: str = "yes", **answers: str
) -> list[Notice]:
    """A report that names the child, and perhaps the suspect."""
    await person.is_reporting(**answers)
    await person.say(words)
    await person.done("story")
    if link:
        await answer_until(person, "link")
        await person.choose("link", link)
    await answer_until(person, "child_name")
    await person.say(child)
    await person.done("child_name")
    await answer_until(person, "contact")
    await person.choose("contact", contact)
    await person.check()
    return await person.send()


async def two_of_one_child(district: District) -> tuple[Someone, Someone]:
    """Rita reports about a girl, Omar does so later; the schools lead both cases."""
    rita, omar = Someone(district, 100), Someone(district, 101)
    await tells(rita, "They wait for her after school.")
    district.time.move(hours=1)
    await tells(omar, "She comes home with torn books.")
    await district.deliver()
    return rita, omar


async def supervisor_of(district: District, user: int = 40) -> Officer:
    """Somebody who may merge any two cases."""
    sue = supervisor(district, user)
    await employ(district, sue, supervisor=True)
    return sue


async def noted_in_one(district: District) -> tuple[Officer, Officer]:
    """The two are merged, and the lead has written a note. Returns its officer, and the supervisor who has merged
    them."""
    await two_of_one_child(district)
    amal, sue = officer(district, 20, EDU), await supervisor_of(district)
    await merges(sue)
    await amal.takes()
    await begins(*amal.me, "note")
    await writes(*amal.me, "Both parents were called")
    return amal, sue


@recorded_walk
async def compares(who: Officer, number: int = FIRST, other: int = SECOND, why: str = "same_child") -> list[Notice]:
    """Compares both side by side with a reason; returns what is shown then."""
    await merging.begin(await asking(*who.me, is_press=True), CaseNumber(number), other)
    await taps(*who.me, "merge", "why", why, number)
    return await who.district.deliver()


@recorded_walk
async def merges(who: Officer, number: int = FIRST, other: int = SECOND, why: str = "same_child") -> list[Notice]:
    """Compares the two cases and merges them."""
    await compares(who, number, other, why)
    await hands_in(*who.me, number=number)
    return await who.district.deliver()


@recorded_walk
async def parts(who: Officer, number: int = FIRST) -> list[Notice]:
    """Undoes the merge."""
    await unmerging.begin(await asking(*who.me, is_press=True), CaseNumber(number))
    await hands_in(*who.me, number=FIRST)
    return await who.district.deliver()


async def cases_of(district: District, *numbers: int) -> dict[int, Case]:
    """The cases of these numbers, as they are at one moment."""
    async with district.database.reading() as uow:
        found = {number: await uow.cases.by_number(CaseNumber(number)) for number in numbers}
    cases = {number: case for number, case in found.items() if case is not None}
    assert len(cases) == len(numbers)
    return cases


async def case_of(district: District, number: int) -> Case:
    """The case of this number as it is stored."""
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(CaseNumber(number))
    assert case is not None
    return case


async def reads(district: District, who: Someone) -> str:
    """What /status says to them now."""
    said = Notice(OwnReports(person=who.visitor.person), ToChat(who.visitor.chat, "en"))
    return await words_of(district, said)


@recorded_walk
async def adds(who: Someone, number: int, words: str) -> list[Notice]:
    await who.add(number)
    await words_told.tell(who.request, ToldMessage(Written(who.piece(words, None))))
    return await who.district.deliver()

"""An officer enters what a caller told, by use cases on a real database; and the caller comes back with five words."""

from dataclasses import dataclass

from bot.domain.access.receipts import Code
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey, CaseNumber, MessageId
from bot.domain.notices.notice import Notice
from bot.domain.people import Agent, Belonging
from bot.domain.report import Report
from bot.usecases.reporting import staff_intake
from bot.usecases.reporting.sent_reports import follow_up
from bot.usecases.reporting.sent_reports.code_look_up import MaybeCode
from tests.support.acting import asking
from tests.support.notices import facts_of
from tests.support.people import District, Someone

TOLD = "The neighbour hears the boy cry every night."


@dataclass
class IntakeOfficer:
    """One officer at their private chat."""

    who: Someone
    agent: Agent

    @property
    def district(self) -> District:
        return self.who.district

    async def intake(self) -> list[Notice]:
        await staff_intake.begin(await asking(self.district, self.agent, self.who.visitor))
        return await self.district.deliver()

    async def takes_call(self, **given: str) -> list[Notice]:
        """From /intake to the story, with the shortest answers; harms: neglect if not given."""
        await self.intake()
        await self.who.choose("channel", given.get("channel", "call_110"))
        await self.who.choose("caller_language", "putonghua")
        await self.who.choose("danger", given.get("danger", "no"))
        if given.get("danger") in {"yes_now", "maybe_today"}:
            await self.who.skip("place_now")
        await self.who.tick("harms", given.get("harms", "neglect"))
        await self.who.choose("who", "relative")
        return await self.who.say(given.get("story", TOLD))

    async def sends(self, words: str = "aloud") -> list[Notice]:
        """Send, the question about the five words, and Send again."""
        await self.who.send()
        if words:
            await self.who.choose("caller_words", words)
        else:
            await self.who.skip("caller_words")
        return await self.who.send()


def desk(district: District, user: int = 20, *bodies: str, supervisor: bool = False) -> IntakeOfficer:
    who = Someone(district, user)
    agent = Agent(who.visitor.person, frozenset(map(AgencyKey, bodies)), supervisor=supervisor)
    return IntakeOfficer(who, agent)


def words_in(sent: list[Notice], kind: str = "words_handed") -> Code:
    found = facts_of(next(notice for notice in sent if notice.kind == kind))["code"]
    assert isinstance(found, list)
    return tuple(int(str(number)) for number in found)


async def follows(person: Someone, code: Code, *, is_staff: bool = False) -> list[Notice]:
    """Somebody sends the words; `is_staff`: Telegram says that the account sits in a body's group."""

    async def memberships() -> Belonging:
        return Belonging(frozenset({AgencyKey("CIV")}) if is_staff else frozenset())

    message = MessageId(next(person.messages))
    await follow_up.come(person.request, MaybeCode(code, memberships=memberships), message)
    return await person.district.deliver()


async def case_of(district: District, number: int = 1) -> Case:
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(CaseNumber(number))
    assert case is not None
    return case


async def report_of(district: District, number: int = 1) -> Report:
    case = await case_of(district, number)
    async with district.database.reading() as uow:
        (report,) = await uow.reports.of_case(case.id)
    return report


def kinds(sent: list[Notice]) -> list[str]:
    return [notice.kind for notice in sent]

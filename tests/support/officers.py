"""Officers of bodies who work on one reported case, by use cases on a real database."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, UserId
from bot.domain.notices.notice import Notice
from bot.domain.people import Agent, Staff, Visitor
from bot.usecases.casework.bodies import taking
from bot.usecases.casework.closing import closing
from bot.usecases.casework.disclosure import opening
from bot.usecases.deadlines import reminders
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.people import District, Someone, answer_until
from tests.support.recorded_walks import recorded_walk

EDU, PSB, PROC, CYL, JUS = (AgencyKey(key) for key in ("EDU", "PSB", "PROC", "CYL", "JUS"))

ONE = CaseNumber(1)


@dataclass(frozen=True)
class Officer:
    """A member of an agency's group, who also has a private chat."""

    district: District
    agent: Agent
    visitor: Visitor

    @property
    def me(self) -> tuple[District, Agent, Visitor]:
        """Who asks, as the use cases take it."""
        return self.district, self.agent, self.visitor

    @recorded_walk
    async def assesses(self, hazard: int, seriousness: int, credibility: int) -> None:
        scales = {"hazard": hazard, "seriousness": seriousness, "credibility": credibility}
        await begins(*self.me, "assess")
        for scale, value in scales.items():
            await taps(*self.me, "assess", scale, value)
        await writes(*self.me, "seen at school")
        await hands_in(*self.me)

    @recorded_walk
    async def answers(self, key: str) -> None:
        await begins(*self.me, "reply")
        await taps(*self.me, "reply", "which", key)
        await hands_in(*self.me)
        await leaves(self.district)

    @recorded_walk
    async def acts(self, words: str) -> None:
        await begins(*self.me, "act")
        await writes(*self.me, words)

    @recorded_walk
    async def closes(self, outcome: str, later: str = "never") -> None:
        await begins(*self.me, "close")
        await taps(*self.me, "close", "outcome", outcome)
        await taps(*self.me, "close", "safe", "yes")
        await taps(*self.me, "close", "later", later)
        await writes(*self.me, "The others have nothing to add")
        await hands_in(*self.me)

    @recorded_walk
    async def takes(self) -> None:
        await taking.acknowledge(await asking(self.district, self.agent, self.visitor, is_press=True), ONE)

    @recorded_walk
    async def opens(self, number: CaseNumber = ONE) -> list[Notice]:
        await opening.open_story(await asking(*self.me), number)
        return await self.district.deliver()

    @recorded_walk
    async def approves(self) -> None:
        await closing.approve(await asking(*self.me), ONE)


def officer(district: District, user: int, agency: AgencyKey, *, head: bool = False) -> Officer:
    person = district.services.blind_index.person(UserId(user))
    agent = Agent(person, frozenset({agency}), frozenset({agency}) if head else frozenset())
    return Officer(district, agent, Visitor(UserId(user), ChatId(user), person, "en", "Amal"))


@recorded_walk
async def employ(district: District, who: Officer, *, supervisor: bool = False, head: AgencyKey | None = None) -> None:
    heads = frozenset({head}) if head else frozenset[AgencyKey]()
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(who.agent.person, who.visitor.user, "en", supervisor=supervisor, heads=heads))
        await uow.commit()


async def the_case(district: District) -> Case:
    async with district.database.reading() as uow:
        case = await uow.cases.by_number(ONE)
    assert case is not None
    return case


async def history(district: District) -> list[str]:
    case = await the_case(district)
    async with district.database.reading() as uow:
        return [done.action for done in await uow.audit.history(case.id)]


@recorded_walk
async def reported(rita: Someone, contact: str = "") -> None:
    """Rita reports bullying and sends it; without an answer about contact, which counts as no."""
    await rita.is_reporting()
    await rita.say("They wait for him after school.")
    await rita.done("story")
    if contact:
        await answer_until(rita, "contact")
        await rita.choose("contact", contact)
    await rita.check()
    await rita.send()


@recorded_walk
async def ticks(district: District) -> list[Notice]:
    await reminders.act_on_due(district.services, district.time.at)
    return await district.deliver()


@recorded_walk
async def leaves(district: District) -> None:
    """The minute in which an answer can be taken back has passed."""
    district.time.move(seconds=60)
    await reminders.act_on_due(district.services, district.time.at)


MORNING = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)
"""08:30 in the district."""

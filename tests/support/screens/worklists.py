"""An officer at work, and the live message of /desk as it changes."""

from dataclasses import dataclass
from datetime import timedelta

from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, CaseNumber, UserId
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.work import Worklist
from bot.domain.people import Agent, Belonging
from bot.usecases.casework.bodies import taking
from bot.usecases.oversight.case_lists import worklist
from bot.usecases.oversight.case_lists.live_worklists import LiveWorklists
from tests.support.acting import asking
from tests.support.officers import EDU, PROC, Officer, employ, officer
from tests.support.people import District
from tests.support.recorded_walks import recorded_walk
from tests.support.screens.chats import Chats, Shown

BEAT = timedelta(seconds=11)
"""Longer than the time for which a list is not edited."""


async def at_work(district: District, user: int) -> Officer:
    who = officer(district, user, EDU)
    await employ(district, who)
    district.sitting.groups[who.visitor.user] = frozenset({EDU})
    return who


@recorded_walk
async def opened(who: Officer) -> Notice:
    await worklist.show_desk(await asking(*who.me))
    [shown] = [one for one in await who.district.deliver() if isinstance(one.content, Worklist)]
    return shown


def listed(said: object) -> tuple[list[int], list[int], list[int]]:
    assert isinstance(said, Worklist)
    return [one.number for one in said.new], [one.number for one in said.due], [one.number for one in said.mine]


class Beats:
    """The live lists, and what they write."""

    def __init__(self, district: District) -> None:
        self.district = district
        self.live = LiveWorklists(district.services, district.sitting)

    async def beat(self, **later: float) -> list[Notice]:
        """What one beat has sent to anybody's list."""
        self.district.time.move(**(later or {"seconds": BEAT.total_seconds()}))
        await self.district.deliver()
        await self.live.keep(self.district.time.at)
        return [one for one in await self.district.deliver() if one.slot == worklist.SLOT]


@recorded_walk
async def takes(who: Officer, number: int) -> None:
    await taking.acknowledge(await asking(*who.me, is_press=True), CaseNumber(number))


async def a_supervisor(district: District) -> Officer:
    known = officer(district, 40, EDU)
    who = Officer(district, Agent(known.agent.person, frozenset(), supervisor=True), known.visitor)
    await employ(district, who, supervisor=True)
    return who


def message_of(chats: Chats, who: Officer) -> Shown:
    [shown] = [one for (chat, _), one in chats.shown.items() if chat == who.visitor.chat and one.text]
    return shown


@dataclass
class Doubtful:
    """Some groups do not answer, as Telegram's membership tells."""

    sure: frozenset[AgencyKey]
    unsure: frozenset[AgencyKey]

    async def belonging(self, user: UserId) -> Belonging:
        if not self.sure and self.unsure == frozenset({PROC}):
            raise Unreachable("telegram")
        return Belonging(self.sure, self.unsure)

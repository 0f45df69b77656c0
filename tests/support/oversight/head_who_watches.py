"""Somebody who looks at every number of one institution each day: its head, and an officer of the body above it."""

from dataclasses import dataclass

from bot.domain.notices.supervisor.institutions import HeadCard, InstitutionCard, InstitutionList
from bot.usecases.access.scope import Scope
from bot.usecases.institutions import links, listing
from bot.usecases.oversight.statistics.boards import WantedNumbers
from tests.support.acting import asking, begins, taps, writes
from tests.support.domain.examples import some_of
from tests.support.officers import EDU, Officer, employ, officer
from tests.support.oversight.asked_boards import board
from tests.support.oversight.institutions import HEAD, a_head, register, works_there
from tests.support.people import District, Someone
from tests.support.recorded_walks import recorded_walk
from tests.support.reporting.slips import shown

DAYS = (0, 29, 30, 31, 200, 364, 366)
"""Days after the report of 2 March: within its month, around the end of it, and around the end of the year that
counts."""
OWN = Scope(agencies=frozenset({EDU}), private=True)


@dataclass
class Watcher:
    """The head of the school, and somebody of the body above it who looks for them."""

    head: Someone
    hana: Officer

    @property
    def district(self) -> District:
        return self.head.district

    @recorded_walk
    async def own(self) -> str:
        """What the head reads about the school."""
        await links.show_own(self.head.request)
        [card] = [one for one in await self.district.deliver() if isinstance(one.content, HeadCard)]
        return (await shown(self.district, card)).text

    @recorded_walk
    async def above(self) -> list[object]:
        """Lists, card and boards of the body above; the suite looks at one of both boards, which name the same."""
        found: list[object] = []
        for words in ("", "silent", "edu-001"):
            await listing.list_institutions(await asking(*self.hana.me), words)
            told = await self.district.deliver()
            found += [
                (await shown(self.district, one)).text
                for one in told
                if isinstance(one.content, InstitutionList | InstitutionCard)
            ]
        return [
            *found,
            *[
                (await board(self.district, WantedNumbers(word), OWN)).silent
                for word in some_of(("week", "quarter"), 1)
            ],
        ]

    async def all(self) -> list[object]:
        """Everything."""
        return [await self.own(), *await self.above()]

    async def sees_the_same(self, before: list[object], *, days: tuple[int, ...] = DAYS) -> None:
        """On these days; the suite looks on the first, the last and two between them, a long run on each."""
        start = self.district.time.at
        for day in (*some_of(days[:-1], 3), days[-1]):
            self.district.time.at = start
            self.district.time.move(days=day)
            assert await self.all() == before, f"day {day}"
        self.district.time.at = start


async def somebody_watches(district: District, staff: Someone) -> Watcher:
    """A school to whose staff this person has belonged for a while."""
    await register(district)
    await works_there(staff)
    await a_head(district)
    return Watcher(Someone(district, HEAD), officer(district, 20, EDU))


async def is_barred(district: District, hana: Officer) -> None:
    """A head hands the case on for the whole body."""
    head = officer(district, hana.visitor.user + 1, EDU, head=True)
    await employ(district, head, head=EDU)
    await begins(*head.me, "recuse")
    await taps(*head.me, "recuse", "who", "body")
    assert await writes(*head.me, "The head of that school is my brother.")
    await district.deliver()

"""A blow waits until something was touched. Meanwhile somebody writes, so that something happens."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Person, picture
from tests.chaos.ground import Ground
from tests.chaos.people import Reporter
from tests.support.running.running_bot import USERNAME
from tests.support.waiting import until

GROWS = tuple(AgencyKey(key) for key in ("EDU", "PSB", "PROC"))
STRIKE = 25.0
"""Seconds that a blow gets to touch something on a busy machine."""
STIR = 2.0
"""Seconds between two acts of those who write so that something happens."""
Touched = Callable[[], int]


@dataclass
class Activity:
    """People to be struck, and those who write meanwhile."""

    ground: Ground
    cast: Cast
    reporters: list[Reporter]
    passer: Person
    """Writes where nobody else would just then."""
    senders: list[Reporter] = field(default_factory=list)
    """People who sent a picture and went away, so that files were wanted."""

    async def _until(
        self, touched: Touched, least: float = 0.0, *, most: float | None = None, pictures: bool = False
    ) -> None:
        """For so many seconds at least, and until it has struck; somebody writes meanwhile. In a crowd there is a queue
        before what it waits for."""
        loop = asyncio.get_running_loop()
        began, stirred = loop.time(), -STIR
        longest = STRIKE + len(self.reporters) / 2 if most is None else most

        def is_over() -> bool:
            return loop.time() - began >= (least if touched() else longest)

        async def stir() -> None:
            nonlocal stirred
            if loop.time() - stirred > STIR:
                stirred = loop.time()
                await self._stir(pictures=pictures)

        await stir()
        await until(is_over, max(least, longest) + STRIKE, 0.05, stir)

    async def _stir(self, *, pictures: bool = False) -> None:
        """Somebody passes by, in private and in a group; or sends a picture out of nowhere."""
        await self.passer.say("/start")
        agency = GROWS[len(self.ground.updates) % len(GROWS)]
        await self.cast.heads[agency].say(f"/help@{USERNAME}", self.cast.groups[agency])
        if pictures:
            person = await self.ground.world.person(f"Canarypasser{len(self.senders)}")
            self.senders.append(Reporter(person, "", "", []))
            self.senders[-1].shown += await person.photo(picture(size=(64, 48)))

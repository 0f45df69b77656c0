"""Anything may happen to groups. Somebody was told of every open P1 and P2, or its card stands where messages
arrive."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.cli.demo import Cast
from bot.domain.cases.case import Part, Task, TaskState
from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency
from bot.simulator.client import Person
from bot.usecases.casework.messages.silent_bodies import tell_of_new_case
from bot.usecases.services import Transaction
from tests.support.databases.samples import a_case
from tests.support.domain.examples import some_of
from tests.support.running.case_in_groups import CYL, PSB
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until

BODIES = (PSB, CYL)
STEPS = 14
TIMEOUT = 15.0
"""Seconds of real time for what is on its way."""
Step = Callable[[AgencyKey], Coroutine[Any, Any, None]]


@dataclass
class Trial:
    """A house in which groups are kicked about while cases come in."""

    place: RunningBot
    cast: Cast
    stranger: Person
    in_it: dict[AgencyKey, bool] = field(default_factory=lambda: dict.fromkeys(BODIES, True))
    may_write: dict[AgencyKey, bool] = field(default_factory=lambda: dict.fromkeys(BODIES, True))
    muted: dict[AgencyKey, bool] = field(default_factory=lambda: dict.fromkeys(BODIES, False))
    cases: dict[int, tuple[Urgency, AgencyKey]] = field(default_factory=dict)

    async def kick(self, body: AgencyKey) -> None:
        if self.in_it[body]:
            await self.cast.groups[body].bot("kick")
            self.in_it[body] = False

    async def back(self, body: AgencyKey) -> None:
        await self._add(body, self.cast.heads[body])

    async def back_by_a_stranger(self, body: AgencyKey) -> None:
        await self._add(body, self.stranger)

    async def _add(self, body: AgencyKey, by: Person) -> None:
        if not self.in_it[body]:
            await self.cast.groups[body].bot("add", by=by)
            self.in_it[body] = True

    async def mute(self, body: AgencyKey) -> None:
        if self.in_it[body]:
            self.muted[body] = not self.muted[body]
            await self.cast.groups[body].bot("mute" if self.muted[body] else "unmute")

    async def rights(self, body: AgencyKey) -> None:
        self.may_write[body] = not self.may_write[body]
        await self.cast.groups[body].rights(write=self.may_write[body])

    async def urgent(self, body: AgencyKey) -> None:
        await self._case(body, Urgency.P1)

    async def high(self, body: AgencyKey) -> None:
        await self._case(body, Urgency.P2)

    async def _case(self, body: AgencyKey, urgency: Urgency) -> None:
        services, now = self.place.app.services, self.place.app.now()
        async with services.begin() as uow:
            number = int(await uow.cases.next_number())
            task = Task(body, Part.LEAD, TaskState.ALERTED, now)
            case = a_case(
                number,
                urgency=urgency,
                rules=(),
                harms=("bullying",),
                age_band="7_10",
                area="jiulong",
                tasks=(task,),
                deadlines=(),
                received_at=now,
            )
            await uow.cases.add(case)
            await tell_of_new_case(Transaction(services, uow, now), case)
            await uow.commit()
        self.cases[number] = (urgency, body)

    async def untold(self) -> list[int]:
        """Cases of which nobody was told, and whose card does not stand in a group that takes messages."""
        told = [m.words for m in await self.cast.supervisor.sees() if m.from_bot and "nobody at" in m.words]
        missing = []
        for number, (_, body) in self.cases.items():
            is_told = any(f"case {number}:" in words.replace("</b>", "") for words in told)
            if not is_told and not await self._stands(number, body):
                missing.append(number)
        return missing

    async def all_told(self) -> bool:
        """Whether there is no such case."""
        return not await self.untold()

    async def _stands(self, number: int, body: AgencyKey) -> bool:
        if not self.in_it[body] or not self.may_write[body] or self.muted[body]:
            return False
        seen = await self.cast.officers[body].sees(self.cast.groups[body])
        return any(m.from_bot and f"Case {number}" in m.words for m in seen)

    async def twice_told(self) -> list[int]:
        """Cases that were told more than once to one person."""
        told = [m.words for m in await self.cast.supervisor.sees() if m.from_bot and "nobody at" in m.words]
        return [number for number in self.cases if sum(f"case {number}:" in words for words in told) > 1]


@pytest.mark.parametrize("seed", some_of(range(4), 2))
async def test_every_urgent_case_has_a_card_or_was_told_to_somebody(tmp_path: Path, seed: int) -> None:
    """The suite tries two of four random courses."""
    chance = Random(seed)
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        trial = Trial(place, cast, await place.world.person("Mo"))
        for body in BODIES:
            await cast.groups[body].member("add", trial.stranger)
        acts: list[Step] = [
            trial.kick, trial.back, trial.back_by_a_stranger, trial.mute, trial.rights,
            trial.urgent, trial.urgent, trial.high,
        ]  # fmt: skip
        done = []
        for _ in range(STEPS):
            act, body = chance.choice(acts), chance.choice(BODIES)
            done.append(f"{act.__name__} {body}")
            await act(body)
            for _ in range(3):
                await place.world.advance(seconds=122)
                await place.world.read_everything()
            with suppress(TimeoutError):
                async with asyncio.timeout(TIMEOUT):
                    await until(trial.all_told)
            assert await trial.untold() == [], done
            assert await trial.twice_told() == [], done
        assert trial.cases

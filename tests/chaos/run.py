"""One run: people tell, officers work, blows fall; then calm, a moved clock, and the judge."""

import asyncio
import math
import random
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import NothingSeen, Person
from tests.chaos.blows import BlowDealer
from tests.chaos.ground import Ground, ground_for
from tests.chaos.judge import Judge, RunFindings
from tests.chaos.people import ANSWER_TIMEOUT, ChaosOfficer, Reporter
from tests.chaos.plan import RunPlan
from tests.support.running.running_bot import rows_queued_in
from tests.support.waiting import CameNot, until

WORKING = tuple(AgencyKey(key) for key in ("EDU", "PSB", "PROC"))
LATER = (timedelta(hours=5), timedelta(days=2, hours=3), timedelta(days=100))
"""How the clock is moved afterwards: past acknowledging, past assessing and replying, past the outcome."""
CROWD = 50
"""With more people only the first: a supervisor's chat takes one message a second, and each case has nine to tell."""
CALM = 0.3
ANSWERED = 60.0
"""Seconds that somebody waits for an answer in the calm, on a busy machine."""
STILL = 5.0
"""Seconds of silence after which the clock is moved on."""
NUDGE = timedelta(minutes=11)
"""Longer than any lease: what a killed worker held is free again."""


@dataclass
class PrintedRun:
    """What is printed of one seed."""

    plan: RunPlan
    verdict: RunFindings = field(default_factory=RunFindings)
    fallen: list[tuple[str, int]] = field(default_factory=list)
    """Each blow, and how much it touched."""
    faults: int = 0
    """Single faults that fell on the wire."""
    updates: int = 0
    seconds: float = 0.0
    log: bytes = b""

    def __str__(self) -> str:
        plan = self.plan
        head = f"seed {plan.seed} {plan.kind} · people {plan.people} updates {self.updates} in {self.seconds:.0f} s"
        struck = " ".join(f"{kind}:{touched}" for kind, touched in self.fallen)
        return f"{head} · {len(self.fallen)} blows, {self.faults} faults on the wire: {struck} · {self.verdict}"

    @property
    def row(self) -> tuple[str, ...]:
        """One line of the table."""
        found, kinds = self.verdict, Counter(kind for kind, touched in self.fallen if touched)
        struck = " ".join(f"{kind}×{times}" if times > 1 else kind for kind, times in sorted(kinds.items()))
        counts = (found.reports, found.cards, found.repeats, len(found.lost), len(found.doubled))
        others = len(found.stuck) + len(found.wrong)
        blows = f"{sum(kinds.values())} of {len(self.fallen)}"
        named = (self.plan.seed, self.plan.kind, self.plan.people, self.updates, blows, self.faults, *counts, others)
        return (*map(str, named), f"{self.seconds:.0f}", struck)


async def run(
    plan: RunPlan, home: Path, *, broken: bool = False, later: Sequence[timedelta] = LATER, timeout: float = 120.0
) -> PrintedRun:
    """The whole of it. `broken`: with a dispatcher that marks before it sends. `later`: how the clock is moved after
    the storm. `timeout` bounds for how many seconds people and queues may take once the faults have stopped."""
    told, began = PrintedRun(plan), time.monotonic()
    async with ground_for(plan, home, broken=broken) as ground:
        await ground.start()
        cast = await ground.cast_by_links()
        play = ChaosPlay(
            ground, cast, make_reporters(plan, [await ground.world.person(f"Canary{n}") for n in range(plan.people)])
        )
        play.later = later
        storm = BlowDealer(ground, cast, play.reporters, await ground.world.person("Canarypasser"))
        judge = Judge(ground, cast, play.reporters, storm.senders, play.officers, told.verdict)
        await play.act(storm, judge, timeout)
        await judge.judge()
        told.fallen, told.updates = [(dealt.kind, dealt.touched()) for dealt in ground.fallen], len(ground.updates)
        told.faults = sum(ground.simulator.cloud.faults.fallen.values())
    told.log = bytes(ground.log)
    told.seconds = time.monotonic() - began
    return told


def make_reporters(plan: RunPlan, people: list[Person]) -> list[Reporter]:
    """Adults, children, people in danger; some hurried, some with albums, some who change their words."""
    chosen = random.Random(plan.seed + 1)
    return [make_reporter(plan, number, person, chosen) for number, person in enumerate(people)]


def make_reporter(plan: RunPlan, number: int, person: Person, chosen: random.Random) -> Reporter:
    """One of them, as the seed wants."""
    is_child, is_danger = number % 5 == 3, number % 6 == 4
    age = "under 14" if number % 2 else "14 to 17"
    words = [f"canary{plan.seed}n{number}w{at} he is beaten" for at in range(chosen.randint(1, 3))]
    return Reporter(
        person,
        f"I am {age}, it is about me" if is_child else "I am an adult",
        "Yes, now" if is_danger else "No",
        words,
        pictures=0 if is_child else chosen.choice((0, 0, 1, 3)),
        hurried=not (is_child or is_danger) and chosen.random() < 0.3,
        edited=f"canary{plan.seed}n{number}changed" if chosen.random() < 0.3 else "",
    )


class ChaosPlay:
    """People and officers at work while it storms, and what follows."""

    def __init__(self, ground: Ground, cast: Cast, reporters: list[Reporter]) -> None:
        self.ground = ground
        self.cast = cast
        self.reporters = reporters
        self.officers = {
            agency: ChaosOfficer(cast.officers[agency], cast.groups[agency], by_command=at % 2 == 1)
            for at, agency in enumerate(WORKING)
        }
        self.later: Sequence[timedelta] = LATER
        self._is_over = False
        self.calm_at: datetime | None = None
        """The last moment at which nothing waited and nothing was due: all that was due until then was done."""

    async def act(self, storm: BlowDealer, judge: Judge, timeout: float) -> None:
        """The storm, the calm, the months after, the end."""
        verdict = judge.verdict
        reporting = [asyncio.ensure_future(reporter.report()) for reporter in self.reporters]
        working = asyncio.ensure_future(self._work())
        await storm.run(timeout / 2)
        await self._finish(reporting, verdict, timeout)
        self._is_over = True
        await working
        await self._wait_until_idle(verdict, timeout)
        await self._take_the_rest(verdict, timeout)
        await self._everybody_is_answered(verdict)
        await self._wait_until_idle(verdict, timeout)  # an answer may come before its update is taken off
        await judge.look()
        for duration in self.later[: 1 if len(self.reporters) > CROWD else None]:
            self.ground.clock.advance(duration)
            await self._wait_until_idle(verdict, timeout)
        await self._too_old(verdict, timeout)
        judge.ended_at = self.calm_at
        verdict.wrong += [f"ended with {code}" for code in await self.ground.workers.end_all(signal.SIGTERM)]

    async def _work(self) -> None:
        """Officers look and take, until all have told."""

        async def work() -> None:
            for officer in self.officers.values():
                await officer.work()

        await work()
        await until(lambda: self._is_over, math.inf, 0.5, work)

    async def _take_the_rest(self, verdict: RunFindings, timeout: float) -> None:
        """What was asked in the storm may have been lost on its way to Telegram: whatever still asks is taken again."""
        for _ in range(3):
            asking = [officer for officer in self.officers.values() if await officer.is_asked()]
            for officer in asking:
                officer.waits = dict.fromkeys(officer.waits, (-math.inf, ANSWER_TIMEOUT))
                await officer.work()
            if not asking:
                break
            await self._wait_until_idle(verdict, timeout)

    async def _finish(self, reporting: Iterable["asyncio.Future[None]"], verdict: RunFindings, timeout: float) -> None:
        """Everybody gets a number; a clock that stands still is moved on, for what a dead worker held."""
        left, said = set(reporting), -1
        for _ in range(int(timeout / STILL)):
            _, left = await asyncio.wait(left, timeout=STILL) if left else (set(), set())
            if not left:
                break
            before, said = said, len(self.ground.simulator.cloud.journal.after(0, "sendMessage"))
            if before == said:
                self.ground.clock.advance(NUDGE)
        for task in left:
            task.cancel()
        ended = await asyncio.gather(*reporting, return_exceptions=True)
        for reporter, error in zip(self.reporters, ended, strict=True):
            if isinstance(error, Exception):
                verdict.stuck.append(f"{reporter.person.name} could not go on: {error!r}")
        verdict.stuck += [await r.complaint() for r in self.reporters if not r.number]

    async def _wait_until_idle(self, verdict: RunFindings, timeout: float) -> None:
        """Until nothing is open and nothing is due, twice in a row. The regular jobs may need several rounds for what a
        moved clock has made due."""
        loop = asyncio.get_running_loop()
        nudged, calm = loop.time(), 0

        async def is_at_rest() -> bool:
            nonlocal calm
            calm = calm + 1 if await self._is_calm() else 0
            return calm == 2

        def nudge() -> None:
            nonlocal nudged
            if loop.time() - nudged > 8:
                self.ground.clock.advance(NUDGE)
                nudged = loop.time()

        try:
            await until(is_at_rest, timeout, CALM, nudge)
        except CameNot as error:
            verdict.stuck.append(f"it does not come to rest: {error}")

    async def _is_calm(self) -> bool:
        now, database = self.ground.clock.now(), self.ground.components.database
        if self.ground.simulator.cloud.updates.pending() or await rows_queued_in(database, now):
            return False
        async with database.reading() as uow:
            is_due = bool(await uow.cases.due(now, limit=1))
        self.calm_at = self.calm_at if is_due else now
        return not is_due

    async def _everybody_is_answered(self, verdict: RunFindings) -> None:
        """The next message of everybody."""
        asked = [(reporter.person, "/status") for reporter in self.reporters]
        asked += [(self.cast.supervisor, "/cases"), *((officer.person, "/help") for officer in self.officers.values())]
        answers = [self._answered(person, words, verdict) for person, words in asked]
        await asyncio.gather(*answers)

    async def _answered(self, person: Person, words: str, verdict: RunFindings) -> None:
        said = await person.say(words)
        try:
            await person.wait_for(lambda message: True, after=said, timeout=ANSWERED)
        except NothingSeen:
            verdict.stuck.append(f"{person.name} said {words} and heard nothing")

    async def _too_old(self, verdict: RunFindings, timeout: float) -> None:
        """Somebody hides what is months old: what cannot be deleted holds up nothing."""
        hiding: list[Awaitable[None]] = [self._hide(reporter, verdict) for reporter in self.reporters[:2]]
        await asyncio.gather(*hiding)
        await self._wait_until_idle(verdict, timeout)

    async def _hide(self, reporter: Reporter, verdict: RunFindings) -> None:
        await self._answered(reporter.person, "/hide", verdict)

"""One full life of a case before a bot that dies on the way; people do what people do, and nobody waits.

A life has stretches. Each begins and ends with everything done: nothing to handle, nothing to send. So a death in one
of them, once it has been made good, leaves the next as it is in any life; and a life may have a death in each.
"""

import asyncio
import io
import secrets
import signal
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from bot.simulator.client import NothingSeen, Person
from bot.simulator.server import Simulator
from tests.crash.district import BEGIN, CrashCast, WorldClock
from tests.crash.edges import CutPlan
from tests.crash.flight import in_flight, newest, under_cards
from tests.crash.rest import RestDoor
from tests.crash.restarting_bot import RestartingBot
from tests.support.running.conversation import is_screen
from tests.support.waiting import CameNot, until

TIMEOUT = 120.0
"""Seconds of silence after which somebody is stuck."""
PAUSE = 0.005
LOOKS = 2
"""So often in a row the bot must be found at rest."""
NUDGE = 20
"""Looks between two reminders that the clock was moved (one that fell into a boot is not heard)."""
ON_ITS_WAY = 0.05
"""Seconds between two looks at what a bot had sent before it died."""
LINGER = 0.3
"""Seconds that a death is waited for when all else is done: menus are set beside everything else."""


class Stuck(AssertionError):
    """Somebody waits for ever: what for, and what the bot says of itself."""


@dataclass(frozen=True)
class LifeKind:
    """Where the bot lives and how Telegram reaches it."""

    intake: str
    database: str

    def __str__(self) -> str:
        return f"{self.intake}, {self.database}"


KINDS = tuple(LifeKind(intake, database) for intake in ("polling", "webhook") for database in ("sqlite", "postgresql"))


Step = Callable[["Life"], Any]


@dataclass(frozen=True)
class LifePlay:
    """What people do in a life, and what is there when it is over."""

    name: str
    """Beside the kind, where it is not the full life."""
    steps: Mapping[str, Step]
    """The stretches, in order."""
    afterwards: Step
    """Nobody is stuck."""
    reports: int
    """Each in a case of its own."""
    files: int
    sooner: timedelta = timedelta()
    """How much earlier than usual it begins."""
    waits_beside: bool = True
    """Whether a life that nobody cuts waits, at the end of each stretch, for what is done beside everything else."""


def merged(steps: Mapping[str, Step], goes_on: Collection[str]) -> dict[str, Step]:
    """With fewer stretches: each of these is part of the one before it."""
    parts: dict[str, list[Step]] = {}
    for name, step in steps.items():
        if name not in goes_on:
            parts[name] = []
        parts[next(reversed(parts))].append(step)
    return {name: partial(one_by_one, steps_of) for name, steps_of in parts.items()}


async def one_by_one(steps: Sequence[Step], life: "Life") -> None:
    """One after the other, in one stretch."""
    for step in steps:
        await step(life)


@dataclass(frozen=True)
class Death:
    """In which stretch the bot died, and which messages were in flight then, by name of the chat. `under_cards`: those
    of the stretch that hang under a message which says their case."""

    stretch: str
    flying: Mapping[str, Counter[str]]
    under_cards: Mapping[str, frozenset[str]] = field(default_factory=dict)


def stretch_of(point: str) -> str:
    """The stretch that a boundary belongs to."""
    return point.partition(":")[0]


@dataclass
class Life:
    """One life and what is left of it to look at."""

    kind: LifeKind
    play: LifePlay
    targets: dict[str, str]
    """By stretch: where the bot is to die."""
    folder: Path
    url: str
    clock: WorldClock
    simulator: Simulator
    district: CrashCast
    bot: RestartingBot
    door: RestDoor
    canaries: dict[str, bytes]
    updates: list[int] = field(default_factory=list)
    looked_at: int = 0
    """How many of the updates were seen to be taken. The line may have erased them since."""
    passed: int = 0
    """How long the record of boundaries was at the last look."""
    calls: int = -1
    """How many calls Telegram had had at the last look after a death."""
    stretch: str = ""
    entered: dict[str, int] = field(default_factory=dict)
    """How many calls Telegram had had when a stretch began."""
    newest: dict[int, int] = field(default_factory=dict)
    """By chat: the last message of before the stretch."""
    deaths: list[Death] = field(default_factory=list)

    @property
    def plan(self) -> CutPlan:
        """What the bot is told of the stretch."""
        return CutPlan(self.folder / "plan")

    def enter(self, stretch: str) -> None:
        """From here on."""
        self.stretch, self.entered[stretch] = stretch, len(self.simulator.cloud.journal.after(0))
        self.newest = newest(self.simulator)
        self.plan.write(stretch, self.targets.get(stretch, ""))

    async def leave(self) -> None:
        """All is done; a death that is still to come is waited for a little, and so is the end of an uncut stretch."""
        await self.quiet()
        if self.stretch in self.targets or (not self.targets and self.play.waits_beside):
            with suppress(CameNot):
                await until(partial(self.has_died_in, self.stretch), LINGER, PAUSE)
            await self.quiet()

    def stretch_at(self, call: int) -> str:
        """The stretch in which the call with this number was made: the last that had begun."""
        return [stretch for stretch, start in self.entered.items() if start < call][-1]

    def has_died_in(self, stretch: str) -> bool:
        """Whether the bot did what it was to do."""
        return any(death.stretch == stretch for death in self.deaths)

    async def note_death(self) -> None:
        """Once in a stretch is enough; what was in flight may be seen once more. What the bot had sent when it died may
        reach Telegram a little later, on a busy machine."""
        self.plan.write(self.stretch)
        self.calls = -1
        await until(self._has_all_arrived, TIMEOUT, ON_ITS_WAY)
        flying = await in_flight(self.home, self.url, self.simulator, self.newest)
        names = self.district.names
        under = {names[chat]: words for chat, words in under_cards(self.simulator, self.newest).items()}
        self.deaths.append(Death(self.stretch, {names[chat]: words for chat, words in flying.items() if words}, under))

    def _has_all_arrived(self) -> bool:
        """Whether Telegram has had no further call since the last look."""
        before, self.calls = self.calls, len(self.simulator.cloud.journal.after(0))
        return before == self.calls

    @property
    def home(self) -> Path:
        """Database, files and keys."""
        return self.folder / "home"

    def canary(self, name: str) -> str:
        """A word that stands nowhere else."""
        word = f"zq{secrets.token_hex(8)}"
        self.canaries[name] = word.encode()
        return word

    def photo(self, name: str) -> bytes:
        """A picture that nobody else has."""
        buffer = io.BytesIO()
        Image.frombytes("L", (64, 64), secrets.token_bytes(64 * 64)).save(buffer, "JPEG")
        data = buffer.getvalue()
        self.canaries[name] = data[len(data) // 2 :][:32]
        return data

    # --- waiting ---

    async def quiet(self, moved_at: datetime = BEGIN) -> None:
        """Until every update is handled, everything due is sent, and the ticker has seen this moment: at two looks, and
        no boundary is passed between them."""
        looks, until, at_rest = 0, asyncio.get_running_loop().time() + TIMEOUT, 0
        while at_rest < LOOKS:
            at_rest = at_rest + 1 if await self._is_still() and await self._is_calm(moved_at) else 0
            looks += 1
            if looks % NUDGE == 0 and moved_at != BEGIN:
                self.bot.tell(signal.SIGUSR1)
            if asyncio.get_running_loop().time() > until:
                raise Stuck(f"no rest: {await self.door.asked()}")

    async def _is_still(self) -> bool:
        """Whether the bot has passed no boundary since the last look and passes none for a moment: while it works, it
        is not asked how it is."""
        record, before = self.folder / "record", self.passed
        await asyncio.sleep(PAUSE)
        self.passed = record.stat().st_size if record.exists() else 0
        return 0 < self.passed == before

    async def _is_calm(self, moved_at: datetime) -> bool:
        """Nothing is pending, and after that nothing is in a queue; all queues are counted at the same moment. Not
        while the database does not answer."""
        if self.simulator.cloud.updates.pending():
            return False
        report = await self.door.asked()
        if report is None or report.queued != 0:
            return False
        return moved_at == BEGIN or (report.ticked_at is not None and report.ticked_at >= moved_at)

    async def pass_time(self, **duration: float) -> None:
        """Everything of before is done; then the clock is moved, and what follows is done too."""
        await self.quiet()
        self.clock.advance(timedelta(**duration))
        self.bot.tell(signal.SIGUSR1)
        await self.quiet(self.clock.now())

    # --- people ---

    async def press(self, person: Person, words: str, label: str, *, place: Any = None) -> None:
        """Press as soon as the screen is there; again while the spinner turns for so long that people do."""
        screen = await person.wait_for(partial(is_screen, words, label), place, timeout=TIMEOUT)
        press = await person.press(label, message=screen)
        with suppress(NothingSeen):
            await person.answer_to(press, timeout=0.02)
        await self.quiet()

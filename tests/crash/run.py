"""Lives one after the other: first one that nobody cuts, which gives the list of boundaries; then others that are."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.simulator.client import NothingSeen
from tests.crash.casework import ENDED, WORKED
from tests.crash.district import Homes
from tests.crash.handing import HANDED
from tests.crash.joining import JOINED
from tests.crash.life import Life, LifeKind, LifePlay, Step, Stuck, stretch_of
from tests.crash.living import LIFE, NIGHT, afterwards, boundaries_of, living
from tests.crash.proof import LifeFindings, Trace, judge, trace
from tests.crash.staffing import STAFFED
from tests.support.processes.children import FORKED
from tests.support.processes.shared import Shared

TRIES = 3


def _some(names: Iterable[str]) -> dict[str, Step]:
    return {name: LIFE[name] for name in names}


FIRST_LATE, LAST = "remind", "hide"
BEFORE = [*LIFE][: [*LIFE].index(FIRST_LATE)]
LATE = [name for name in LIFE if name not in {*BEFORE, LAST}]
STRETCHES = {**_some(BEFORE), **WORKED, **_some(LATE), **ENDED, **_some([LAST])}
"""A whole life, in order."""
GOES_ON = ("monday", "no more", "to lead", "leaving", "propose", "week")
"""Stretches that go on with what the one before has begun. They are stretches of their own because no life has two
deaths in one: the longest says how many lives there must be."""
FULL = LifePlay("", STRETCHES, afterwards, reports=1, files=2, sooner=timedelta(hours=NIGHT))
PLAYS = {"full": FULL, "joined": JOINED, "handed": HANDED, "staffed": STAFFED}


@dataclass(frozen=True)
class Whole:
    """What is passed, and what is usual, when nobody cuts."""

    points: tuple[str, ...]
    trace: Trace

    def joined(self, other: "Whole") -> "Whole":
        """With what only another life passed: how many messages are taken at a time is chance."""
        assert other.trace == self.trace, (self.trace, other.trace)
        return Whole(tuple(dict.fromkeys((*self.points, *other.points))), self.trace)


@dataclass(frozen=True)
class Cut:
    """What came of a death at a point."""

    point: str
    verdict: LifeFindings
    has_died: bool


@dataclass
class Runner:
    """Lives of one kind."""

    kind: LifeKind
    homes: Homes
    folder: Path
    play: LifePlay = FULL
    origin: Shared = FORKED
    """The process that its bots are forked from."""
    lives: int = 0

    async def whole(self) -> Whole:
        """The list of boundaries, and what is usual. Raises AssertionError when even this life is not good."""
        async with self._living(()) as life:
            await play(life)
            points = tuple(boundaries_of(life))
            await end(life)
            usual = await trace(life)
        assert not usual.problems, usual.problems
        return Whole(points, usual)

    async def cut(self, points: Sequence[str], usual: Trace) -> list[Cut]:
        """One life with a death at each of the points, which lie in different stretches. Where all is not well, each
        has a life of its own, and what is said of it is what it did alone; so has one that was not reached."""
        together = await self._cut(points, usual)
        if all(cut.verdict.is_good for cut in together):
            return [cut if cut.has_died else await self._alone(cut.point, usual) for cut in together]
        if len(points) == 1:
            return together
        alone = [await self._alone(point, usual) for point in points]
        if all(cut.verdict.is_good for cut in alone):
            alone[0].verdict.wrong.append(f"only together: {together[0].verdict.faults}")
        return alone

    async def _alone(self, point: str, usual: Trace) -> Cut:
        """A life for one point: not every life sends as many messages at a time, and so passes as many boundaries."""
        for _ in range(TRIES):
            (cut,) = await self._cut([point], usual)
            if cut.has_died or not cut.verdict.is_good:
                break
        return cut

    async def _cut(self, points: Sequence[str], usual: Trace) -> list[Cut]:
        async with self._living(points) as life:
            try:
                await play(life)
                await end(life)
                verdict = judge(life, usual, await trace(life))
            except (NothingSeen, Stuck, AssertionError) as error:
                verdict = LifeFindings(wrong=[f"stuck: {str(error)[:300]}", *troubles(life)])
            return [Cut(point, verdict.at(stretch_of(point)), life.has_died_in(stretch_of(point))) for point in points]

    def _living(self, points: Sequence[str]) -> AbstractAsyncContextManager[Life]:
        self.lives += 1
        return living(self.kind, self.play, self.homes, self.folder / f"life-{self.lives}", points, self.origin)


def by_stretch(points: Iterable[str]) -> dict[str, list[str]]:
    """The points of each stretch, in order."""
    found: dict[str, list[str]] = {}
    for point in points:
        found.setdefault(stretch_of(point), []).append(point)
    return found


async def play(life: Life) -> None:
    """From the first word to the last."""
    for stretch, step in life.play.steps.items():
        life.enter(stretch)
        await step(life)
        await life.leave()
    await life.play.afterwards(life)


async def end(life: Life) -> None:
    """The bot is killed; what it leaves behind can be looked at."""
    life.bot.end()
    await life.bot.ended.wait()


def troubles(life: Life) -> list[str]:
    """The last lines of the bot's log that are no good news."""
    lines = (life.folder / "log").read_text("utf-8").splitlines()
    return [line for line in lines if '"info"' not in line and '"debug"' not in line][-4:]

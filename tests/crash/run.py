"""Lives one after the other: first one that nobody cuts, which gives the list of boundaries; then one cut at each."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from bot.simulator.client import NothingSeen
from tests.crash.life import LIFE, Kind, Launcher, Life, Stuck, afterwards, boundaries_of, living
from tests.crash.proof import Trace, Verdict, judge, trace
from tests.crash.stage import Homes


@dataclass(frozen=True)
class Whole:
    """A life that nobody cut."""

    points: tuple[str, ...]
    trace: Trace


@dataclass(frozen=True)
class Cut:
    """A life that was cut at a point."""

    point: str
    verdict: Verdict
    has_died: bool


@dataclass
class Runner:
    """Lives of one kind."""

    kind: Kind
    launcher: Launcher
    homes: Homes
    folder: Path
    lives: int = 0

    async def whole(self) -> Whole:
        """The list of boundaries, and what is usual. Raises AssertionError when even this life is not good."""
        async with self._living("") as life:
            await play(life)
            points = tuple(boundaries_of(life))
            await end(life)
            usual = await trace(life)
        assert not usual.problems, usual.problems
        return Whole(points, usual)

    async def cut(self, point: str, usual: Trace) -> Cut:
        """One life with one death."""
        async with self._living(point) as life:
            try:
                await play(life)
                await end(life)
                verdict = judge(life, usual, await trace(life))
            except (NothingSeen, Stuck, AssertionError) as error:
                verdict = Verdict(wrong=[f"stuck: {str(error)[:300]}", *troubles(life)])
            return Cut(point, verdict, life.machine.deaths > 0)

    async def each(self, points: Sequence[str], usual: Trace) -> AsyncIterator[Cut]:
        """All of them, in order."""
        for point in points:
            yield await self.cut(point, usual)

    def _living(self, point: str) -> AbstractAsyncContextManager[Life]:
        self.lives += 1
        return living(self.kind, self.launcher, self.homes, self.folder / f"life-{self.lives}", point)


async def play(life: Life) -> None:
    """From the first word to the last."""
    for step in (*LIFE, afterwards):
        await step(life)


async def end(life: Life) -> None:
    """The bot is killed; what it leaves behind can be looked at."""
    life.machine.end()
    await life.machine.ended.wait()


def troubles(life: Life) -> list[str]:
    """The last lines of the bot's log that are no good news."""
    lines = (life.folder / "log").read_text("utf-8").splitlines()
    return [line for line in lines if '"info"' not in line and '"debug"' not in line][-4:]

"""make crash: every crash point of one full life, counted and printed, then a life for each that is cut there.

    python -m tests.crash [--only "polling, sqlite"] [--start 0] [--stop 9999] [--every 1] [--minutes 240]

Two lives at a time. It can be done in pieces: `--start` and `--stop` are numbers of the printed list.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.life import KINDS, Kind, launching
from tests.crash.run import Cut, Runner, Whole
from tests.crash.stage import Homes, made
from tests.databases import PostgresMaker, postgres_server

AT_ONCE = 2


@dataclass
class Wanted:
    """What was asked for."""

    only: str
    start: int
    stop: int
    every: int
    until: float


@dataclass
class Sum:
    """What came of the lives of one kind."""

    kind: Kind
    whole: Whole
    cuts: dict[int, Cut] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def line(self) -> str:
        """Boundaries, lives, lost, doubled, repeats, seconds."""
        verdicts = [cut.verdict for cut in self.cuts.values()]
        lost, doubled = (sum(bool(getattr(v, name)) for v in verdicts) for name in ("lost", "doubled"))
        wrong, repeats = sum(bool(v.wrong) for v in verdicts), sum(v.repeats for v in verdicts)
        unreached = sum(not cut.has_died for cut in self.cuts.values())
        return (
            f"{self.kind}: {len(self.whole.points)} boundaries, {len(self.cuts)} lives, {unreached} not reached, "
            f"{lost} lost, {doubled} doubled, {wrong} otherwise wrong, {repeats} messages in flight sent again, "
            f"{time.monotonic() - self.began:.0f} s"
        )


def say(words: str) -> None:
    """At once, also through a pipe."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def enumerate_kind(kind: Kind, homes: Homes, folder: Path, wanted: Wanted) -> Sum:
    """The list of one kind, and a life for each point of the range."""
    async with AsyncExitStack() as stack:
        runners = [
            Runner(kind, await stack.enter_async_context(launching()), homes, made(folder / str(n)))
            for n in range(AT_ONCE)
        ]
        result = Sum(kind, await runners[0].whole())
        say(f"\n== {kind}: {len(result.whole.points)} crash points ==")
        for name, times in Counter(point.rpartition(" #")[0] for point in result.whole.points).items():
            say(f"  {times:4} x {name}")
        todo = iter(range(wanted.start, min(wanted.stop, len(result.whole.points)), wanted.every))
        async with asyncio.TaskGroup() as tasks:
            for runner in runners:
                tasks.create_task(work(runner, todo, result, wanted))
    say(result.line())
    return result


async def work(runner: Runner, todo: Iterator[int], result: Sum, wanted: Wanted) -> None:
    """One point after the other, until there is none, or no time."""
    for number in todo:
        if time.monotonic() > wanted.until:
            say(f'  out of time at {number}: go on with --only "{runner.kind}" --start {number}')
            return
        cut = result.cuts[number] = await runner.cut(result.whole.points[number], result.whole.trace)
        say(f"  {number:4} {cut.point:45} {told(cut)}")


def told(cut: Cut) -> str:
    """How the life went, in a few words."""
    verdict = cut.verdict
    if verdict.is_good:
        return ("ok" if cut.has_died else "ok, not reached") + (f", {verdict.repeats} again" if verdict.repeats else "")
    return f"LOST {verdict.lost} DOUBLED {verdict.doubled} WRONG {verdict.wrong}"


@contextmanager
def server(kind: Kind, folder: Path) -> Iterator[PostgresMaker | None]:
    """A PostgreSQL where one is needed."""
    if kind.database == "sqlite":
        yield None
        return
    running = postgres_server(folder / "pg")
    try:
        yield PostgresMaker(running.get_uri())
    finally:
        running.cleanup()


def main() -> int:
    """0 when nothing was lost, nothing doubled and nothing else was wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", default="", help="one kind, as in the list: 'webhook, postgresql'")
    for name, usual in (("start", 0), ("stop", 9999), ("every", 1), ("minutes", 240)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    given = asked.parse_args()
    wanted = Wanted(given.only, given.start, given.stop, given.every, time.monotonic() + 60 * given.minutes)
    sums = []
    for kind in (kind for kind in KINDS if wanted.only in ("", str(kind))):
        with tempfile.TemporaryDirectory(prefix="tlc") as place, server(kind, Path(place)) as postgres:
            homes = Homes(Path(place), postgres)
            sums.append(asyncio.run(enumerate_kind(kind, homes, Path(place) / "lives", wanted)))
    say("\n" + "\n".join(one.line() for one in sums))
    return 0 if all(cut.verdict.is_good for one in sums for cut in one.cuts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())

"""make crash: every crash point of one full life, counted and printed, then lives with a death at each of them.

    python -m tests.crash [--only "polling, sqlite"] [--start 0] [--stop 9999] [--every 1] [--alone] [--at-once 2]
                          [--minutes 240] [--list FILE] [--play full] [--stretches "merge part"]

A life has a death in each of its stretches: the first of the points of each, the second of each, and so on. With
--alone it has one, and lives are numbered as the points are. It can be done in pieces: `--start` and `--stop` are
numbers of lives. `--play joined` is a shorter life of two reports that become one case, `--play handed` one of a case
that goes from hand to hand, `--play staffed` one of what officers do for each other; with `--stretches` there are
deaths in these only. `--list` adds a line for each point to a file; of such files tests.crash.results makes a page.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from itertools import zip_longest
from pathlib import Path

from tests.crash.district import Homes, made
from tests.crash.life import KINDS, LifeKind, stretch_of
from tests.crash.lived_through import prepared
from tests.crash.results import PointResult, sort_of
from tests.crash.run import PLAYS, Cut, Runner, Whole, by_stretch
from tests.support.databases.databases import PostgresMaker, postgres_server


@dataclass
class Wanted:
    """What was asked for."""

    only: str
    start: int
    stop: int
    every: int
    alone: bool
    at_once: int
    until: float
    list: Path | None
    play: str
    stretches: str

    def is_meant(self, point: str) -> bool:
        """Whether there is to be a death at this boundary."""
        return not self.stretches or stretch_of(point) in self.stretches.split()

    def named(self, kind: LifeKind) -> str:
        """The kind and the life, in the list."""
        return ", ".join(word for word in (str(kind), PLAYS[self.play].name) if word)


@dataclass
class Sum:
    """What came of the lives of one kind."""

    kind: LifeKind
    whole: Whole
    cuts: list[Cut] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def services(self) -> str:
        """Boundaries, deaths, lost, doubled, repeats, seconds."""
        verdicts = [cut.verdict for cut in self.cuts]
        lost, doubled = (sum(bool(getattr(v, name)) for v in verdicts) for name in ("lost", "doubled"))
        wrong, repeats = sum(bool(v.wrong) for v in verdicts), sum(v.repeats.total() for v in verdicts)
        unreached = sum(not cut.has_died for cut in self.cuts)
        return (
            f"{self.kind}: {len(self.whole.points)} boundaries, {len(self.cuts)} deaths, {unreached} not reached, "
            f"{lost} lost, {doubled} doubled, {wrong} otherwise wrong, {repeats} messages in flight sent again, "
            f"{time.monotonic() - self.began:.0f} s"
        )


def say(words: str) -> None:
    """At once, also through a pipe."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def enumerate_kind(kind: LifeKind, homes: Homes, folder: Path, wanted: Wanted) -> Sum:
    """The list of one kind, and a death at each point of the range."""
    play, origin = PLAYS[wanted.play], await prepared(homes, folder / "lived through")
    runners = [Runner(kind, homes, made(folder / str(n)), play, origin) for n in range(wanted.at_once)]
    result = Sum(kind, reduce(Whole.joined, [await runner.whole() for runner in runners]))
    say(f"\n== {kind}: {len(result.whole.points)} crash points ==")
    for name, times in Counter(map(sort_of, result.whole.points)).items():
        say(f"  {times:4} x {name}")
    meant = filter(wanted.is_meant, result.whole.points)
    todo = iter(lives(meant, alone=wanted.alone)[wanted.start : wanted.stop : wanted.every])
    async with asyncio.TaskGroup() as tasks:
        for runner in runners:
            tasks.create_task(work(runner, todo, result, wanted))
    origin.end()
    say(result.services())
    return result


def lives(points: Iterable[str], *, alone: bool) -> list[list[str]]:
    """The deaths of each life."""
    if alone:
        return [[point] for point in points]
    return [[point for point in life if point] for life in zip_longest(*by_stretch(points).values())]


async def work(runner: Runner, todo: Iterator[list[str]], result: Sum, wanted: Wanted) -> None:
    """One life after the other, until there is none, or no time."""
    for points in todo:
        if time.monotonic() > wanted.until:
            say(f"  out of time before {', '.join(points)}")
            return
        for cut in await runner.cut(points, result.whole.trace):
            result.cuts.append(cut)
            note(cut, result, wanted)


def note(cut: Cut, result: Sum, wanted: Wanted) -> None:
    """To the eye, and to the list."""
    number, verdict = result.whole.points.index(cut.point), cut.verdict
    repeats = verdict.repeats.total()
    told = ("died" if cut.has_died else "not reached") + (f", {repeats} again" if repeats else "")
    say(f"  {number:4} {cut.point:56} {told if verdict.is_good else verdict.faults}")
    if wanted.list is not None:
        one_point = PointResult(
            wanted.named(result.kind), number, cut.point, told, verdict.lost, verdict.doubled, verdict.wrong
        )
        one_point.add_to(wanted.list)


@contextmanager
def server(kind: LifeKind, folder: Path) -> Iterator[PostgresMaker | None]:
    """A PostgreSQL where one is needed."""
    if kind.database == "sqlite":
        yield None
        return
    running = postgres_server(folder / "pg")
    maker = PostgresMaker(running.get_uri())
    try:
        yield maker
    finally:
        maker.close()
        running.cleanup()


def asked() -> Wanted:
    """From the command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="one kind, as in the list: 'webhook, postgresql'")
    for name, usual in (("start", 0), ("stop", 9999), ("every", 1), ("at-once", 2), ("minutes", 240)):
        options.add_argument(f"--{name}", type=int, default=usual)
    options.add_argument("--alone", action="store_true", help="one death in a life")
    options.add_argument("--play", default="full", choices=[*PLAYS], help="which life")
    options.add_argument("--stretches", default="", help="deaths in these stretches only")
    options.add_argument("--list", type=Path, help="the file that a line for each point is added to")
    given = vars(options.parse_args())
    return Wanted(until=time.monotonic() + 60 * given.pop("minutes"), **given)


def main() -> int:
    """0 when nothing was lost, nothing doubled and nothing else was wrong."""
    wanted, sums = asked(), []
    for kind in (kind for kind in KINDS if wanted.only in ("", str(kind))):
        with tempfile.TemporaryDirectory(prefix="tlc") as place, server(kind, Path(place)) as postgres:
            homes = Homes(Path(place), postgres)
            sums.append(asyncio.run(enumerate_kind(kind, homes, Path(place) / "lives", wanted)))
    say("\n" + "\n".join(one.services() for one in sums))
    return 0 if all(cut.verdict.is_good for one in sums for cut in one.cuts) else 1


if __name__ == "__main__":
    sys.exit(main())

"""A sample of `make crash`: the full life, and the shorter one of two cases, with the other database and the other
intake; each lives once whole, and once with a death in each stretch that has a point of its own below, or a kind of
boundary that no other has, and in a few of the others. `make crash` dies in every stretch, at every boundary."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.crash.district import Homes, made
from tests.crash.joining import JOINED
from tests.crash.life import LifeKind, LifePlay, merged, stretch_of
from tests.crash.proof import Trace
from tests.crash.results import sort_of
from tests.crash.run import FULL, GOES_ON, Cut, Runner, by_stretch
from tests.support.databases.databases import PostgresMaker
from tests.support.domain.examples import some_of

pytestmark = pytest.mark.timeout(1500)
SENT = "alarm: call sendMessage after #1"
"""Telegram has the message, and the bot has not written it down: the one case in which it comes once more."""
IN_FULL = (
    SENT,
    "album: file put half #1",
    "assess: commit inbox.store after #2",
    "remind: commit reminders.act_on_case after #1",
    "late: commit reminders.act_on_case before #1",
    "morning: commit reminders._digest_once before #1",
    "task: commit desk.finish before #1",
    "hand over: commit desk.finish after #1",
)
IN_JOINED = (
    "beside: answer webhook before #2",
    "compare: answer webhook after #1",
    "merge: commit desk.finish after #1",
    "part: commit desk.finish before #1",
)
"""Points that must be in the sample: in the middle of what a clock asked for, before the digest, around what an officer
has done, and around the answer to a webhook. At the desk both cases are one, and nobody has heard so; or somebody has
asked for two, and nothing is done."""

A_FEW = 2
"""In so many of the stretches without such a point the bot dies half-way."""
AT_ANY_TIME = ("call setMyCommands", "call getChatMember")
"""Menus are set beside all else, and who sits in a group is known for a minute: on a busy machine both are called in
another stretch each time, where nobody could be cut at them."""


def test_nothing_is_lost_or_doubled_wherever_the_bot_dies(tmp_path: Path) -> None:
    tried = asyncio.run(two_lives(LifeKind("polling", "sqlite"), WHOLE, IN_FULL, Homes(tmp_path, None), tmp_path))
    assert tried >= {"tables before", "file before", "file half", *ON_BOTH_SIDES}


def test_two_cases_become_one_and_two_again_wherever_the_bot_dies(
    tmp_path: Path, postgres_maker: PostgresMaker
) -> None:
    """With the other intake and the other database."""
    kind, homes = LifeKind("webhook", "postgresql"), Homes(tmp_path, postgres_maker)
    tried = asyncio.run(two_lives(kind, replace(JOINED, steps=ONE_AND_TWO), IN_JOINED, homes, tmp_path))
    assert tried >= {"tables before", "commit before", "commit after", "answer before", "answer after"}


ON_BOTH_SIDES = {"commit before", "commit after", "call before", "call after"}
WHOLE = replace(FULL, steps=merged(FULL.steps, GOES_ON))
"""In as few stretches as there can be."""
ONE_AND_TWO = {name: JOINED.steps[name] for name in ("begin", "beside", "compare", "merge", "part")}
"""The stretches of the shorter life that lead to it; the others are lived by `make crash`."""


async def two_lives(kind: LifeKind, play: LifePlay, named: Sequence[str], homes: Homes, folder: Path) -> set[str]:
    """One life whole, and one with a death in many stretches. Returns at which kinds of boundary it died."""
    runner = Runner(kind, homes, made(folder / "lives"), replace(play, waits_beside=False))
    whole = await runner.whole()
    assert set(named) <= set(whole.points)
    stretches = by_stretch(point for point in whole.points if not any(call in point for call in AT_ANY_TIME))
    points = one_in_many(stretches, named)
    for cut in await runner.cut(points, whole.trace):
        cut = await that_died(runner, cut, stretches[stretch_of(cut.point)], whole.trace)  # noqa: PLW2901
        assert cut.verdict.is_good, (cut.point, cut.verdict)
        assert cut.has_died, cut.point
        assert cut.point != SENT or cut.verdict.repeats["alarm"] > 0
    return set(map(edge_of, points))


def edge_of(point: str) -> str:
    """Of what kind it is, whoever passes it: `commit before`, `call after`, `file half`."""
    what, *_, side = sort_of(point).split()
    return f"{what} {side}"


def one_in_many(stretches: Mapping[str, Sequence[str]], named: Sequence[str]) -> list[str]:
    """A point of many stretches: the named one; or one of a kind that no other stretch has, the rarest first; or the
    one half-way. Only the first of its sort in a stretch: a later one is not passed by every life."""
    found = {stretch_of(point): point for point in named}
    first = {stretch: [point for point in there if point.endswith(" #1")] for stretch, there in stretches.items()}
    kinds: dict[str, list[str]] = {}
    for point in (point for there in first.values() for point in there):
        kinds.setdefault(edge_of(point), []).append(point)
    for kind in sorted(kinds, key=lambda kind: len(kinds[kind])):
        free = [point for point in kinds[kind] if stretch_of(point) not in found]
        if free and kind not in map(edge_of, found.values()):
            point = free[len(free) // 2]
            found[stretch_of(point)] = point
    others = [stretch for stretch in first if stretch not in found]
    found |= {stretch: first[stretch][len(first[stretch]) // 2] for stretch in some_of(others, A_FEW)}
    return [found[stretch] for stretch in first if stretch in found]


async def that_died(runner: Runner, cut: Cut, points: Sequence[str], usual: Trace) -> Cut:
    """This one, or where no life passed its point, one at a point nearby in the same stretch."""
    for point in nearest(points, cut.point)[:3]:
        if cut.has_died or not cut.verdict.is_good or cut.point == SENT:
            break
        (cut,) = await runner.cut([point], usual)
    return cut


def nearest(points: Sequence[str], missed: str) -> list[str]:
    """The others of a stretch, those of the same kind first, and of these the nearest to the one that was missed: how
    often the queues are looked through depends on how busy the machine is, so another life may not pass the same
    point."""
    at, kind = points.index(missed), edge_of(missed)
    others = [one for one in points if one != missed]
    return sorted(others, key=lambda one: (edge_of(one) != kind, abs(points.index(one) - at)))

"""A sample of `make crash`: two kinds of home, with both databases and both intakes between them, live once whole, and
once with a death in every stretch of the life. The shorter life of two cases is lived in one kind of home."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.crash.district import Homes, made
from tests.crash.joining import JOINED
from tests.crash.life import LifeKind, stretch_of
from tests.crash.proof import Trace
from tests.crash.run import Cut, Runner, by_stretch
from tests.support.databases.databases import PostgresMaker

pytestmark = pytest.mark.timeout(1500)
NAMED = {
    LifeKind("polling", "sqlite"): (
        "late: commit reminders.act_on_case before #1",
        "morning: commit reminders.digest before #1",
        "task: commit desk.finish before #1",
        "hand over: commit desk.finish after #1",
    ),
    LifeKind("webhook", "postgresql"): (
        "more: answer webhook before #2",
        "assess: commit inbox.store after #2",
        "late: commit reminders.act_on_case after #1",
    ),
}
"""Points that must be in the sample: in the middle of what a clock asked for, before the digest, around what an officer
has done, and around the answer to a webhook. The other stretches are each cut half-way."""

AT_ANY_TIME = ("call setMyCommands", "call getChatMember")
"""Menus are set beside all else, and who sits in a group is known for a minute: on a busy machine both are called in
another stretch each time, where nobody could be cut at them."""
SENT = "alarm: call sendMessage after #1"
"""Telegram has the message, and the bot has not written it down: the one case in which it comes once more."""


@pytest.mark.parametrize("kind", NAMED, ids=str)
def test_nothing_is_lost_or_doubled_wherever_the_bot_dies(
    kind: LifeKind, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    postgres: PostgresMaker | None = None
    if kind.database == "postgresql":
        postgres = request.getfixturevalue("postgres_maker")
    asyncio.run(a_few_lives(kind, Homes(tmp_path, postgres), tmp_path / "lives"))


def is_at_any_time(point: str) -> bool:
    """Whether another life may not pass this point in the same stretch."""
    return any(call in point for call in AT_ANY_TIME)


async def a_few_lives(kind: LifeKind, homes: Homes, folder: Path) -> None:
    """One life whole, and one with a death in each stretch."""
    runner = Runner(kind, homes, made(folder))
    whole = await runner.whole()
    assert len(whole.points) > 400
    assert {*NAMED[kind], SENT} <= set(whole.points)
    named = {stretch_of(point): point for point in (*NAMED[kind], SENT)}
    by_place = by_stretch(point for point in whole.points if not is_at_any_time(point))
    stretches = list(by_place.items())
    half = list(NAMED).index(kind) % 2
    points = [
        named.get(stretch, there[len(there) // 2])
        for place, (stretch, there) in enumerate(stretches)
        if stretch in named or place % 2 == half  # the two kinds together cut every stretch
    ]
    for cut in await runner.cut(points, whole.trace):
        cut = await that_died(runner, cut, by_place[stretch_of(cut.point)], whole.trace)  # noqa: PLW2901
        assert cut.verdict.is_good, (cut.point, cut.verdict)
        assert cut.has_died, cut.point
        assert cut.point != SENT or cut.verdict.repeats["alarm"] > 0


async def that_died(runner: Runner, cut: Cut, points: Sequence[str], usual: Trace) -> Cut:
    """This one, or where no life passed its point, one at a point nearby in the same stretch."""
    for point in nearest(points, cut.point)[:3]:
        if cut.has_died or not cut.verdict.is_good or cut.point == SENT:
            break
        (cut,) = await runner.cut([point], usual)
    return cut


def nearest(points: Sequence[str], missed: str) -> list[str]:
    """The others of a stretch, the nearest to the one that was missed first: how often the queues are looked through
    depends on how busy the machine is, so another life may not pass the same point."""
    at = points.index(missed)
    return sorted((one for one in points if one != missed), key=lambda one: abs(points.index(one) - at))


ONE_AND_TWO = ("begin", "beside", "compare", "merge", "part")
"""The stretches of the shorter life that lead to it; the others are lived by `make crash`."""
IN_BETWEEN = ("merge: commit desk.finish after #1", "part: commit desk.finish before #1")
"""Both cases are one, and nobody has heard so; somebody has asked for two, and nothing is done."""


def test_two_cases_become_one_and_two_again_wherever_the_bot_dies(tmp_path: Path) -> None:
    asyncio.run(two_lives(Homes(tmp_path, None), tmp_path / "lives"))


async def two_lives(homes: Homes, folder: Path) -> None:
    """The shorter life whole, and one with a death in each stretch."""
    steps = {name: JOINED.steps[name] for name in ONE_AND_TWO}
    runner = Runner(LifeKind("polling", "sqlite"), homes, made(folder), replace(JOINED, steps=steps))
    whole = await runner.whole()
    assert set(IN_BETWEEN) <= set(whole.points)
    named = {stretch_of(point): point for point in IN_BETWEEN}
    stretches = by_stretch(point for point in whole.points if not is_at_any_time(point))
    points = [named.get(stretch, there[len(there) // 2]) for stretch, there in stretches.items()]
    for cut in await runner.cut(points, whole.trace):
        cut = await that_died(runner, cut, stretches[stretch_of(cut.point)], whole.trace)  # noqa: PLW2901
        assert cut.verdict.is_good, (cut.point, cut.verdict)
        assert cut.has_died, cut.point

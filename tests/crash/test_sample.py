"""A sample of `make crash`: each kind of home lives once whole, and once for each of a few crash points."""

import asyncio
from pathlib import Path

import pytest

from tests.crash.life import KINDS, Kind, launching
from tests.crash.run import Runner
from tests.crash.stage import Homes, made
from tests.databases import PostgresMaker

pytestmark = pytest.mark.timeout(300)
SAMPLE = 1
"""Lives cut for each kind; the whole enumeration is `make crash`."""
NAMED = {
    Kind("polling", "sqlite"): ("commit reminders.act_on_case before #1", "commit reminders.digest before #1"),
    Kind("polling", "postgresql"): ("commit reminders.act_on_case after #2",),
    Kind("webhook", "sqlite"): ("answer webhook before #3",),
    Kind("webhook", "postgresql"): ("commit inbox.store after #4",),
}
"""Points that must be in the sample: in the middle of what a clock asked for, before the digest, and around the answer
to a webhook."""


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_nothing_is_lost_or_doubled_wherever_the_bot_dies(
    kind: Kind, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    postgres: PostgresMaker | None = None
    if kind.database == "postgresql":
        postgres = request.getfixturevalue("postgres_maker")
    asyncio.run(a_few_lives(kind, Homes(tmp_path, postgres), tmp_path / "lives"))


async def a_few_lives(kind: Kind, homes: Homes, folder: Path) -> None:
    """Points at even distances, other ones for each kind."""
    async with launching() as launcher:
        runner = Runner(kind, launcher, homes, made(folder))
        whole = await runner.whole()
        assert len(whole.points) > 400
        step = len(whole.points) // SAMPLE
        evenly = whole.points[step // 8 + KINDS.index(kind) * step // 8 :: step]
        for point in (*evenly, *NAMED[kind]):
            cut = await runner.cut(point, whole.trace)
            assert cut.verdict.is_good, (point, cut.verdict)
            assert cut.has_died, point

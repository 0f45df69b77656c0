"""The first start on an empty folder: wherever it is cut, the next start goes on, and the line is open."""

from pathlib import Path

from tests.crash.district import EmptyHomes
from tests.crash.life import LifeKind
from tests.crash.living import begin, boundaries_of, living
from tests.crash.run import FULL
from tests.support.domain.examples import one_of_each

SQLITE = LifeKind("polling", "sqlite")
OPEN = "begin: call getMe before #1"
"""From here on everything is as in any other start."""


async def test_the_first_start_may_be_killed_at_any_point(tmp_path: Path) -> None:
    """After one thing is done and before the next is begun the folder is as it was: of two such points the suite tries
    one, a long run both."""
    async with living(SQLITE, FULL, EmptyHomes(), tmp_path / "whole") as life:
        await begin(life)
        points = boundaries_of(life)
    points = points[: points.index(OPEN) + 1]
    assert "begin: file link after #1" in points
    for place in one_of_each(range(len(points)), lambda place: (place + 1) // 2):
        async with living(SQLITE, FULL, EmptyHomes(), tmp_path / str(place), [points[place]]) as life:
            await begin(life)
            assert len(life.deaths) == 1, points[place]

"""Somebody has reported, and done what comes before the case moves: made once for each way to tell
more, then copied."""

from copy import copy
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import count
from pathlib import Path

from tests.support.bound_district import open_bound
from tests.support.people import Someone
from tests.support.reporting.adding_more import Adding
from tests.support.reporting.told_more import WAYS, begins, supervise
from tests.support.snapshots import Snapshot, made_aside, snapshot_of


@dataclass(frozen=True)
class ToldBefore:
    """The line, and who will tell more on it."""

    snapshot: Snapshot
    one: Adding
    messages: "count[int]"

    async def goes_on(self, folder: Path) -> Adding:
        """The person of this report, on a copy of the line in this folder."""
        rita = Someone(await self.snapshot.opened(folder), int(self.one.rita.visitor.user))
        rita.messages = copy(self.messages)
        return replace(self.one, rita=rita)


@cache
def told_before(name: str) -> ToldBefore:
    """Two hours after a report that will be told more of in this way."""
    return made_aside(partial(tells, name=name))


async def tells(folder: Path, *, name: str) -> ToldBefore:
    """Reports, and does what comes first."""
    district = await open_bound(folder)
    try:
        await supervise(district)
        one = await begins(district, 100, WAYS[name].contact)
        await WAYS[name].before(one)
        await district.deliver()
        district.time.move(hours=2)
        return ToldBefore(snapshot_of(district, folder), one, copy(one.rita.messages))
    finally:
        await district.database.close()

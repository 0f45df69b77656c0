"""A line that has begun, and one whose bodies have their groups already: made once in a process, then copied."""

from functools import cache, partial
from pathlib import Path

from tests.support.people import District, open_district
from tests.support.snapshots import Snapshot, made_aside, snapshot_of

BODIES = ("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")


async def open_bound(folder: Path) -> District:
    """A line in this folder on which nothing has happened, except that every body has its group."""
    return await bound(BODIES).opened(folder)


async def open_unbound(folder: Path) -> District:
    """A line in this folder on which nothing has happened; no body has a group."""
    return await bound(()).opened(folder)


@cache
def bound(bodies: tuple[str, ...]) -> Snapshot:
    """A line on which these bodies have their groups."""
    return made_aside(partial(bind_all, bodies=bodies))


async def bind_all(folder: Path, *, bodies: tuple[str, ...]) -> Snapshot:
    """An empty line on which these bodies are given their groups."""
    made = await open_district(folder)
    await made.bind(*bodies)
    try:
        return snapshot_of(made, folder)
    finally:
        await made.database.close()

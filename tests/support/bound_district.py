"""A line whose bodies have their groups already: it is made once in a process, then copied."""

from functools import cache
from pathlib import Path

from tests.support.people import District, open_district
from tests.support.snapshots import Snapshot, made_aside, snapshot_of

BODIES = ("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")


async def open_bound(folder: Path) -> District:
    """A line in this folder on which nothing has happened, except that every body has its group."""
    return await bound().opened(folder)


@cache
def bound() -> Snapshot:
    """Such a line."""
    return made_aside(bind_all)


async def bind_all(folder: Path) -> Snapshot:
    """An empty line on which all bodies are given their groups."""
    made = await open_district(folder)
    await made.bind(*BODIES)
    try:
        return snapshot_of(made, folder)
    finally:
        await made.database.close()

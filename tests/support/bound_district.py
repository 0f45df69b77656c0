"""A line whose bodies have their groups already: it is made once in a process, then copied."""

from functools import cache
from pathlib import Path

from tests.support.kept_line import KeptLine, kept, made_aside
from tests.support.people import District, open_district

BODIES = ("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")


async def open_bound(folder: Path) -> District:
    """A line in this folder on which nothing has happened, except that every body has its group."""
    return await bound().opened(folder)


@cache
def bound() -> KeptLine:
    """Such a line."""
    return made_aside(bind_all)


async def bind_all(folder: Path) -> KeptLine:
    """An empty line on which all bodies are given their groups."""
    made = await open_district(folder)
    await made.bind(*BODIES)
    try:
        return kept(made, folder)
    finally:
        await made.database.close()

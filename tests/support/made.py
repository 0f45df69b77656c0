"""Pictures and files that take a moment to be made, waited for as whoever sends them does: by asking again."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from handlers.telegram.rendered import StillMade

Made = TypeVar("Made")


async def waited_for(asked: Callable[[], Awaitable[Made]]) -> Made:
    """What it gives once it is there; it is asked a bounded number of times."""
    for _ in range(400):
        try:
            return await asked()
        except StillMade:
            continue
    raise AssertionError("it was never made")

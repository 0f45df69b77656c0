"""Acts that change the same rows at the same time: one comes first, and the others are done again at once.

The loser of an optimistic lock is at no fault, and in each round at least one act wins. So losing is no failed attempt
while there may be other acts that won. What loses more often than that has a fault of another kind, such as a row that
can never be inserted.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from bot.domain.back_off import back_off
from bot.domain.errors import Conflict

T = TypeVar("T")

ROUNDS = 40
"""How often one act may lose before it has failed. A case is changed at one time by nine bodies in their groups, by
their officers in private, by its reporters, by regular jobs, and by the results of messages."""
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.2
"""Seconds; the pause before each further round doubles from the first up to the second."""


def pauses() -> Iterator[float]:
    """The seconds to wait before each further round."""
    for lost in range(ROUNDS):
        yield back_off(lost, LONGEST_PAUSE, FIRST_PAUSE)


async def again_at_once(act: Callable[[], Awaitable[T]]) -> T:
    """Runs the act, and runs it again while another act comes first. Raises Conflict after ROUNDS rounds."""
    for pause in pauses():
        with suppress(Conflict):
            return await act()
        await asyncio.sleep(pause)
    return await act()

"""What the leader does for the numbers: adds up what acts have counted, and counts anew where nobody ever has."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.usecases.services import Services

COUNTED = "numbers-counted"
"""Since when all cases are in the numbers; a database of an older program has none."""
AT_MOST = 20
"""Folds in one look: what is left waits for the next beat."""


async def fold(services: Services, now: datetime) -> int:
    """Increments whose moment has come are added to their days; how many rows of them there were."""
    folded = 0
    for _ in range(AT_MOST):
        async with services.begin() as uow:
            some = await uow.numbers.fold(now, services.profile.zone)
            if not some:
                break
            await uow.commit()
        folded += some
    return folded


async def count_once(services: Services, recount: Callable[[], Awaitable[object]], now: datetime) -> bool:
    """Count all cases where that was never done; whether it was done now."""
    async with services.reading() as uow:
        if await uow.timestamps.moment(COUNTED) is not None:
            return False
    await recount()
    async with services.begin() as uow:
        await uow.timestamps.set_moment(COUNTED, now)
        await uow.commit()
    return True

"""What the leader does for the numbers: adds up what acts have counted, and counts all cases once where that was never
done."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.cases.lists import CaseFilter
from bot.domain.errors import Refusal
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import Services

NUMBERS = "numbers-"
"""What the names of both timestamps begin with."""
COUNTED = "counted"
"""Since then all cases are in the numbers. A database of an older version does not have it."""
TO_COUNT = "to-count"
"""Then this version met cases that an older one had not counted."""
ANY_CASE = CaseFilter(open_only=False)
"""Closed ones too. An erased case has no row any more, and a drill is in no number."""
AT_MOST = 20
"""How many days are added up at one look; the rest waits for the next beat."""


async def note_uncounted(services: Services, now: datetime) -> None:
    """At a start: notes that there are cases which nobody has counted yet, whether or not they can be decrypted. Until
    they are counted, no number is told."""
    async with services.reading() as uow:
        known = await uow.timestamps.moments(NUMBERS)
        if known or not await uow.cases.count(ANY_CASE, most=1):
            return
    async with services.begin() as uow:
        await uow.timestamps.set_moment(NUMBERS + TO_COUNT, now)
        await uow.commit()


async def require_counted(uow: UnitOfWork) -> None:
    """Raises Refusal, key numbers-being-counted, while cases of an older version are in no number yet."""
    known = await uow.timestamps.moments(NUMBERS)
    if TO_COUNT in known and COUNTED not in known:
        raise Refusal("numbers-being-counted")


async def fold(services: Services, now: datetime) -> int:
    """Adds the counts whose moment has come to their days. Returns how many rows of counts that were."""
    folded = 0
    for _ in range(AT_MOST):
        async with services.reading() as uow:
            if not await uow.numbers.is_due(now):
                break
        async with services.begin() as uow:
            folded += await uow.numbers.fold(now, services.profile.zone)
            await uow.commit()
    return folded


async def count_once(services: Services, recount: Callable[[], Awaitable[object]], now: datetime) -> bool:
    """Counts all cases where that was never done. Returns whether it was done now."""
    async with services.reading() as uow:
        if await uow.timestamps.moment(NUMBERS + COUNTED) is not None:
            return False
    await recount()
    async with services.begin() as uow:
        await uow.timestamps.set_moment(NUMBERS + COUNTED, now)
        await uow.commit()
    return True

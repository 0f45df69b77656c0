"""What the leader does for the numbers: adds up what acts have counted, and counts all cases once where that was never
done."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from bot.domain.cases.lists import CaseFilter
from bot.domain.errors import Conflict, Refusal, Unreachable
from bot.domain.notices.supervisor.deadlines import JobFault
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.admins import to_admins
from bot.usecases.services import Services, Transaction

log = structlog.get_logger()

JOB = "recount"
NUMBERS = "numbers-"
"""What the names of these timestamps begin with."""
COUNTED = "counted"
"""Since then all cases are in the numbers. A database of an older version does not have it."""
TO_COUNT = "to-count"
"""Then this version met cases that an older one had not counted."""
FAILED = "failed"
"""Then the cases could not be counted, and administrators were told."""
STOPPED = "stopped"
"""Then a count was first ended for its length, or by the database."""
TOO_LONG = timedelta(minutes=30)
"""A count that was ended so long ago, and is ended again, will not succeed in a minute either."""
LONGEST_COUNT = 590.0
"""The seconds after which a count is ended. The ticker would end it a little later."""
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
    await _note(services, now, TO_COUNT)


@transaction_of_program
async def _note(act: Transaction, what: str) -> None:
    await act.uow.timestamps.set_moment(NUMBERS + what, act.now)


async def require_counted(uow: UnitOfWork) -> None:
    """Raises Refusal while cases of an older version are in no number yet: key numbers-being-counted, or
    numbers-not-counted where that has failed."""
    known = await uow.timestamps.moments(NUMBERS)
    if TO_COUNT in known and COUNTED not in known:
        raise Refusal("numbers-not-counted" if FAILED in known else "numbers-being-counted")


async def fold(services: Services, now: datetime) -> int:
    """Adds the counts whose moment has come to their days. Returns how many rows of counts that were."""
    folded = 0
    for _ in range(AT_MOST):
        async with services.reading() as uow:
            if not await uow.numbers.is_due(now):
                break
        folded += await _fold_some(services, now)
    return folded


@transaction_of_program
async def _fold_some(act: Transaction) -> int:
    return await act.uow.numbers.fold(act.now, act.services.profile.zone)


async def count_once(services: Services, recount: Callable[[], Awaitable[object]], now: datetime) -> bool:
    """Counts all cases where that was never done. Returns whether it was done now. Raises whatever fault there was:
    the ticker counts it, logs it and tries again. Administrators are told once that no number is shown: where the count
    fails, and where it is ended for its length, or by the database, for half an hour."""
    async with services.reading() as uow:
        known = await uow.timestamps.moments(NUMBERS)
    if COUNTED in known:
        return False
    is_waited_for = TO_COUNT in known and FAILED not in known
    try:
        async with asyncio.timeout(LONGEST_COUNT):
            await recount()
    except Conflict:  # another process has changed the numbers first
        raise
    except Exception as fault:
        may_pass = isinstance(fault, TimeoutError | Unreachable)
        if is_waited_for and (not may_pass or await _is_stopped_for_long(services, known.get(STOPPED), now)):
            await _tell(services, now, type(fault).__name__)
            log.critical("put_off", job=JOB, error=type(fault).__name__)
        raise
    await _note(services, now, COUNTED)
    return True


async def _is_stopped_for_long(services: Services, stopped: datetime | None, now: datetime) -> bool:
    """Whether counts have been ended for half an hour. `stopped`: when one first was; the first time is noted."""
    if stopped is not None:
        return now - stopped >= TOO_LONG
    await _note(services, now, STOPPED)
    return False


@transaction_of_program
async def _tell(act: Transaction, error: str) -> None:
    """Notes that the cases cannot be counted, and tells administrators."""
    told = JobFault(job=JOB, error=error)
    await act.uow.timestamps.set_moment(NUMBERS + FAILED, act.now)
    await act.uow.outbox.add(*await to_admins(act.uow, told))

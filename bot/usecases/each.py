"""One after the other: what cannot be done for one is put off for a while and told once, and the others go on."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.domain.errors import Conflict, Unreachable
from bot.domain.notices.clocks import JobFault
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.usecases.services import Services

log = structlog.get_logger()

K = TypeVar("K", bound=str)

"""The notice that tells administrators of it."""
FAULT = "fault-"
PUT_OFF = timedelta(hours=1)
NAMED_BY = 16
"""Digits of the keyed hash that stands for a case, a draft or a file among the moments."""


async def faults_of(services: Services, job: str) -> dict[str, datetime]:
    """For what this job failed last, and when."""
    async with services.reading() as uow:
        return dict(await uow.timestamps.moments(f"{FAULT}{job}-"))


async def each(
    services: Services,
    job: str,
    keys: Sequence[K],
    act: Callable[[K], Awaitable[object]],
    now: datetime,
    faults: dict[str, datetime],
    put_off: timedelta = PUT_OFF,
) -> int:
    """Do it for each that has not failed within `put_off`; for how many it was done. `faults` are those of `faults_of`.

    What somebody else changed meanwhile, and what needs a part that is away, comes again at the next beat. Raises
    Unreachable when that was so for every one of them.
    """
    done, away = 0, None
    for key in keys:
        keyed_hash = services.blind_index.keyed_hash("fault", key)[:NAMED_BY]
        if keyed_hash in faults and timedelta() <= now - faults[keyed_hash] < put_off:
            continue
        try:
            await act(key)
        except Conflict:
            continue
        except Unreachable as error:
            away = error
        except Exception as fault:  # one that is broken must not stop the others
            await _put_off(services, job, keyed_hash, fault, now, is_known=keyed_hash in faults)
        else:
            done += 1
            if keyed_hash in faults:
                await _forget(services, job, keyed_hash)
    if away is not None and not done:
        raise away
    return done


async def _put_off(
    services: Services, job: str, keyed_hash: str, fault: Exception, now: datetime, *, is_known: bool
) -> None:
    """Raises Unreachable when the database is away: then it was no fault of this one."""
    error = type(fault).__name__
    told = JobFault(job=job, error=error)
    async with services.begin() as uow:
        await uow.timestamps.set_moment(f"{FAULT}{job}-{keyed_hash}", now)
        admins = () if is_known else await uow.staff.admins()
        await uow.outbox.add(*[Notice(told, ToPerson(staff.person), priority=Priority.ALERT) for staff in admins])
        await uow.commit()
    log.critical("put_off", job=job, keyed_hash=keyed_hash, error=error)


async def _forget(services: Services, job: str, keyed_hash: str) -> None:
    async with services.begin() as uow:
        await uow.timestamps.set_moment(f"{FAULT}{job}-{keyed_hash}", None)
        await uow.commit()

"""Runs a job for many cases (or drafts, or files), one after the other. One that fails is put off for a while and told
to administrators once; the others go on."""

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
FAULT = "fault-"
PUT_OFF = timedelta(hours=1)
NAMED_BY = 16
"""How many digits of the keyed hash stand for a case, a draft or a file in the names of timestamps."""


async def faults_of(services: Services, job: str) -> dict[str, datetime]:
    """For which cases (or drafts, or files) this job failed last, and when."""
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
    """Runs `act` for each key that has not failed within `put_off`. Returns for how many it succeeded. `faults`: what
    `faults_of` gave. A key that somebody else changed meanwhile, or that needs a service that cannot be reached, is
    tried again at the next beat. Raises Unreachable when a service could not be reached for any of the keys."""
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
        except Exception as fault:  # a broken one must not stop the others
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
    """Raises Unreachable when the database cannot be reached: then the fault was not in this key."""
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

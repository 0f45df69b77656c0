"""Runs a job for many cases (or drafts, or files), one after the other. One that fails is put off for a while and told
to administrators once; the others go on."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.contention import again_at_once
from bot.domain.errors import Conflict, Unreachable
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.domain.notices.supervisor.deadlines import JobFault
from bot.usecases.services import Services

log = structlog.get_logger()

K = TypeVar("K", bound=str)
FAULT = "fault-"
PUT_OFF = timedelta(hours=1)
NAMED_BY = 16
"""How many digits of the keyed hash stand for a case, a draft or a file in the names of timestamps."""


@dataclass(frozen=True)
class Job:
    """One run of a job: what it is called, when it runs, and which of its keys failed before."""

    services: Services
    name: str
    now: datetime
    faults: Mapping[str, datetime]
    """For which cases (or drafts, or files) it failed last, and when."""
    put_off: timedelta = PUT_OFF
    """For how long a key that failed is left alone."""


async def job_of(services: Services, name: str, now: datetime, put_off: timedelta = PUT_OFF) -> Job:
    """The job with this name, as it runs now."""
    async with services.reading() as uow:
        return Job(services, name, now, dict(await uow.timestamps.moments(f"{FAULT}{name}-")), put_off)


async def each(job: Job, keys: Sequence[K], act: Callable[[K], Awaitable[object]]) -> int:
    """Runs `act` for each key that has not failed a short while ago. Returns for how many it succeeded. A key that
    somebody else changes meanwhile is tried again at once, and at the next beat if that goes on. One that needs a
    service that cannot be reached is tried again at the next beat. Raises Unreachable when a service could not be
    reached for any of the keys."""
    done, away = 0, None
    for key in keys:
        keyed_hash = job.services.blind_index.keyed_hash("fault", key)[:NAMED_BY]
        if keyed_hash in job.faults and timedelta() <= job.now - job.faults[keyed_hash] < job.put_off:
            continue
        try:
            await again_at_once(partial(act, key))
        except Conflict:
            continue
        except Unreachable as error:
            away = error
        except Exception as fault:  # a broken one must not stop the others
            await _put_off(job, keyed_hash, fault)
        else:
            done += 1
            if keyed_hash in job.faults:
                await _forget(job, keyed_hash)
    if away is not None and not done:
        raise away
    return done


async def _put_off(job: Job, keyed_hash: str, fault: Exception) -> None:
    """Raises Unreachable when the database cannot be reached: then the fault was not in this key."""
    error = type(fault).__name__
    told = JobFault(job=job.name, error=error)
    async with job.services.begin() as uow:
        await uow.timestamps.set_moment(f"{FAULT}{job.name}-{keyed_hash}", job.now)
        admins = () if keyed_hash in job.faults else await uow.staff.admins()
        await uow.outbox.add(*[Notice(told, ToPerson(staff.person), priority=Priority.ALERT) for staff in admins])
        await uow.commit()
    log.critical("put_off", job=job.name, keyed_hash=keyed_hash, error=error)


async def _forget(job: Job, keyed_hash: str) -> None:
    async with job.services.begin() as uow:
        await uow.timestamps.set_moment(f"{FAULT}{job.name}-{keyed_hash}", None)
        await uow.commit()

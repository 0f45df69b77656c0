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
from bot.domain.notices.supervisor.deadlines import JobFault
from bot.usecases.acting import transaction_of_program
from bot.usecases.admins import to_admins
from bot.usecases.services import Services, Transaction

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

    def moment_of(self, keyed_hash: str) -> str:
        """The name of the timestamp that says when it failed for this key."""
        return f"{FAULT}{self.name}-{keyed_hash}"


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
                await _forget(job.services, job.now, job.moment_of(keyed_hash))
    if away is not None and not done:
        raise away
    return done


async def _put_off(job: Job, keyed_hash: str, fault: Exception) -> None:
    """Raises Unreachable when the database cannot be reached: then the fault was not in this key."""
    error = type(fault).__name__
    told = None if keyed_hash in job.faults else JobFault(job=job.name, error=error)
    await _note_fault(job.services, job.now, job.moment_of(keyed_hash), told)
    log.critical("put_off", job=job.name, keyed_hash=keyed_hash, error=error)


@transaction_of_program
async def _note_fault(act: Transaction, moment: str, told: JobFault | None) -> None:
    """`moment`: the name under which it is noted. `told`: what administrators are told; None when they know."""
    await act.uow.timestamps.set_moment(moment, act.now)
    if told is not None:
        await act.uow.outbox.add(*await to_admins(act.uow, told))


@transaction_of_program
async def _forget(act: Transaction, moment: str) -> None:
    await act.uow.timestamps.set_moment(moment, None)

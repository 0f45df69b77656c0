"""Dead letters: rows that were given up. Administrators are told of each once, by name; an operator tries them again or
clears them."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import TiplineError
from bot.domain.facts import Fact
from bot.domain.notices.supervisor.delivery import GivenUpRows
from bot.domain.queues.given_up import Fate, GivenUp
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.admins import to_admins
from bot.usecases.services import Services, Transaction

KIND = "given_up"
"""The kind of the notice that tells of dead letters. When that notice itself fails nothing is told, because that would
never end."""
NOTED = "given-up-"
LOOKED_AT = 200
NAMED = 10
"""How many rows one message names; of more only the count is told."""
SENT = "Sent:"
"""Prefix of the fault of a row that was sent, but of which that could not be stored (bot/loops/dispatcher.py)."""


class CannotBeDone(TiplineError):
    """What an operator asked for cannot be done. Keys: not-given-up, not-parked, was-sent."""


async def tell(services: Services, now: datetime) -> int:
    """Sends each administrator one message about what was given up since the last look. Returns how many rows that
    were."""
    async with services.reading() as uow:
        if not any(await _news(uow)):
            return 0
    return await _note_and_tell(services, now)


@transaction_of_program
async def _note_and_tell(act: Transaction) -> int:
    fresh, gone = await _news(act.uow)
    for one in fresh:
        await act.uow.timestamps.set_moment(NOTED + one.name, act.now)
    for name in gone:
        await act.uow.timestamps.set_moment(NOTED + name, None)
    told = [one for one in fresh if one.kind != KIND]
    await _tell(act.uow, told)
    return len(told)


async def _news(uow: UnitOfWork) -> tuple[list[GivenUp], set[str]]:
    """What was given up since the last look, and the names of what is not there any more."""
    there = {one.name: one for one in await uow.given_up.all(LOOKED_AT)}
    noted = await uow.timestamps.moments(NOTED)
    return [one for name, one in there.items() if name not in noted], noted.keys() - there.keys()


async def _tell(uow: UnitOfWork, told: Sequence[GivenUp]) -> None:
    if not told:
        return
    rows = tuple(f"{one.name} {one.kind} {one.reason}" for one in told[:NAMED])
    said = GivenUpRows(rows=rows, count=len(told))
    await uow.outbox.add(*await to_admins(uow, said))


async def listed(services: Services, limit: int) -> Sequence[GivenUp]:
    """The rows that were given up, the oldest first."""
    async with services.reading() as uow:
        return await uow.given_up.all(limit)


async def payload(services: Services, name: str) -> bytes | None:
    """What a parked update holds; None when it cannot be decrypted. Raises CannotBeDone for any other name."""
    async with services.reading() as uow:
        one = await _named(uow, name)
        if one.fate is not Fate.PARKED:
            raise CannotBeDone("not-parked")
        return await uow.given_up.payload(one.row)


@transaction_of_program
async def retry(act: Transaction, name: str) -> GivenUp:
    """Tries the row again; the audit log says so. Raises CannotBeDone, also for a message that did arrive."""
    one = await _named(act.uow, name)
    if one.reason.startswith(SENT):
        raise CannotBeDone("was-sent")
    await act.uow.given_up.retry(one, act.now)
    await _note(act, "queue_retried", one)
    return one


@transaction_of_program
async def clear(act: Transaction, names: Sequence[str]) -> Sequence[GivenUp]:
    """Erases what the rows hold; the audit log says so. Raises CannotBeDone, and clears nothing, when one of them does
    not exist."""
    found = [await _named(act.uow, name) for name in names]
    for one in found:
        await act.uow.given_up.clear(one)
        await _note(act, "queue_cleared", one)
    return found


async def _named(uow: UnitOfWork, name: str) -> GivenUp:
    """The row with the name that an operator uses. Raises CannotBeDone (key not-given-up)."""
    letter, digits = name[:1].upper(), name[1:]
    is_name = letter in {fate.value for fate in Fate} and digits.isascii() and digits.isdigit() and len(digits) < 19
    one = await uow.given_up.find(Fate(letter), int(digits)) if is_name else None
    if one is None:
        raise CannotBeDone("not-given-up")
    return one


async def _note(act: Transaction, action: str, one: GivenUp) -> None:
    facts: dict[str, Fact] = {"row": one.name, "kind": one.kind, "reason": one.reason}
    await act.uow.audit.add(action, at=act.now, facts=facts)

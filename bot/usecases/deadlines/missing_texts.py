"""A text was missing in every language folder and profile: administrators are told of it, once."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from bot.domain.notices.supervisor.deadlines import TextsMissing
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.admins import to_admins
from bot.usecases.services import Services, Transaction

TOLD = "text-missing-"
DIGEST = 12
"""How many bytes of a hash name such a text among the timestamps, whose names are short."""
NAMED = 10
"""How many missing texts are named; of the others only the count is told."""


async def tell_missing(services: Services, missing: Iterable[tuple[str, str]], now: datetime) -> None:
    """Tells administrators. `missing`: key and language of each text. What this or another process has told before is
    not told again."""
    names = sorted(f"{language} {key}" for key, language in missing)
    async with services.reading() as uow:
        if not await _untold(uow, names):
            return
    await _tell(services, now, names)


@transaction_of_program
async def _tell(act: Transaction, names: Iterable[str]) -> None:
    new = await _untold(act.uow, names)
    for name in new:
        await act.uow.timestamps.set_moment(TOLD + _digest(name), act.now)
    told = TextsMissing(texts=tuple(new[:NAMED]), others=max(0, len(new) - NAMED))
    await act.uow.outbox.add(*await to_admins(act.uow, told) if new else ())


async def _untold(uow: UnitOfWork, names: Iterable[str]) -> list[str]:
    known = await uow.timestamps.moments(TOLD)
    return [name for name in names if _digest(name) not in known]


def _digest(name: str) -> str:
    return sha256(name.encode()).digest()[:DIGEST].hex()

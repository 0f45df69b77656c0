"""A text was wanted that no language folder and no profile has: administrators hear of it, once."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from bot.domain.notices.clocks import TextsMissing
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.usecases.services import Services

TOLD = "text-missing-"
DIGEST = 12
"""Bytes of a name under which it is noted that a text was told of; the names of moments are short."""
NAMED = 10
"""So many are named; of the others, how many there are."""


async def tell_missing(services: Services, missing: Iterable[tuple[str, str]], now: datetime) -> None:
    """`missing`: key and language of each. What was told before, by this process or another, is not told again."""
    async with services.begin() as uow:
        known = await uow.timestamps.moments(TOLD)
        names = sorted(f"{language} {key}" for key, language in missing)
        new = [name for name in names if _digest(name) not in known]
        if not new:
            return
        for name in new:
            await uow.timestamps.set_moment(TOLD + _digest(name), now)
        told = TextsMissing(texts=tuple(new[:NAMED]), others=max(0, len(new) - NAMED))
        admins = await uow.staff.admins()
        await uow.outbox.add(*[Notice(told, ToPerson(one.person), priority=Priority.ALERT) for one in admins])
        await uow.commit()


def _digest(name: str) -> str:
    return sha256(name.encode()).digest()[:DIGEST].hex()

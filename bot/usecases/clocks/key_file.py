"""The key file vanished or was changed while the bot runs: administrators are told at once, and again when it is
right."""

from datetime import datetime, timedelta

from bot.domain.facts import Fact
from bot.domain.notices.clocks import KeyFileChanged
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.usecases.services import Services

ONCE = timedelta(minutes=1)
"""Several processes of one machine share the file."""
TOLD = "key-file-told-"


async def tell_key_file(services: Services, state: str, now: datetime) -> None:
    """Tells administrators. `state`: missing, broken, other, older; empty when the file is right again."""
    name = TOLD + (state or "well")
    async with services.begin() as uow:
        last = await uow.timestamps.moment(name)
        if last is not None and abs(now - last) < ONCE:
            return
        await uow.timestamps.set_moment(name, now)
        facts: dict[str, Fact] = {"state": state}
        await uow.audit.add("key_file", at=now, facts=facts)
        admins = await uow.staff.admins()
        told = KeyFileChanged(state=state)
        await uow.outbox.add(*[Notice(told, ToPerson(one.person), priority=Priority.ALERT) for one in admins])
        await uow.commit()

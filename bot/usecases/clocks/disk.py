"""The disk has little space, nearly none, or enough again: administrators are told, once for all processes."""

from datetime import datetime, timedelta

from bot.domain.facts import Fact
from bot.domain.notices.clocks import DiskState
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.usecases.services import Services

ONCE = timedelta(minutes=1)
"""Several processes of one machine see the same disk."""
TOLD = "disk-told-"


async def tell_disk(services: Services, state: str, free: float, now: datetime) -> None:
    """Tells administrators. `state`: low or full; empty when there is space again. `free`: percent."""
    name = TOLD + (state or "well")
    async with services.begin() as uow:
        last = await uow.timestamps.moment(name)
        if last is not None and abs(now - last) < ONCE:
            return
        await uow.timestamps.set_moment(name, now)
        facts: dict[str, Fact] = {"state": state, "free": int(free)}
        await uow.audit.add("disk", at=now, facts=facts)
        admins = await uow.staff.admins()
        told = DiskState(state=state, free=int(free))
        await uow.outbox.add(*[Notice(told, ToPerson(one.person), priority=Priority.ALERT) for one in admins])
        await uow.commit()

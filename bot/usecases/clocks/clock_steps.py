"""The clock of the machine was set: administrators are told, once for all processes of the line."""

from datetime import datetime, timedelta

from bot.domain.facts import Fact
from bot.domain.notices.clocks import ClockMoved
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.usecases.services import Services

ONCE = timedelta(minutes=1)
"""Several processes of one machine notice the same step."""
TOLD = "clock-told-"


async def tell_step(services: Services, ahead: timedelta, now: datetime, *, is_right: bool) -> None:
    """Tells administrators. `ahead`: how far the machine's clock is ahead of the line's time. `is_right`: they agree
    again."""
    name = TOLD + ("right" if is_right else "wrong")
    async with services.begin() as uow:
        last = await uow.timestamps.moment(name)
        if last is not None and abs(now - last) < ONCE:
            return
        await uow.timestamps.set_moment(name, now)
        facts: dict[str, Fact] = {"seconds": round(ahead.total_seconds()), "right": is_right}
        await uow.audit.add("clock_moved", at=now, facts=facts)
        admins = await uow.staff.admins()
        told = ClockMoved(seconds=round(ahead.total_seconds()), right=is_right)
        await uow.outbox.add(*[Notice(told, ToPerson(one.person), priority=Priority.ALERT) for one in admins])
        await uow.commit()

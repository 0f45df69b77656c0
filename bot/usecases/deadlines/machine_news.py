"""What the machine under the program does: its clock was set, its disk fills, its key file changed. Administrators are
told at once, and again when it is well; once for all processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.facts import Fact
from bot.domain.notices.supervisor.deadlines import ClockMoved, DiskState, KeyFileChanged
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.admins import to_admins
from bot.usecases.services import Services, Transaction

ONCE = timedelta(minutes=1)
"""Several processes of one machine notice the same within so much time."""
WELL = "well"


@dataclass(frozen=True)
class MachineNews:
    """One change, as it is told and as the audit log has it."""

    moment: str
    """Name of the timestamp that says when this was last told."""
    action: str
    facts: Mapping[str, Fact]
    told: ClockMoved | DiskState | KeyFileChanged


async def tell_step(services: Services, ahead: timedelta, now: datetime, *, is_right: bool) -> None:
    """The machine's clock was set. `ahead`: how far it is ahead of the line's time. `is_right`: they agree again."""
    seconds = round(ahead.total_seconds())
    facts: dict[str, Fact] = {"seconds": seconds, "right": is_right}
    moment = "clock-told-" + ("right" if is_right else "wrong")
    await _tell_once(
        services, MachineNews(moment, "clock_moved", facts, ClockMoved(seconds=seconds, right=is_right)), now
    )


async def tell_disk(services: Services, state: str, free: float, now: datetime) -> None:
    """The disk has little space, nearly none, or enough again. `state`: low or full; empty when there is space again.
    `free`: percent."""
    facts: dict[str, Fact] = {"state": state, "free": int(free)}
    news = MachineNews("disk-told-" + (state or WELL), "disk", facts, DiskState(state=state, free=int(free)))
    await _tell_once(services, news, now)


async def tell_key_file(services: Services, state: str, now: datetime) -> None:
    """The key file vanished or was changed while the bot runs. `state`: missing, broken, other, older; empty when the
    file is right again."""
    news = MachineNews("key-file-told-" + (state or WELL), "key_file", {"state": state}, KeyFileChanged(state=state))
    await _tell_once(services, news, now)


async def _tell_once(services: Services, news: MachineNews, now: datetime) -> None:
    """Tells administrators, unless another process has just done so."""
    async with services.reading() as uow:
        if not await _is_news(uow, news, now):
            return
    await _tell(services, now, news)


@transaction_of_program
async def _tell(act: Transaction, news: MachineNews) -> None:
    uow = act.uow
    if await _is_news(uow, news, act.now):
        await uow.timestamps.set_moment(news.moment, act.now)
        await uow.audit.add(news.action, at=act.now, facts=news.facts)
        await uow.outbox.add(*await to_admins(uow, news.told))


async def _is_news(uow: UnitOfWork, news: MachineNews, now: datetime) -> bool:
    last = await uow.timestamps.moment(news.moment)
    return last is None or abs(now - last) >= ONCE

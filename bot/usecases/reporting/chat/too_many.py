"""Somebody sends more than is stored: they are told once when it begins, and once it is over how much was not
stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import UserId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.say import SayNotStored, SayTooMany
from bot.domain.notices.supervisor.oversight import FloodAlarming
from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.membership import to_supervisors
from bot.usecases.access.private_chat import locale_of
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Transaction

FLOOD = "flood_alarming"
OVER_AFTER = timedelta(hours=1)
"""A flood of alarming words is over when none was lost for this long; the next one is told anew."""


@dataclass(frozen=True)
class TooMany:
    """A person who sends more than is stored."""

    to: ToChat | None
    """The sender's private chat. None where they wrote in a group."""
    lost: int = 0
    """How many messages were not stored, now that new ones are stored again; 0: it has just begun."""
    is_told: bool = True
    alarm_lost: bool = False
    """Whether an alarming message was not stored."""


@transaction_of_program
async def tell(act: Transaction, senders: Sequence[TooMany]) -> None:
    """Tells each of them in their own chat; and supervisors, once, when alarming words were among what was not
    stored."""
    for one in senders:
        if one.to is not None and one.is_told:
            await act.uow.outbox.add(await _word(act, one.to, one.lost))
    if any(one.alarm_lost for one in senders):
        await _tell_supervisors(act.uow, act.now)


async def _word(act: Transaction, to: ToChat, lost: int) -> Notice:
    """The message, in the language of their conversation."""
    user = UserId(to.chat)
    visitor = Visitor(user, to.chat, act.services.blind_index.person(user), to.locale)
    police = act.services.profile.numbers["police"]
    said = SayNotStored(count=lost) if lost else SayTooMany(police=police)
    return Notice(said, ToChat(to.chat, await locale_of(act.uow, visitor)))


async def _tell_supervisors(uow: UnitOfWork, now: datetime) -> None:
    last = await uow.timestamps.moment(FLOOD)
    await uow.timestamps.set_moment(FLOOD, now)
    if last is None or now - last > OVER_AFTER:
        await uow.audit.add("flood_alarming", at=now)
        await uow.outbox.add(*await to_supervisors(uow, FloodAlarming()))

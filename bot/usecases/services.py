"""What every use case is given, and a use case that only says something."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.access.receipts import NoneReady
from bot.domain.notices.notice import Notice
from bot.domain.people import Visitor
from bot.domain.profile import Profile
from bot.ports.blind_index import BlindIndex
from bot.ports.receipts import ReadyReceipts
from bot.ports.time import Tokens
from bot.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True)
class Services:
    """What every use case is given. `begin` opens a transaction that also closes the inbox row of the update at
    hand."""

    profile: Profile
    begin: Begin
    tokens: Tokens
    blind_index: BlindIndex
    reading: Begin
    """Opens a unit of work that only reads: it waits for no writer, and no writer waits for it."""
    ready_receipts: ReadyReceipts = field(default_factory=NoneReady)


@dataclass(frozen=True)
class Request:
    """What a handler passes to a use case of somebody in their chat: the services of this update, who did something,
    and when. Use cases of the staff are passed an `Asking`."""

    services: Services
    visitor: Visitor
    now: datetime


@dataclass(frozen=True)
class Transaction:
    """What a step inside one transaction is given: the services, the stores of this transaction, and the time at which
    it began. Acts of officers (`Act`) and of reporters (`ReporterAct`) are transactions that also say who acts."""

    services: Services
    uow: UnitOfWork
    now: datetime


async def say(services: Services, *notices: Notice) -> None:
    """Sends notices and changes nothing else. Closes the inbox row of the update at hand."""
    async with services.begin() as uow:
        await uow.outbox.add(*notices)
        await uow.commit()

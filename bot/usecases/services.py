"""What every use case is given, the one place where a transaction is opened and committed, and a use case that only
says something."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from bot.domain.access.receipts import NoneReady
from bot.domain.notices.notice import Notice
from bot.domain.people import Visitor
from bot.domain.profile import Profile
from bot.ports.blind_index import BlindIndex
from bot.ports.receipts import ReadyReceipts
from bot.ports.time import Tokens
from bot.ports.unit_of_work import Begin, UnitOfWork

T = TypeVar("T")


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


@dataclass
class FirstStep:
    """A step that belongs to the act that follows: both are stored in one transaction."""

    take: Callable[[UnitOfWork], Awaitable[None]]
    is_stored: bool = False
    """Whether a transaction that took the step was committed."""

    def before(self, services: Services) -> Services:
        """Services whose transactions take the step first, until it is stored."""

        @asynccontextmanager
        async def begin() -> AsyncIterator[UnitOfWork]:
            async with services.begin() as uow:
                if not self.is_stored:
                    await self.take(uow)
                try:
                    yield uow
                finally:
                    self.is_stored |= uow.has_committed

        return replace(services, begin=begin)


def _always(_: object) -> bool:
    return True


async def in_one_transaction(
    begin: Begin, run: Callable[[UnitOfWork], Awaitable[T]], *, is_done: Callable[[T], bool] = _always
) -> T:
    """Runs it in a transaction of its own and returns what it returned. All that it wrote is stored then. Nothing is
    stored when it raises, nor where `is_done` says no to what it returned."""
    async with begin() as uow:
        returned = await run(uow)
        if is_done(returned):
            await uow.commit()
    return returned


async def say(services: Services, *notices: Notice) -> None:
    """Sends notices and changes nothing else. Closes the inbox row of the update at hand."""
    await in_one_transaction(services.begin, lambda uow: uow.outbox.add(*notices))

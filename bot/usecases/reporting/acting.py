"""One act of somebody in their private chat, one transaction: what it has at hand, and where it is opened and ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import Services


@dataclass(frozen=True)
class ReporterAct:
    """Who acts, when, and the transaction that holds what comes of it. Where nobody is at the phone and the ticker
    acts for them, it is called `absent`."""

    services: Services
    uow: UnitOfWork
    visitor: Visitor
    now: datetime


@asynccontextmanager
async def reporter_transaction(services: Services, visitor: Visitor, now: datetime) -> AsyncIterator[ReporterAct]:
    """Everything that follows from the act is stored together when the block ends; of one that raises nothing is."""
    async with services.begin() as uow:
        yield ReporterAct(services, uow, visitor, now)
        await uow.commit()

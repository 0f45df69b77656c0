"""What every use case is given, and the one that only speaks."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.notices.notice import Notice
from bot.domain.profile import Profile
from bot.ports.blind_index import BlindIndex
from bot.ports.time import Tokens
from bot.ports.unit_of_work import Begin, UnitOfWork


@dataclass(frozen=True)
class Services:
    """The district's line: its profile and the ways out. `begin` is bound to the inbox row of the update at hand."""

    profile: Profile
    begin: Begin
    tokens: Tokens
    blind_index: BlindIndex
    reading: Begin
    """Units of work that only read: they wait for no writer, and keep none waiting."""


@dataclass(frozen=True)
class Transaction:
    """What a step inside one transaction is given: the services, the stores of this transaction, and the time at which
    it began. Acts of officers (`Act`) and of reporters (`ReporterAct`) are transactions that also say who acts."""

    services: Services
    uow: UnitOfWork
    now: datetime


async def say(services: Services, *notices: Notice) -> None:
    """Tell something and change nothing else; closes the inbox row of the update at hand."""
    async with services.begin() as uow:
        await uow.outbox.add(*notices)
        await uow.commit()

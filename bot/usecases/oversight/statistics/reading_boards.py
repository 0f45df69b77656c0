"""Who reads a board: somebody who asks for it, or somebody to whom it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.scope import Scope
from bot.usecases.services import Services


class BoardReader(Protocol):
    """The reader of a board: somebody who asks for it (an Act), or somebody to whom it is sent."""

    @property
    def services(self) -> Services:
        """What every use case is given."""
        ...

    @property
    def uow(self) -> UnitOfWork:
        """The transaction that is open."""
        ...

    @property
    def scope(self) -> Scope:
        """What may be shown to the reader."""
        ...

    @property
    def now(self) -> datetime:
        """The time at which the transaction began."""
        ...


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom numbers are sent, or who gets those of another scope than their own."""

    services: Services
    uow: UnitOfWork
    scope: Scope
    now: datetime

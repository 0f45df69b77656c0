"""Who reads a board: somebody who asks for it, or somebody to whom it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.scope import Scope
from bot.usecases.services import Services


class Reader(Protocol):
    """Who reads a board: somebody who asks for it (an Act), or to whom it is sent."""

    @property
    def services(self) -> Services:
        """The district's line."""
        ...

    @property
    def uow(self) -> UnitOfWork:
        """The transaction that is open."""
        ...

    @property
    def scope(self) -> Scope:
        """What may be shown to them."""
        ...

    @property
    def now(self) -> datetime:
        """The moment."""
        ...


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom numbers are sent, or who is given those of another scope than their own."""

    services: Services
    uow: UnitOfWork
    scope: Scope
    now: datetime

"""What one act of somebody in their private chat has at hand, inside its transaction."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import Services


@dataclass(frozen=True)
class ReporterAct:
    """Who acts, when, and the transaction that holds what comes of it."""

    services: Services
    uow: UnitOfWork
    visitor: Visitor
    now: datetime

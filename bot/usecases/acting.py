"""Acts for which nobody is asked a right: what such an act is given, and the transaction in which it is stored.

A use case is a function behind a decorator:

    @transaction_of_request
    async def show_help(act: ReporterAct) -> None: ...

    @transaction_of_program
    async def note_intake(act: Transaction) -> None: ...

A handler calls `await show_help(request)` for somebody in their chat. A job, a command of an operator, and a handler
that passes on what Telegram says of a group call `await note_intake(services, now)`. Acts that need a right stand
behind the decorators of `bot/usecases/access/transaction.py`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, Generic, ParamSpec, TypeVar

from bot.domain.people import Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import Request, Services, Transaction, in_one_transaction

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class ReporterAct(Transaction):
    """One act of somebody in their private chat, in the transaction that stores what follows from it: of a reporter, or
    of somebody who opens a link. It is named `absent` where the ticker acts for a reporter who has gone away."""

    visitor: Visitor


@dataclass(frozen=True)
class OfRequest(Generic[P, T]):
    """A use case that needs no right. It is called with the request."""

    run: Callable[Concatenate[ReporterAct, P], Awaitable[T]]
    """The use case inside a transaction that is open already."""

    async def __call__(self, request: Request, *args: P.args, **kwargs: P.kwargs) -> T:
        """Opens the transaction and commits when the use case returns; when it raises, nothing is stored."""
        return await in_one_transaction(
            request.services.begin, lambda uow: self.run(_of(request, uow), *args, **kwargs)
        )


def transaction_of_request(run: Callable[Concatenate[ReporterAct, P], Awaitable[T]]) -> OfRequest[P, T]:
    """Makes it a use case that opens its own transaction."""
    return OfRequest(run)


async def reporter_attempt(request: Request, attempt: Callable[[ReporterAct], Awaitable[bool]]) -> bool:
    """One act in a transaction of its own, committed only if `attempt` returns True. Returns what `attempt` returned;
    after False nothing is stored, and the update is still to be answered."""
    return await in_one_transaction(request.services.begin, lambda uow: attempt(_of(request, uow)), is_done=bool)


def _of(request: Request, uow: UnitOfWork) -> ReporterAct:
    return ReporterAct(request.services, uow, request.now, request.visitor)


@dataclass(frozen=True)
class OfProgram(Generic[P, T]):
    """A use case of a job, or of a command of an operator. It is called with the services and the time."""

    run: Callable[Concatenate[Transaction, P], Awaitable[T]]
    """The use case inside a transaction that is open already."""

    async def __call__(self, services: Services, now: datetime, *args: P.args, **kwargs: P.kwargs) -> T:
        """Opens the transaction and commits when the use case returns; when it raises, nothing is stored."""
        return await in_one_transaction(
            services.begin, lambda uow: self.run(Transaction(services, uow, now), *args, **kwargs)
        )


def transaction_of_program(run: Callable[Concatenate[Transaction, P], Awaitable[T]]) -> OfProgram[P, T]:
    """Makes it a use case that opens its own transaction. A job that may find nothing to do looks first, in
    `services.reading()`: no writer waits for that."""
    return OfProgram(run)

"""Acts of people who need no right for them: what such an act is given, and the transaction in which it is stored.

A use case is a function behind a decorator:

    @transaction_of_request
    async def show_help(act: ReporterAct) -> None: ...

A handler calls `await show_help(request)`. Acts that need a right stand behind the decorators of
`bot/usecases/access/transaction.py`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from bot.domain.people import Visitor
from bot.usecases.services import Request, Transaction

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
        async with request.services.begin() as uow:
            act = ReporterAct(request.services, uow, request.now, request.visitor)
            done = await self.run(act, *args, **kwargs)
            await uow.commit()
        return done


def transaction_of_request(run: Callable[Concatenate[ReporterAct, P], Awaitable[T]]) -> OfRequest[P, T]:
    """Makes it a use case that opens its own transaction."""
    return OfRequest(run)


async def reporter_attempt(request: Request, attempt: Callable[[ReporterAct], Awaitable[bool]]) -> bool:
    """One act in a transaction of its own, committed only if `attempt` returns True. Returns what `attempt` returned;
    after False nothing is stored, and the update is still to be answered."""
    async with request.services.begin() as uow:
        is_done = await attempt(ReporterAct(request.services, uow, request.now, request.visitor))
        if is_done:
            await uow.commit()
    return is_done

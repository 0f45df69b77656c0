"""One act of a reporter in their private chat: what it is given, and the transaction in which it is stored."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.domain.people import Visitor
from bot.usecases.services import Request, Transaction


@dataclass(frozen=True)
class ReporterAct(Transaction):
    """One act of a reporter, in the transaction that stores what follows from it. It is named `absent` where the ticker
    acts for a reporter who has gone away."""

    visitor: Visitor


@asynccontextmanager
async def reporter_transaction(request: Request) -> AsyncIterator[ReporterAct]:
    """Opens the transaction of one act of a reporter. It is committed when the block ends; when the block raises,
    nothing is stored."""
    async with request.services.begin() as uow:
        yield ReporterAct(request.services, uow, request.now, request.visitor)
        await uow.commit()


async def reporter_attempt(request: Request, attempt: Callable[[ReporterAct], Awaitable[bool]]) -> bool:
    """One act in a transaction of its own, committed only if `attempt` returns True. Returns what `attempt` returned;
    after False nothing is stored, and the update is still to be answered."""
    async with request.services.begin() as uow:
        is_done = await attempt(ReporterAct(request.services, uow, request.now, request.visitor))
        if is_done:
            await uow.commit()
    return is_done

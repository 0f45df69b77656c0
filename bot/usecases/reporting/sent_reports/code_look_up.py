"""Five words that somebody has typed are looked up before the transaction that answers them: no slow hash is computed,
and Telegram is not asked, while other writers wait."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeAlias

from bot.domain.access.receipts import Code, written
from bot.domain.errors import Unanswerable
from bot.domain.ids import MessageId
from bot.domain.people import Belonging
from bot.usecases.acting import ReporterAct, reporter_attempt
from bot.usecases.reporting.sent_reports import callers_words
from bot.usecases.reporting.sent_reports.receipts import PURPOSE, new_receipt
from bot.usecases.services import Request

LOOK_UPS = 3
"""How often one message is looked up. More than once is needed only where a pause has ended, or somebody else has used
the words, since they were looked up."""

Memberships: TypeAlias = Callable[[], Awaitable[Belonging]]
"""Asks Telegram to which bodies the account belongs."""


@dataclass(frozen=True)
class MaybeCode:
    """Words of somebody, read as the five words."""

    code: Code | None
    """None where they are no five words of the list."""
    is_meant: bool = True
    """Whether they are meant as five words, however many mistakes are in them."""
    memberships: Memberships | None = None
    """Called only where these are a caller's words. None where Telegram cannot be asked."""


@dataclass(frozen=True)
class Typed:
    """A code that was typed, and what has to be known before the transaction that answers it."""

    message: MessageId
    """The message in which it was typed; it is deleted."""
    keyed_hash: str | None = None
    """The slow hash of the code. Without it only a pause can be answered."""
    use: callers_words.Use | None = None
    """What is needed to answer words of a caller."""


async def looked_up(request: Request, words: MaybeCode, message: MessageId) -> Typed:
    """Reads the code, as far as it may be read now: during a pause not at all."""
    services, person = request.services, request.visitor.person
    async with services.reading() as uow:
        follower = await uow.receipts.follower(person)
    if follower is not None and follower.is_paused(request.now):
        return Typed(message)
    keyed_hash = await services.blind_index.slow_keyed_hash(PURPOSE, written(words.code))
    async with services.reading() as uow:
        are_callers = await callers_words.are_callers(uow, keyed_hash, await uow.receipts.report_of(keyed_hash))
    if not are_callers:
        return Typed(message, keyed_hash)
    belonging = await words.memberships() if words.memberships is not None else None
    return Typed(message, keyed_hash, callers_words.Use(belonging, await new_receipt(services)))


class StoresMessage(Protocol):
    """Stores a message in a transaction. `typed`: the code in it; None where it was not looked up yet. Returns False,
    and stores nothing, where it must be looked up, or looked up again."""

    async def __call__(self, act: ReporterAct, *, typed: Typed | None) -> bool: ...


async def until_answered(
    request: Request, look_up: Callable[[], Awaitable[Typed]], attempt: StoresMessage, *, typed: Typed | None = None
) -> None:
    """Stores a message, which is looked up where it is a code. Each attempt is a transaction of its own. Raises
    Unanswerable where it was looked up LOOK_UPS times in vain: nothing was stored, and the update is tried again
    later."""
    looked = 0 if typed is None else 1
    while not await reporter_attempt(request, partial(attempt, typed=typed)):
        if looked == LOOK_UPS:
            raise Unanswerable
        typed, looked = await look_up(), looked + 1

"""Records the result of a row. While the database is away it is tried again and again, but not for ever.

A write that another one came before is done again at once. A write may fail because the database is away. So after each
failure the lease of the row is renewed. Where that succeeds and the write fails, TRIES times, the row is at fault: it
becomes a dead letter.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import structlog

from bot.contention import again_at_once

log = structlog.get_logger()

AGAIN = 1.0
"""Seconds between two tries."""
TRIES = 3
"""The number of times that a row may be refused by a database that takes other writes. After that it becomes a dead
letter."""
GIVEN_UP = 6
"""The number of refusals after which not even the dead letter can be written. The row is left then, and an operator is
paged."""


@dataclass(frozen=True)
class AttemptEnd:
    """Three ways to end an attempt: `write` the result and what follows, `renew_lease` to try again, or `give_up` the
    row."""

    row: int
    write: Callable[[], Awaitable[object]]
    renew_lease: Callable[[], Awaitable[object]]
    give_up: Callable[[str], Awaitable[object]]
    """Given the name of the fault. Must touch nothing but the row."""


async def write_down(ending: AttemptEnd, is_stopping: Callable[[], bool]) -> bool:
    """Whether the result was written. False: the row became a dead letter, or was left because the program ends."""
    refused = 0
    while True:
        fault = await _fault_of(partial(again_at_once, ending.write))
        if fault is None:
            return True
        log.error("not_written", row=ending.row, error=fault)
        if await _fault_of(ending.renew_lease) is None:
            refused += 1
        if refused >= TRIES and await _is_given_up(ending, fault):
            return False
        if is_stopping() or refused >= GIVEN_UP:
            log.critical("let_go_of", row=ending.row, error=fault)
            return False
        await asyncio.sleep(AGAIN)


def is_stray(error: BaseException) -> bool:
    """Whether the code that was called raised it. A cancellation that this task was not asked for is an ordinary
    failure; one that ends the program is not."""
    if isinstance(error, KeyboardInterrupt):
        return False
    task = asyncio.current_task()
    return not (isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling())


async def _is_given_up(ending: AttemptEnd, fault: str) -> bool:
    second = await _fault_of(lambda: ending.give_up(fault))
    if second is None:
        log.critical("buried", row=ending.row, error=fault)
        return True
    log.error("not_buried", row=ending.row, error=second)
    return False


async def _fault_of(act: Callable[[], Awaitable[object]]) -> str | None:
    """The type of what it raised, never its words; None when it went well."""
    try:
        await act()
    except Exception as error:  # whatever it is, the loop that asked must go on
        return type(error).__name__
    return None

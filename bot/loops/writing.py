"""Writes down what became of a row: as long as the database is away, but never for ever for a row that is at fault.

A write that fails says nothing by itself: the database may be away. So the row is held (its lease is renewed) after
each failure. Where that is taken and the write is not, TRIES times, the row is at fault, and ends alone: it is buried.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

log = structlog.get_logger()

AGAIN = 1.0
"""Seconds between two tries."""
TRIES = 3
"""So often a row may be refused by a database that takes other writes."""
GIVEN_UP = 6
"""After so many refusals even its end cannot be written: the row is let go of, and an operator is paged."""


@dataclass(frozen=True)
class Ending:
    """The end of one attempt, in three ways: all that follows; that the row is ours still; only that it is over."""

    row: int
    write: Callable[[], Awaitable[object]]
    hold: Callable[[], Awaitable[object]]
    bury: Callable[[str], Awaitable[object]]
    """Given the name of the fault. Must touch nothing but the row."""


async def write_down(ending: Ending, is_stopping: Callable[[], bool]) -> bool:
    """Whether all that follows was written. False: the row was buried, or let go of because the program ends."""
    refused = 0
    while True:
        fault = await _fault_of(ending.write)
        if fault is None:
            return True
        log.error("not_written", row=ending.row, error=fault)
        if await _fault_of(ending.hold) is None:
            refused += 1
        if refused >= TRIES and await _is_buried(ending, fault):
            return False
        if is_stopping() or refused >= GIVEN_UP:
            log.critical("let_go_of", row=ending.row, error=fault)
            return False
        await asyncio.sleep(AGAIN)


def is_stray(error: BaseException) -> bool:
    """Whether code that was called raised it: a cancellation that nobody asked this task for is only a failure. What
    ends the program is none."""
    if isinstance(error, KeyboardInterrupt):
        return False
    task = asyncio.current_task()
    return not (isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling())


async def _is_buried(ending: Ending, fault: str) -> bool:
    second = await _fault_of(lambda: ending.bury(fault))
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

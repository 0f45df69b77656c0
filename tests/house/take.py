"""What one staff command costs between the lease of its update and its commit: files entered, transactions."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

from bot.domain.cases.case import CaseState
from handlers.telegram.handling.process import Processor
from storage.database.engine import Engine
from tests.support.running.bot_with_queues import bot_with_queues
from tests.support.running.bot_with_roles import CYL, PSB, the_case

ROOT = Path(__file__).parents[2]
OURS = tuple(str(ROOT / name) for name in ("bot", "handlers", "storage", "locales"))


@dataclass
class Entered:
    """Since counting began."""

    files: set[str] = field(default_factory=set)
    reading: int = 0
    """Transactions that only read."""
    writing: int = 0
    """Transactions that may write, and so take SQLite's one lock for it."""


@contextmanager
def entering(found: Entered) -> Iterator[None]:
    """Note every file of ours of which this task calls a function, and every transaction that it begins."""
    task = asyncio.current_task()

    def enter(frame: FrameType, event: str, _: object) -> None:
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(OURS) and "simulator" not in file and asyncio.current_task() is task:
            found.files.add(file)

    begun = {name: noted(found, name, getattr(Engine, name), task) for name in ("reading", "writing")}
    with patch.multiple(Engine, **begun):  # type: ignore[call-overload]
        sys.setprofile(enter)
        try:
            yield
        finally:
            sys.setprofile(None)


def noted(found: Entered, name: str, begin: Callable[..., Any], task: asyncio.Task[Any] | None) -> Callable[..., Any]:
    """Wraps `begin`, which opens a transaction, so that the transactions of this task are counted."""

    @asynccontextmanager
    async def begun(engine: Engine, *lock_timeout: float) -> AsyncIterator[Any]:
        if asyncio.current_task() is task:
            setattr(found, name, getattr(found, name) + 1)
        async with begin(engine, *lock_timeout) as connection:
            yield connection

    return begun


async def cost_of_take(folder: Path) -> Entered:
    """Of `/take 1` in the group of the lead, who acknowledges with it."""
    found, handle = Entered(), Processor.__call__

    async def handled(processor: Processor, row: Any) -> Any:
        with entering(found):
            return await handle(processor, row)

    async with bot_with_queues(folder) as bot:
        await bot.take(bot.roles._written("support member", "/take 1", CYL))  # what is read once a start is read now
        with patch.object(Processor, "__call__", handled):
            await bot.take(bot.roles._written("lead member", "/take 1", PSB))
        assert (await the_case(bot.roles.district)).state is CaseState.ACKNOWLEDGED
    return found

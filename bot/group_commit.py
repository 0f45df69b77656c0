"""What waits together is one commit: the disk is asked once for many."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeAlias, TypeVar

from bot.domain.errors import Unreachable

T = TypeVar("T")
Waiting: TypeAlias = tuple[T, asyncio.Future[None]]


class GroupCommit(Generic[T]):
    """Collects what comes while the one before is at work. `work` does all of it or nothing."""

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        self._work = work
        self._lock = asyncio.Lock()
        self._waiting: list[Waiting[T]] = []

    @property
    def is_busy(self) -> bool:
        """Whether a commit is under way."""
        return self._lock.locked()

    async def add(self, item: T) -> None:
        """Returns when the item is done; raises what its work raised."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, done))
        async with self._lock:
            if not done.done():
                await self._do_all()
        await done

    async def _do_all(self) -> None:
        batch, self._waiting = self._waiting, []
        try:
            await self._work([item for item, _ in batch])
        except Unreachable as error:  # nobody's own fault, so none is tried alone
            answer(batch, error)
        except Exception as error:
            await self._one_by_one(batch, error)
        else:
            answer(batch)
        finally:
            answer(batch, Unreachable("database"))  # whoever led was cut off

    async def _one_by_one(self, batch: list[Waiting[T]], error: Exception) -> None:
        """Does each act alone, so that one that fails takes no other with it."""
        if len(batch) == 1:
            answer(batch, error)
            return
        for item, done in batch:
            try:
                await self._work([item])
            except Exception as own:  # told to whoever waits for it
                answer([(item, done)], own)
            else:
                answer([(item, done)])


def answer(batch: Sequence[Waiting[T]], error: Exception | None = None) -> None:
    """Tell those who still wait."""
    for _, done in batch:
        if done.done():
            continue
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)
            done.exception()

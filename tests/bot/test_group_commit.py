"""What waits at the same moment is done together; one that fails fails alone."""

import asyncio
from collections.abc import Sequence

from bot.domain.errors import Unreachable
from bot.group_commit import GroupCommit


class Clerk:
    """Works when it is let, and remembers in which batches."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.places = asyncio.Semaphore(0)

    async def work(self, items: Sequence[str]) -> None:
        await self.places.acquire()
        if "bad" in items:
            raise ValueError("bad")
        if "away" in items:
            raise Unreachable("database")
        self.batches.append(list(items))


async def test_acts_that_arrive_during_a_commit_form_one_batch() -> None:
    clerk = Clerk()
    group_commit = GroupCommit(clerk.work)
    adding = [asyncio.ensure_future(group_commit.add(item)) for item in "abcd"]
    await asyncio.sleep(0)
    clerk.places.release()
    await adding[0]
    clerk.places.release()
    await asyncio.gather(*adding)
    assert clerk.batches == [["a"], ["b", "c", "d"]]


async def test_a_failing_act_does_not_fail_the_others_of_its_batch() -> None:
    clerk = Clerk()
    group_commit = GroupCommit(clerk.work)
    adding = [asyncio.ensure_future(group_commit.add(item)) for item in ("a", "b", "bad", "c")]
    await asyncio.sleep(0)
    for _ in range(5):
        clerk.places.release()
    results = await asyncio.gather(*adding, return_exceptions=True)
    assert [type(result) for result in results] == [type(None), type(None), ValueError, type(None)]
    assert sorted(item for batch in clerk.batches for item in batch) == ["a", "b", "c"]


async def test_a_cancelled_batch_tells_its_waiters_that_nothing_was_done() -> None:
    clerk = Clerk()
    group_commit = GroupCommit(clerk.work)
    first = asyncio.ensure_future(group_commit.add("a"))
    await asyncio.sleep(0)
    second, third = (asyncio.ensure_future(group_commit.add(item)) for item in "bc")
    await asyncio.sleep(0)
    clerk.places.release()
    await first
    second.cancel()
    results = await asyncio.gather(second, third, return_exceptions=True)
    assert [type(result) for result in results] == [asyncio.CancelledError, Unreachable]
    assert clerk.batches == [["a"]]


async def test_a_batch_is_not_split_when_the_database_is_away() -> None:
    clerk = Clerk()
    group_commit = GroupCommit(clerk.work)
    adding = [asyncio.ensure_future(group_commit.add(item)) for item in ("a", "b", "away", "c")]
    await asyncio.sleep(0)
    for _ in range(2):
        clerk.places.release()
    results = await asyncio.gather(*adding, return_exceptions=True)
    assert [type(result) for result in results] == [type(None), Unreachable, Unreachable, Unreachable]
    assert clerk.batches == [["a"]]


async def test_cancelling_a_split_batch_is_reported_to_every_waiter() -> None:
    clerk = Clerk()
    group_commit = GroupCommit(clerk.work)
    adding = [asyncio.ensure_future(group_commit.add(item)) for item in ("a", "bad", "b", "c")]
    await asyncio.sleep(0)
    for _ in range(3):  # "a", the three others together, and the bad one alone
        clerk.places.release()
    for _ in range(20):
        await asyncio.sleep(0)
    adding[1].cancel()
    results = await asyncio.gather(*adding, return_exceptions=True)
    assert [type(result) for result in results] == [
        type(None),
        asyncio.CancelledError,
        Unreachable,
        Unreachable,
    ]

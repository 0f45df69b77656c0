"""Receipts made ahead: each is given once, never too many are kept, and a fault of making ends nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.domain.access.receipts import Receipt
from bot.loops.receipt_stock import ReceiptStock
from tests.support.waiting import until


class Workshop:
    """Makes receipts with the numbers 1, 2, 3 …"""

    def __init__(self) -> None:
        self.made = 0
        self.fails = False

    async def make(self) -> Receipt:
        await asyncio.sleep(0)
        if self.fails:
            raise MemoryError
        self.made += 1
        return (self.made,) * 5, f"hash-{self.made}"

    async def has_made(self, number: int) -> None:
        """Waits for it, and until nothing more could be made in the same breath."""
        await until(lambda: self.made >= number)
        for _ in range(10):
            await asyncio.sleep(0)
        assert self.made == number


@asynccontextmanager
async def running(
    make: Callable[[], Awaitable[Receipt]], most: int = 3, lately: float = 1e6
) -> AsyncIterator[ReceiptStock]:
    """A stock that fills itself until the end of the test. All of a test is lately, unless it says otherwise."""
    stock = ReceiptStock(make, most, lately=lately)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(stock.run())
        yield stock
        stock.stop()


async def test_nothing_is_made_before_the_first_receipt_is_wanted() -> None:
    shop = Workshop()
    async with running(shop.make):
        await shop.has_made(0)


async def test_the_first_one_is_not_waited_for_and_later_ones_are_ready() -> None:
    shop = Workshop()
    async with running(shop.make) as stock:
        assert stock.take() is None
        await shop.has_made(2)
        assert stock.take() == ((1, 1, 1, 1, 1), "hash-1")


async def test_as_many_are_kept_as_were_wanted_lately_once_somebody_found_none() -> None:
    shop = Workshop()
    async with running(shop.make, most=10) as stock:
        assert stock.take() is None
        await shop.has_made(2)
        assert stock.take() is not None
        await shop.has_made(3)
        assert [stock.take() is None for _ in range(3)] == [False, False, True]
        await shop.has_made(8)  # the fifth that was wanted found none, so five are kept
        assert [stock.take() is None for _ in range(8)] == [False] * 5 + [True] * 3
        await shop.has_made(18)  # thirteen were wanted: more than the ten that are kept at most


async def test_what_was_wanted_long_ago_asks_for_no_more() -> None:
    """One person after the other, each with a pause: not one more than at first is made for each that was given."""
    shop = Workshop()
    async with running(shop.make, most=10, lately=0.0) as stock:
        assert stock.take() is None
        await shop.has_made(2)
        for number in range(3, 9):
            assert stock.take() is not None
            await shop.has_made(number)


async def test_no_receipt_is_given_twice_and_what_was_given_is_made_up_for() -> None:
    shop = Workshop()
    async with running(shop.make) as stock:
        stock.take()
        await shop.has_made(2)
        given = [stock.take() for _ in range(3)]
        assert [one and one[1] for one in given] == ["hash-1", "hash-2", None]
        await shop.has_made(5)
        assert [one and one[1] for one in (stock.take(), stock.take())] == ["hash-3", "hash-4"]


async def test_when_no_receipt_can_be_made_the_next_one_who_wants_one_lets_it_try_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shop = Workshop()
    shop.fails = True
    async with running(shop.make) as stock:
        assert stock.take() is None
        await until(lambda: "MemoryError" in capsys.readouterr().out)
        shop.fails = False
        assert stock.take() is None
        await shop.has_made(2)
        assert stock.take() is not None


async def test_a_stock_that_is_stopped_makes_no_more() -> None:
    shop = Workshop()
    async with running(shop.make) as stock:
        stock.stop()
        assert stock.take() is None
    assert shop.made == 0

"""Little disk space is told once, nearly none refuses files, and it is told when there is enough again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.loops.disk_watch import DiskSpace, DiskWatch, Shares, state_of

SHARES = Shares(warn=10, refuse=3)


class Disk:
    """A disk that is as full as the test says, and who is told."""

    def __init__(self) -> None:
        self.free: float | None = 50.0
        self.told: list[tuple[str, float]] = []
        self.is_away = False
        self.space = DiskSpace(lambda: self.free, SHARES)
        self.watch = DiskWatch(self.space, self.tell)

    async def tell(self, state: str, free: float) -> None:
        if self.is_away:
            raise OSError
        self.told.append((state, free))

    async def at(self, free: float | None) -> None:
        self.free = free
        await self.watch.look()


async def test_each_state_of_the_disk_is_told_once() -> None:
    disk = Disk()
    for free in (50, 9, 8, 9, 2, 2.5, 1, 30, 40):
        await disk.at(free)
    assert disk.told == [("low", 9), ("full", 2), ("", 30)]


async def test_a_disk_that_stays_near_the_limit_is_told_of_once() -> None:
    disk = Disk()
    for free in (9.9, 10.1, 9.9, 10.4, 9.9):
        await disk.at(free)
    assert disk.told == [("low", 9.9)]


async def test_a_disk_warning_that_could_not_be_sent_is_sent_later() -> None:
    disk = Disk()
    disk.is_away = True
    await disk.at(2)
    disk.is_away = False
    await disk.at(2)
    assert disk.told == [("full", 2)]


async def test_a_disk_that_nobody_can_read_refuses_nothing() -> None:
    disk = Disk()
    await disk.at(None)
    assert disk.told == []
    assert disk.space.has_space()


@pytest.mark.parametrize(("free", "expected"), [(3.0, True), (2.99, False), (0.0, False), (100.0, True)])
def test_disk_space_is_checked_again_for_each_file(free: float, expected: bool) -> None:
    disk = Disk()
    disk.free = free
    assert disk.space.has_space() is expected


@given(st.floats(0, 100), st.sampled_from(["", "low", "full"]))
def test_more_free_space_never_gives_a_worse_state(free: float, before: str) -> None:
    order = ["full", "low", ""]
    better = state_of(min(100.0, free + 5), before, SHARES)
    assert order.index(better) >= order.index(state_of(free, before, SHARES))

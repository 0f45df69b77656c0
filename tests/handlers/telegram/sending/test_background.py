"""A message whose files take a moment to make is made once, in the background, and asked for until it is there."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.notices.supervisor.boards import BoardShown
from bot.domain.notices.supervisor.exports import ExportReady, WeeklyReport, WeeklyTable
from bot.domain.queues.delivery import OutboxRow
from handlers import views
from handlers.telegram.sending import background
from handlers.telegram.sending.background import Background, NotReady
from handlers.telegram.text.rendered import Rendered
from handlers.views import VIEWS
from tests.support.running.wire import row_for


class MessageMaker:
    """Makes a message as soon as it may; counts how often it was begun."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.may_end, self.begun, self.fault = asyncio.Event(), 0, fault

    async def __call__(self) -> Rendered:
        self.begun += 1
        await self.may_end.wait()
        if self.fault is not None:
            raise self.fault
        return Rendered("made")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there at once is asked for again."""
    monkeypatch.setattr(background, "RENDER_TIMEOUT", 0)


async def asked(making: Background, row: OutboxRow, make: Callable[[], Coroutine[Any, Any, Rendered]]) -> str:
    """What a requested row gives now, in one word."""
    try:
        found = await making.made(row, make)
    except NotReady:
        return "not ready"
    return "" if found is None else found.text


async def rest() -> None:
    """Everything that can go on without waiting goes on."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_files_of_a_row_are_made_once_however_often_asked_for() -> None:
    making, make, row = Background(), MessageMaker(), row_for(7)
    assert [await asked(making, row, make) for _ in range(4)] == ["not ready"] * 4
    make.may_end.set()
    await rest()
    assert await asked(making, row, make) == "made"
    assert make.begun == 1
    await asked(making, row, make)
    await rest()
    assert make.begun == 2, "what was handed over is forgotten: a row that is sent again is made anew"


async def test_rows_with_equal_content_are_made_for_each_reader() -> None:
    making, first, second = Background(), MessageMaker(), MessageMaker()
    await asked(making, row_for(7, number=1), first)
    await asked(making, row_for(8, number=2), second)
    second.may_end.set()
    await rest()
    assert await asked(making, row_for(8, number=2), second) == "made"
    assert await asked(making, row_for(7, number=1), first) == "not ready"


async def test_a_failure_is_raised_once_and_the_next_request_starts_anew() -> None:
    making, make = Background(), MessageMaker(LookupError("a word"))
    await asked(making, row_for(7), make)
    make.may_end.set()
    await rest()
    with pytest.raises(LookupError):
        await making.made(row_for(7), make)
    make.fault = None
    await asked(making, row_for(7), make)
    await rest()
    assert await asked(making, row_for(7), make) == "made"


async def test_background_work_is_bounded_and_forgotten_work_makes_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "AT_MOST", 2)
    making, given_up, slow, third = Background(), MessageMaker(), MessageMaker(), MessageMaker()
    await asked(making, row_for(1, number=1), given_up)
    await asked(making, row_for(2, number=2), slow)
    await asked(making, row_for(3, number=3), third)
    await rest()
    assert third.begun == 0
    given_up.may_end.set()
    await rest()
    await asked(making, row_for(3, number=3), third)
    await rest()
    assert third.begun == 1
    assert await asked(making, row_for(2, number=2), slow) == "not ready"
    assert slow.begun == 1


@pytest.mark.parametrize(("so_far", "wait"), [(0.2, 1), (1.5, 1.5), (4, 4), (9, 9), (80, 10)])
async def test_waiting_for_background_work_backs_off(
    monkeypatch: pytest.MonkeyPatch, so_far: float, wait: float
) -> None:
    making, make, loop = Background(), MessageMaker(), asyncio.get_running_loop()
    await asked(making, row_for(7), make)
    before = loop.time
    monkeypatch.setattr(loop, "time", lambda: before() + so_far)
    with pytest.raises(NotReady) as caught:
        await making.made(row_for(7), make)
    assert abs(caught.value.wait - timedelta(seconds=wait)) < timedelta(seconds=0.5)


def test_whatever_has_files_made_by_another_process_is_made_in_the_background() -> None:
    """Otherwise a view that waits for such a process would delay alerts to its chat."""
    modules = [one for one in vars(views).values() if hasattr(one, "VIEWS") and hasattr(one, "NotDrawn")]
    kinds = {kind for one in modules for kind in one.VIEWS.kinds}
    assert kinds >= {BoardShown, ExportReady, WeeklyReport, WeeklyTable}
    assert [kind.__name__ for kind in kinds if not VIEWS.is_slow(object.__new__(kind))] == []

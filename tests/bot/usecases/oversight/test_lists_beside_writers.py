"""A list or a number is worked out while somebody else writes; only its answer waits for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.ids import PersonKey
from bot.domain.people import Agent
from bot.usecases.access.asking import Asking
from bot.usecases.access.transaction import OnLine
from bot.usecases.oversight import people
from bot.usecases.oversight.case_lists import lists, task_list
from bot.usecases.oversight.statistics import numbers, showing_boards
from tests.support.acting import asking
from tests.support.officers import reported
from tests.support.people import District, Someone

SUE = Agent(PersonKey("sue"), supervisor=True)
READ: dict[str, tuple[OnLine[Any], tuple[object, ...]]] = {
    "/cases": (lists.list_cases, ("",)),
    "/case": (lists.show_case, (1,)),
    "/overdue": (lists.list_overdue, ()),
    "/agencies": (lists.list_agencies, ()),
    "/tasks": (task_list.list_tasks, ("all",)),
    "/people": (people.list_people, ()),
    "/stats": (numbers.show_stats, ("",)),
    "/board": (showing_boards.show_board, ("",)),
}


def told_when_read(asks: Asking) -> tuple[Asking, asyncio.Event]:
    """The same question, and an event that is set when everything that it reads has been read."""
    has_read, reading = asyncio.Event(), asks.services.reading

    @asynccontextmanager
    async def watched() -> AsyncIterator[Any]:
        async with reading() as uow:
            yield uow
        has_read.set()

    return replace(asks, services=replace(asks.services, reading=watched)), has_read


@pytest.mark.parametrize("command", READ)
async def test_a_list_is_worked_out_while_somebody_writes(district: District, rita: Someone, command: str) -> None:
    await reported(rita)
    await district.deliver()
    (asks, has_read), (use_case, words) = told_when_read(await asking(district, SUE)), READ[command]
    async with district.database.begin():
        asked = asyncio.create_task(use_case(asks, *words))
        await asyncio.wait_for(has_read.wait(), 150)
        assert not asked.done()
    assert await asked
    assert len(await district.deliver()) == 1

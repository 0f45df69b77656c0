"""A list or a number is worked out while somebody else writes; only its answer waits for them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.ids import PersonKey
from bot.domain.people import Agent, Staff
from bot.domain.second_factor import FactorKind, SecondFactor, SecondFactorPolicy
from bot.usecases.access.asking import Asking, Stranger
from bot.usecases.access.transaction import OnWholeLine
from bot.usecases.oversight import people
from bot.usecases.oversight.case_lists import lists, task_list
from bot.usecases.oversight.statistics import numbers, showing_boards
from tests.support.acting import asking
from tests.support.notices import facts_of
from tests.support.officers import EDU, JUS, reported
from tests.support.people import District, Someone

SUE = Agent(PersonKey("sue"), supervisor=True)
READ: dict[str, tuple[OnWholeLine[Any], tuple[object, ...]]] = {
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
    """The question unchanged, and an event that is set when everything that it reads has been read."""
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


async def asked_while_changed(district: District, asks: Asking, use_case: OnWholeLine[Any], changed: Staff) -> bool:
    """The list is read, then the staff entry is changed before the answer can be stored."""
    asks, has_read = told_when_read(asks)
    async with district.database.begin() as uow:
        asked = asyncio.create_task(use_case(asks))
        await asyncio.wait_for(has_read.wait(), 150)
        await uow.staff.save(changed)
        await uow.commit()
    return await asked


async def sue_in(district: District) -> Staff:
    async with district.database.reading() as uow:
        staff = await uow.staff.get(SUE.person)
    assert staff is not None
    return staff


async def test_somebody_who_was_made_to_leave_while_the_list_waited_gets_nothing(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    await district.deliver()
    asks = await asking(district, SUE)
    gone = replace(await sue_in(district), supervisor=False, left_at=district.time.at)
    with pytest.raises(Stranger):
        await asked_while_changed(district, asks, lists.list_overdue, gone)
    assert await district.deliver() == []


async def test_a_list_that_waited_shows_only_what_the_person_may_see_by_then(district: District, rita: Someone) -> None:
    await reported(rita)  # to the education body
    await district.deliver()
    asks = await asking(district, SUE)
    for heads, seen in ((frozenset({JUS}), 0), (frozenset({EDU}), 1)):
        changed = replace(await sue_in(district), supervisor=False, heads=heads)
        assert await asked_while_changed(district, asks, lists.list_cases, changed)
        (answer,) = await district.deliver()
        assert len(facts_of(answer)["rows"]) == seen


async def test_a_list_that_waited_is_not_shown_once_the_second_factor_is_shut(
    district: District, rita: Someone
) -> None:
    await reported(rita)
    await district.deliver()
    locked = replace(district.services.profile, second_factor=SecondFactorPolicy())
    asks = await asking(replace(district, services=replace(district.services, profile=locked)), SUE)
    until = district.time.at + timedelta(minutes=5)
    async with district.database.begin() as uow:
        await uow.second_factors.save(
            SUE.person, SecondFactor(FactorKind.PIN, "hash", confirmed=True, open_until=until)
        )
        await uow.commit()
    asks, has_read = told_when_read(asks)
    async with district.database.begin() as uow:
        asked = asyncio.create_task(lists.list_cases(asks))
        await asyncio.wait_for(has_read.wait(), 150)
        await uow.second_factors.save(SUE.person, SecondFactor(FactorKind.PIN, "hash", confirmed=True))
        await uow.commit()
    assert not await asked
    (answer,) = await district.deliver()
    assert answer.kind != "cases"

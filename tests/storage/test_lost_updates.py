"""Two acts that read the same value and change it at the same time, on PostgreSQL: nothing of either is lost."""

import asyncio
import importlib
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot import ports
from bot.domain.errors import Conflict
from storage.cases.cases import WITH_KEYS, Cases
from storage.session import Session
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.begun_databases import open_begun
from tests.support.databases.databases import PostgresMaker
from tests.support.databases.samples import a_case, a_report, a_reporter
from tests.support.databases.saved_values import SAVED, TOKEN, Saved
from tests.support.waiting import until

WAITS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
NEW = [name for name, kind in SAVED.items() if kind.first is not None]
DROPPED = [name for name, kind in SAVED.items() if kind.drop is not None and not kind.is_locked]


@pytest.fixture
async def stocked(
    postgres_url: str, postgres_maker: PostgresMaker, tmp_path: Path, clock: FixedClock
) -> AsyncIterator[Database]:
    """A database with one case and its report."""
    database = await open_begun(postgres_url, tmp_path, clock, postgres_maker)
    async with database.begin() as uow:
        await uow.cases.add(a_case())
        await uow.reports.add(replace(a_report(), media=(), additions=()))
        await uow.commit()
    yield database
    await database.close()


async def nothing() -> None:
    """Nobody else acts."""


async def store(database: Database, name: str) -> None:
    """Stores the value that both acts read."""
    kind = SAVED[name]
    async with database.begin() as uow:
        if name != "ReportStore.save_reporter":
            await uow.reports.save_reporter(a_reporter(database, TOKEN))
        if kind.first is not None:
            await kind.save(uow, kind.first)
        await uow.commit()


async def change(
    database: Database, kind: Saved, changes: Mapping[str, Any], meanwhile: Callable[[], Awaitable[object]] = nothing
) -> None:
    """One act: it reads the value, changes fields of it, and saves it."""
    async with database.begin() as uow:
        value = await kind.read(uow)
        await meanwhile()
        await kind.save(uow, replace(kind.first if value is None else value, **changes))
        await uow.commit()


async def drop(database: Database, kind: Saved, meanwhile: Callable[[], Awaitable[object]] = nothing) -> None:
    """One act: it reads the value and deletes it."""
    assert kind.drop is not None
    async with database.begin() as uow:
        await kind.read(uow)
        await meanwhile()
        await kind.drop(uow)
        await uow.commit()


async def stored(database: Database, kind: Saved) -> Any:
    """The value as it stands."""
    async with database.reading() as uow:
        return await kind.read(uow)


async def has_both(database: Database, kind: Saved) -> bool:
    """Whether the changes of both acts are stored."""
    value = await stored(database, kind)
    return all(getattr(value, name) == new for name, new in (*kind.one.items(), *kind.other.items()))


@pytest.mark.parametrize("name", [name for name, kind in SAVED.items() if not kind.is_locked])
async def test_the_second_of_two_who_change_the_same_value_is_told(stocked: Database, name: str) -> None:
    kind = SAVED[name]
    await store(stocked, name)
    with pytest.raises(Conflict):
        await change(stocked, kind, kind.one, partial(change, stocked, kind, kind.other))
    await change(stocked, kind, kind.one)
    assert await has_both(stocked, kind)


@pytest.mark.parametrize("name", [name for name, kind in SAVED.items() if kind.is_locked])
async def test_who_reads_a_value_that_is_locked_waits_and_changes_the_new_one(stocked: Database, name: str) -> None:
    kind, waiting = SAVED[name], list[asyncio.Task[None]]()
    await store(stocked, name)

    async def is_waited_for() -> bool:
        async with stocked._engine.reading() as connection:
            return bool(await connection.scalar(WAITS))

    async def begin_the_other() -> None:
        waiting.append(asyncio.create_task(change(stocked, kind, kind.other)))
        await until(is_waited_for)

    await change(stocked, kind, kind.one, begin_the_other)
    await waiting[0]
    assert await has_both(stocked, kind)


@pytest.mark.parametrize("name", NEW)
async def test_the_second_of_two_who_begin_the_same_value_is_told(stocked: Database, name: str) -> None:
    kind = SAVED[name]
    if name != "ReportStore.save_reporter":
        async with stocked.begin() as uow:
            await uow.reports.save_reporter(a_reporter(stocked, TOKEN))
            await uow.commit()
    with pytest.raises(Conflict):
        await change(stocked, kind, kind.one, partial(change, stocked, kind, kind.other))
    await change(stocked, kind, kind.one)
    assert await has_both(stocked, kind)


@pytest.mark.parametrize("name", DROPPED)
async def test_a_value_that_somebody_has_changed_is_not_deleted_unseen(stocked: Database, name: str) -> None:
    kind = SAVED[name]
    await store(stocked, name)
    with pytest.raises(Conflict):
        await drop(stocked, kind, partial(change, stocked, kind, kind.other))
    assert await stored(stocked, kind) == replace(kind.first, **kind.other)


@pytest.mark.parametrize("name", DROPPED)
async def test_a_value_that_somebody_has_deleted_does_not_come_back(stocked: Database, name: str) -> None:
    kind = SAVED[name]
    await store(stocked, name)
    with pytest.raises(Conflict):
        await change(stocked, kind, kind.one, partial(drop, stocked, kind))
    assert await stored(stocked, kind) is None


@pytest.mark.parametrize("name", NEW)
async def test_one_act_may_save_delete_and_save_a_value_again(stocked: Database, name: str) -> None:
    kind = SAVED[name]
    await store(stocked, name)
    async with stocked.begin() as uow:
        await kind.save(uow, replace(await kind.read(uow), **kind.one))
        if kind.drop is not None:
            await kind.drop(uow)
        await kind.save(uow, kind.first)
        await kind.save(uow, replace(kind.first, **kind.one, **kind.other))
        await uow.commit()
    assert await has_both(stocked, kind)


async def test_an_import_overwrites_no_institution_that_came_after_it_was_listed(stocked: Database) -> None:
    kind = SAVED["InstitutionStore.save"]
    with pytest.raises(Conflict):
        async with stocked.begin() as uow:
            assert await uow.institutions.all() == []
            await change(stocked, kind, kind.other)
            await uow.institutions.save(kind.first)
    assert await stored(stocked, kind) == replace(kind.first, **kind.other)


async def test_mending_a_row_overwrites_no_step_that_was_stored_meanwhile(stocked: Database) -> None:
    kind = SAVED["CaseStore.save"]
    async with stocked._engine.writing() as connection:
        row = (await connection.execute(WITH_KEYS)).one()
        await change(stocked, kind, kind.other)
        with pytest.raises(Conflict):
            await Cases(Session(connection, stocked._storage_context)).rewrite(row)
    assert (await stored(stocked, kind)).age_band == "age_14_17"


def saving_methods() -> set[str]:
    """The methods of all ports that save a whole value."""
    found = set()
    for module in pkgutil.walk_packages(ports.__path__, f"{ports.__name__}."):
        for port in vars(importlib.import_module(module.name)).values():
            if getattr(port, "_is_protocol", False) and port.__module__ == module.name:
                found |= {f"{port.__name__}.{name}" for name in vars(port) if name == "save" or name[:5] == "save_"}
    return found


def test_every_store_that_saves_a_value_is_tried() -> None:
    """Add the new one to SAVED. A store reads with `Session.find` and writes with `Session.save`."""
    assert saving_methods() - SAVED.keys() == set()
    assert {"CaseStore.save", "StaffStore.save_desk"} <= saving_methods()

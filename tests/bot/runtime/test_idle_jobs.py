"""A look that finds nothing to do takes no lock that writers wait for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.runtime.schedule import regular
from storage.database.engine import Engine
from tests.support.officers import reported
from tests.support.people import Someone, open_district
from tests.support.time_and_groups import Sitting

DELETES = "housekeeping"
"""Every ten minutes it deletes what is old, whether there is any or not."""


async def nothing(_: datetime) -> None:
    """A job that is tried elsewhere."""


def count_writers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every transaction that may write adds a line here."""
    begun, writing = list[str](), Engine.writing

    @asynccontextmanager
    async def counted(engine: Engine, *args: Any, **options: Any) -> AsyncIterator[AsyncConnection]:
        begun.append("write")
        async with writing(engine, *args, **options) as connection:
            yield connection

    monkeypatch.setattr(Engine, "writing", counted)
    return begun


async def test_no_regular_job_locks_out_writers_while_it_has_nothing_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = count_writers(monkeypatch)
    district = await open_district(tmp_path)
    await reported(Someone(district, 1))
    away, now = cast("Any", SimpleNamespace(post_again=nothing, wake=nothing)), district.time.at
    jobs = {job.name: job.act for job in regular(district.services, district.database, away, away, Sitting(), None)}
    assert len(jobs) > 20
    for act in [*jobs.values()] * 2:
        await act(now)
    locked = []
    for name, act in jobs.items():
        begun.clear()
        await act(now)
        locked += [name] if begun else []
    assert locked == [DELETES]
    await district.database.close()

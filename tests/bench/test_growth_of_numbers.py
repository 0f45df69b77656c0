"""/stats and /board of a period do as much work after ten years of roll-ups as after one, whatever lies behind."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.domain.ids import CaseNumber
from bot.runtime.components import services_of
from tests.bench.generate import fill_sqlite
from tests.bench.growth import opened
from tests.bench.paths import PATHS, Place
from tests.support.statements import heard, steps

OF_NUMBERS = ("/stats week", "/stats quarter", "/board week", "/board quarter")
CASES, YEAR = 200, 365
METRICS = (
    "opened",
    "closed",
    "acknowledged",
    "acknowledge_due",
    "acknowledge_met",
    "answer_due",
    "answer_met",
    "child",
)
EXTRA = {"acknowledged": "7", "child": "7_10|girl"}
NEW_ROW = "INSERT INTO rollups VALUES (?, ?, ?, ?, ',bullying,', 'erlang', '', ?, 0, 3)"
Work = tuple[int, int]
"""Statements, and steps of SQLite's machine in tens."""


def days(last: int, years: int) -> Iterator[tuple[int, str, str, str, str]]:
    """Sixteen rows for each day."""
    for day in range(last - years * YEAR + 1, last + 1):
        for metric in METRICS:
            for body in ("EDU", "PSB"):
                yield day, metric, body, "P3", EXTRA.get(metric, "")


async def work(folder: Path, years: int) -> dict[str, Work]:
    """Of each question, asked a second time."""
    await asyncio.to_thread(folder.mkdir)
    _, parts, maker = await opened(folder, "", CASES)
    database = parts.database
    url = parts.settings.database_url
    fill_sqlite(url, maker)
    with sqlite3.connect(make_url(url).database or "") as connection:
        connection.executemany(NEW_ROW, days(maker.now.toordinal(), years))
    await database._engine.close()  # steps are counted in new connections
    place, found = Place(services_of(parts), database, maker.now, CaseNumber(CASES)), dict[str, Work]()
    statements = list[str]()
    try:
        with (
            steps(database) as taken,
            heard(database._engine._engine.sync_engine, lambda text, _: statements.append(text)),
        ):
            for name in OF_NUMBERS:
                await PATHS[name](place)
                taken.clear()
                statements.clear()
                await PATHS[name](place)
                found[name] = len(statements), len(taken)
    finally:
        await database.close()
    return found


@pytest.mark.timeout(120)
async def test_ten_years_of_days_are_no_more_work_than_one(tmp_path: Path) -> None:
    one, ten = await work(tmp_path / "one", 1), await work(tmp_path / "ten", 10)
    assert all(taken > 100 for _, taken in one.values())
    assert {name: count for name, (count, _) in ten.items()} == {name: count for name, (count, _) in one.items()}
    assert [name for name in OF_NUMBERS if ten[name][1] > 1.1 * one[name][1] + 5] == []

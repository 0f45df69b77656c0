"""Frequent statements go past SQLAlchemy. Both ways give the same answers, and the bot works with either."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database.prepared import PreparedStatements
from storage.database.statements import PlainStatements, StatementResult
from tests.support.domain.examples import examples
from tests.support.running.a_life import a_life
from tests.support.running.running_bot import running_bot

ASKED_AT_LEAST = 20
"""How many different statements a report and an officer's work send; fewer mean that the life below is not lived."""


class BothWays:
    """Sends each statement through SQLAlchemy and past it, rolls both back, compares, and sends it for good. In the
    suite the first two times that a statement is asked: it is prepared, and then reused."""

    def __init__(self) -> None:
        self._plain, self._prepared = PlainStatements(), PreparedStatements()
        self.asked: Counter[str] = Counter()
        self._compared = examples(2)
        self.differences: list[str] = []

    async def ask(
        self, connection: AsyncConnection, statement: Executable, values: Mapping[str, Any]
    ) -> StatementResult:
        """By both ways, and once more by the first: where that answers differently now, somebody else has changed
        meanwhile what was read, as PostgreSQL allows, and nothing can be compared."""
        words = worded(statement)
        self.asked[words] += 1
        if self.asked[words] <= self._compared:
            ways = (self._plain, self._prepared, self._plain)
            plain, prepared, again = [await taken_back(way, connection, statement, values) for way in ways]
            if plain == again != prepared:
                self.differences.append(words)
        return await self._prepared.ask(connection, statement, values)


@cache
def worded(statement: Executable) -> str:
    """Statements that are asked often stand in modules. To write one costs more than to ask it."""
    return str(statement)


async def taken_back(
    way: PlainStatements | PreparedStatements,
    connection: AsyncConnection,
    statement: Executable,
    values: Mapping[str, Any],
) -> tuple[Any, ...]:
    """The content of the answer; nothing of it stays."""
    async with connection.begin_nested() as savepoint:
        answer = await way.ask(connection, statement, values)
        await savepoint.rollback()
    return told(statement, answer)


def told(statement: Any, answer: StatementResult) -> tuple[Any, ...]:
    """What is compared: rows, with their types and the names of columns, and how many were changed. A number drawn by
    an INSERT differs each time."""
    named = [at for at, column in enumerate(statement.exported_columns) if isinstance(column, Column)]
    rows = [([row._fields[at] for at in named], list(map(type, row)), tuple(row)) for row in answer.rows]
    if statement.is_insert:
        return len(rows), answer.changed if not rows else None
    return rows, None if statement.is_select else answer.changed


async def test_prepared_and_plain_statements_give_equal_answers_through_a_whole_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    both = BothWays()
    monkeypatch.setattr("storage.unit_of_work.PreparedStatements", lambda: both)
    async with running_bot(tmp_path, database_url=database_url) as place:
        await a_life(place)
    assert both.differences == []
    assert len(both.asked) > ASKED_AT_LEAST


async def test_the_bot_works_without_prepared_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object) -> None:
        raise AssertionError("a statement went past SQLAlchemy")

    monkeypatch.setattr("storage.database.prepared.straight", nobody)
    async with running_bot(tmp_path, direct_sql=False) as place:
        await a_life(place)

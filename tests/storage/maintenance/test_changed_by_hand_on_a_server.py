"""On PostgreSQL every column of every table is changed by hand, one of each table at a time."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases.changed_by_hand import (
    ENCRYPTED,
    HARMLESS,
    OF_SOMEBODY,
    Change,
    Lived,
    changes,
    one_by_one,
    what_it_gives,
)
from tests.support.databases.databases import PostgresMaker


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, postgres_maker: PostgresMaker) -> Lived:
    """Made once; each round of changes is made to a copy."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "home").mkdir()
    found = Lived(folder / "home", postgres_maker)
    asyncio.run(found.live(folder / "before"))
    return found


def each_column_once(lived: Lived) -> Iterator[Change]:
    """The first other value that somebody would write there; what each value gives is tried on SQLite."""
    done = set()
    for change in changes(lived, *OF_SOMEBODY):
        table, column, *_ = change
        if (table, column) not in done and (table.name, column.name) not in HARMLESS:
            done.add((table, column))
            yield change


async def test_values_that_are_changed_by_hand_give_nobody_anything(lived: Lived, tmp_path: Path) -> None:
    found = [*each_column_once(lived)]
    clear = [change for change in found if change[1].name not in ENCRYPTED]
    rounds = [*one_by_one(clear), *one_by_one([change for change in found if change[1].name in ENCRYPTED])]
    assert sum(map(len, rounds)) >= 200
    for number, one in enumerate(rounds):
        after = await lived.look(tmp_path / f"after-{number}", *(change for *_, change in one))
        told = ", ".join(f"{table.name}.{column.name} = {value!r}" for table, column, value, _ in one)
        assert what_it_gives(lived.before, after) == [], told
        assert after["named"] or after["log breaks at"] or len(after["refused"]) == len(one), told

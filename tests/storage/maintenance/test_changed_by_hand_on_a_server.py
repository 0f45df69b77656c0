"""On PostgreSQL columns of every table are changed by hand, one of each table at a time.

Whether a change is noticed does not depend on the database; how a value is stored and read does, by its type. So the
suite changes one column of each type in each table, 136 of 246; a long run changes all.
"""

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
from tests.support.domain.examples import one_of_each


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


def looked_at(lived: Lived) -> list[Change]:
    return one_of_each(each_column_once(lived), lambda one: (one[0].name, type(one[1].type)))


async def test_values_that_are_changed_by_hand_give_nobody_anything(lived: Lived, tmp_path: Path) -> None:
    found = looked_at(lived)
    clear = [change for change in found if change[1].name not in ENCRYPTED]
    rounds = [*one_by_one(clear), *one_by_one([change for change in found if change[1].name in ENCRYPTED])]
    assert sum(map(len, rounds)) >= 130
    for number, one in enumerate(rounds):
        after = await lived.look(tmp_path / f"after-{number}", *(change for *_, change in one))
        told = ", ".join(f"{table.name}.{column.name} = {value!r}" for table, column, value, _ in one)
        assert what_it_gives(lived.before, after) == [], told
        assert after["named"] or after["log breaks at"] or len(after["refused"]) == len(one), told

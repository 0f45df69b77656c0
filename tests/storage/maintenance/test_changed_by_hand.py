"""Somebody who may write to the database, without a key, changes one value: it gives nobody anything, and is noticed.

Every column of every table, encrypted ones too, is changed to another row's value, to nonsense, to nothing; counted
below.
"""

import asyncio
from pathlib import Path

import pytest

from storage.schema import metadata
from tests.support.changed_by_hand import (
    HARMLESS,
    NOBODYS,
    OF_SOMEBODY,
    SEALED,
    Lived,
    changes,
    what_it_gives,
    what_it_takes,
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Made once; each change is made to a copy."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "home").mkdir()
    found = Lived(folder / "home")
    asyncio.run(found.live(folder / "before"))
    return found


def test_every_table_was_lived_in(lived: Lived) -> None:
    assert {table.name for table, rows in lived.rows.items() if not rows} == set()


def test_all_columns_are_changed_but_those_of_a_list(lived: Lived) -> None:
    found = {(table.name, column.name) for table, column, *_ in changes(lived, *OF_SOMEBODY)}
    sealed = {(table, column) for table, column in found if column in SEALED}
    assert len(found - sealed) >= 170, len(found - sealed)
    assert len(sealed) >= 25, len(sealed)
    assert {table.name for table in metadata.sorted_tables} - {table for table, _ in found} == {*NOBODYS}


@pytest.mark.parametrize("table", sorted(OF_SOMEBODY))
async def test_a_value_that_is_changed_by_hand_gives_nobody_anything(lived: Lived, tmp_path: Path, table: str) -> None:
    wrong: list[str] = []
    for _, column, value, change in changes(lived, table):
        after = await lived.look(tmp_path / "after", change)
        if after["refused"] or (table, column.name) in HARMLESS:
            continue
        if given := what_it_gives(lived.before, after):
            wrong.append(f"{column.name} = {value!r} gives {given}")
        elif taken := what_it_takes(lived.before, after):
            wrong.append(f"{column.name} = {value!r} takes {taken} without a word")
    assert wrong == []

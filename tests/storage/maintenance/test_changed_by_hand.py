"""Somebody who may write to the database, without a key, changes one value: it gives nobody anything, and is noticed.

Every column of every table, encrypted ones too, can be changed to another row's value, to nonsense, to nothing: 580
changes. The suite tries one of each column, 246 columns, with each kind of value in turn, and every value where neither
encryption nor the code of the row covers the column: there another row's value may do what nonsense does not. Of the
outbox it tries one of each column all the same. A long run tries all.
"""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Table

from storage.schema import BOUND, metadata
from tests.support.clock import START
from tests.support.databases.changed_by_hand import (
    BOTH_ENDS,
    ENCRYPTED,
    HARMLESS,
    NO_MOMENT,
    NOBODYS,
    OF_SOMEBODY,
    OVER,
    TOGETHER,
    Change,
    Lived,
    changes,
    differs,
    lived_on_sqlite,
    not_named,
    of_each_column,
    together,
    what_it_gives,
    what_it_takes,
)

PARTS = 2
"""Tests that share the changes."""


@pytest.fixture(scope="module")
def lived() -> Lived:
    """Made once; each change is made to a copy."""
    return lived_on_sqlite()


def test_the_test_database_has_rows_in_every_table(lived: Lived) -> None:
    assert {table.name for table, rows in lived.rows.items() if not rows} == set()


def test_every_column_outside_the_list_is_changed(lived: Lived) -> None:
    found = {(table.name, column.name) for table, column, *_ in changes(lived, *OF_SOMEBODY)}
    encrypted = {(table, column) for table, column in found if column in ENCRYPTED}
    assert len(found - encrypted) >= 170, len(found - encrypted)
    assert len(encrypted) >= 25, len(encrypted)
    assert {table.name for table in metadata.sorted_tables} - {table for table, _ in found} == {*NOBODYS}


@cache
def all_changes(lived: Lived) -> list[Change]:
    found = [one for table in sorted(OF_SOMEBODY) for one in changes(lived, table)]
    return [one for one in found if (one[0].name, one[1].name) not in HARMLESS]


@cache
def looked_at(lived: Lived) -> list[list[Change]]:
    """The changes, but for the columns of the list; those that one look shows stand together. What is covered by the
    code of its row or encrypted is named when it is changed; what is not stands apart, for nothing may come of it."""
    found = all_changes(lived)
    covered, bare = ([one for one in found if _is_covered(*one[:2]) is wanted] for wanted in (True, False))
    many, others = ([one for one in bare if (one[0].name in BOTH_ENDS) is wanted] for wanted in (True, False))
    return [*_together(of_each_column(covered)), *_together([*of_each_column(many), *others])]


def _is_covered(table: Table, column: Column[Any]) -> bool:
    return column.name in {*ENCRYPTED, *table.info.get(BOUND, ())}


def _together(found: list[Change]) -> list[list[Change]]:
    return together(found, lambda one: one[0].name)


def test_every_change_is_looked_at_once_and_never_with_another_of_its_table(lived: Lived) -> None:
    found = looked_at(lived)
    assert len(all_changes(lived)) >= 580
    assert {one[:2] for several in found for one in several} == {one[:2] for one in all_changes(lived)}
    for several in found:
        assert 1 <= len({table.name for table, *_ in several}) == len(several) <= TOGETHER


def test_each_kind_of_value_is_tried_in_columns_of_its_type(lived: Lived) -> None:
    """Over all columns these are others of the same column, nothing, moments before and after and outside the calendar,
    nonsense, other numbers, encrypted bytes with one changed, and none."""
    tried = {str(value) for several in looked_at(lived) for _, _, value, _ in several}
    kinds = {"None", str(OVER), str(START - timedelta(days=365)), str(NO_MOMENT), "nonsense", "1", "-1000", "b''"}
    assert kinds <= tried


async def wrong_with(lived: Lived, folder: Path, one: Change) -> str:
    """What this change alone gives or takes; '' if nothing."""
    _, column, value, change = one
    after = await lived.look(folder, change)
    if after["refused"]:
        return ""
    if given := what_it_gives(lived.before, after):
        return f"{column} = {value!r} gives {given}"
    if taken := what_it_takes(lived.before, after):
        return f"{column} = {value!r} takes {taken} without a word"
    return ""


def doubtful(lived: Lived, after: dict[str, Any], several: list[Change]) -> list[Change]:
    """Which of these changes must be looked at alone: all if something is given, else those whose row nobody named
    while some answer is another. What the database refused has changed nothing."""
    if what_it_gives(lived.before, after):
        return several
    if not differs(lived.before, after):
        return []
    unnamed = not_named(after, [table.name for table, *_ in several])
    return [one for one in several if one[0].name in unnamed and one[3] not in after["refused"]]


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_value_that_is_changed_by_hand_gives_nobody_anything(lived: Lived, tmp_path: Path, part: int) -> None:
    """Some changes at a time, of several tables."""
    wrong: list[str] = []
    for several in looked_at(lived)[part::PARTS]:
        after = await lived.look(tmp_path / "after", *(change for *_, change in several))
        for one in doubtful(lived, after, several):
            wrong += [told] if (told := await wrong_with(lived, tmp_path / "after", one)) else []
    assert wrong == []

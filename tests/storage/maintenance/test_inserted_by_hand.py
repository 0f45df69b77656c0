"""Somebody who may write to the database, without a key, writes new rows: they give nobody anything, take nothing from
anybody, and are told. Of some 230 such rows the suite tries at most six in a table, a long run all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Insert

from tests.support.databases.changed_by_hand import (
    OF_SOMEBODY,
    Lived,
    differs,
    lived_on_sqlite,
    not_named,
    together,
    what_it_gives,
)
from tests.support.databases.inserted_by_hand import insertions
from tests.support.domain.examples import some_of

TOLD_LATER = {
    "notes": "named when somebody reads the case",
    "case_counts": "named when a body is barred from the case",
    "outbox": "a message that is over is never read again; one that is not is named",
}
GIVES = {("quarantine", "held"): "the next look at the clock forgets it: the encrypted case says whether it waits"}

PARTS = 2
"""Tests that share the rows."""
Row = tuple[str, Mapping[str, Any], Insert]
"""The table, and what `insertions` says of the row."""


@pytest.fixture(scope="module")
def lived() -> Lived:
    """Made once; each row is written into a copy."""
    return lived_on_sqlite()


def test_the_test_inserts_a_row_into_every_table(lived: Lived) -> None:
    counts = {table: len([*insertions(lived, table)]) for table in OF_SOMEBODY}
    assert [table for table, count in counts.items() if count < 2] == ["clocks"]  # each case has its one row there
    assert sum(counts.values()) >= 230


def looked_at(lived: Lived) -> list[list[Row]]:
    """The rows; those that one look shows stand together. What is known to give something stands alone, so that it
    excuses no other row."""
    found = [(table, *one) for table in sorted(OF_SOMEBODY) for one in some_of(insertions(lived, table), 6)]
    excused = {table for table, _ in GIVES}
    alone = [[one] for one in found if one[0] in excused]
    return [*alone, *together([one for one in found if one[0] not in excused], lambda one: one[0])]


async def wrong_with(lived: Lived, folder: Path, *rows: Row) -> bool:
    """Whether these rows give or take anything, or one of them is not told."""
    after = await lived.look(folder, *(row for *_, row in rows))
    made = {table for table, _, row in rows if row not in after["refused"]}
    known = {name for table, name in GIVES if table in made}
    given = {*what_it_gives(lived.before, after)} - known
    taken = differs(lived.before, after) - known
    untold = not_named(after, made - TOLD_LATER.keys())
    return bool(given or taken or (untold and (len(rows) > 1 or not after["named"])))


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_row_inserted_by_hand_has_no_effect_and_is_reported(lived: Lived, tmp_path: Path, part: int) -> None:
    """Rows of several tables at a time. Where something is wrong with them, each is looked at alone."""
    wrong: list[str] = []
    for several in looked_at(lived)[part::PARTS]:
        if await wrong_with(lived, tmp_path / "after", *several):
            alone = [(one, await wrong_with(lived, tmp_path / "after", one)) for one in several]
            wrong += [f"{table}: {key}" for (table, key, _), is_wrong in alone if is_wrong]
    assert wrong == []

"""Somebody who may write to the database, without a key, writes new rows: they give nobody anything, take nothing from
anybody, and are told."""

import asyncio
from pathlib import Path

import pytest

from tests.support.changed_by_hand import OF_SOMEBODY, Lived, what_it_gives
from tests.support.inserted_by_hand import insertions

TOLD_LATER = {
    "notes": "named when somebody reads the case",
    "case_counts": "named when a body is barred from the case",
    "outbox": "a message that is over is never read again; one that is not is named",
}
GIVES = {("quarantine", "held"): "the next look at the clock forgets it: the encrypted case says whether it waits"}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Made once; each row is written into a copy."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "home").mkdir()
    found = Lived(folder / "home")
    asyncio.run(found.live(folder / "before"))
    return found


def test_rows_are_written_into_every_table(lived: Lived) -> None:
    counts = {table: len([*insertions(lived, table)]) for table in OF_SOMEBODY}
    assert [table for table, count in counts.items() if count < 2] == ["clocks"]  # each case has its one row there
    assert sum(counts.values()) >= 230


@pytest.mark.parametrize("table", sorted(OF_SOMEBODY))
async def test_a_row_that_is_written_by_hand_gives_and_takes_nothing_and_is_told(
    lived: Lived, tmp_path: Path, table: str
) -> None:
    wrong: list[str] = []
    for key, row in insertions(lived, table):
        after = await lived.look(tmp_path / "after", row)
        given = [name for name in what_it_gives(lived.before, after) if (table, name) not in GIVES]
        kept = {name: value for name, value in lived.before.items() if name not in {"named", "log breaks at"}}
        taken = [name for name, was in kept.items() if after.get(name) != was and name not in {"refused", *given}]
        taken = [name for name in taken if (table, name) not in GIVES]
        is_told = after["named"] or after["log breaks at"] or after["refused"] or table in TOLD_LATER
        if given or (taken and not after["refused"]) or not is_told:
            wrong.append(f"{key}: gives {given}, takes {taken}, told: {bool(is_told)}")
    assert wrong == []

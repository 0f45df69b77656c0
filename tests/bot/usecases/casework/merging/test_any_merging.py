"""Any sequence of merging, undoing, answering, adding, closing, reopening and transferring, by use cases on a database.

Longer: TIPLINE_EXAMPLES=500 python -m pytest -n 0 tests/bot/usecases/casework/merging/test_any_merging.py
"""

import asyncio
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.bound_district import open_bound
from tests.support.casework.any_merging import ACTS, AnyMerging, three_of_one_child
from tests.support.domain.examples import examples
from tests.support.snapshots import Snapshot, made_aside, snapshot_of

Act = tuple[str, int, int]
LIVES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 3), st.integers(1, 3)), min_size=3, max_size=9)
OPENED_BY_RITA: list[Act] = [("merge", 1, 2), ("merge", 1, 3), ("close", 1, 1), ("add", 1, 1), ("undo", 1, 0)]
OPENED_BY_OMAR: list[Act] = [("merge", 2, 3), ("merge", 1, 2), ("close", 1, 1), ("add", 2, 1), ("undo", 1, 0)]
BY_HAND: list[Act] = [("merge_and_undo", 1, 3), ("merge", 1, 3), ("close", 3, 1), ("reopen", 3, 1), ("transfer", 1, 1)]
TWICE: list[Act] = [("add", 1, 1), ("close", 1, 1), ("add", 1, 1), ("close", 1, 1), ("add", 1, 1)]
REMINDED: list[Act] = [("wait", 1, 1), ("merge", 1, 2)]


@cache
def told() -> Snapshot:
    """The line when the three have reported; copied for each life."""
    return made_aside(three_tell)


async def three_tell(folder: Path) -> Snapshot:
    """All bodies have their groups, and three people report."""
    district = await open_bound(folder)
    try:
        await three_of_one_child(district)
        district.time.move(minutes=11)
        return snapshot_of(district, folder)
    finally:
        await district.database.close()


async def lives(folder: Path, acts: list[Act]) -> AnyMerging:
    """Runs all acts, one after the other; after each, everything must hold."""
    district = await told().opened(folder)
    district.sent.clear()
    try:
        life = AnyMerging(district)
        for act in acts:
            await life.does(*act)
        return life
    finally:
        await district.database.close()


@settings(max_examples=examples(2), deadline=None)
@given(acts=LIVES)
@example(acts=OPENED_BY_RITA)
@example(acts=OPENED_BY_OMAR)
@example(acts=BY_HAND)
@example(acts=TWICE)
@example(acts=REMINDED)
def test_any_sequence_of_acts_on_merged_cases_keeps_the_invariants(acts: list[Act]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        life = asyncio.run(lives(Path(folder), acts))
    if acts in (OPENED_BY_RITA, OPENED_BY_OMAR, BY_HAND, TWICE, REMINDED):
        assert life.done == [act for act, _, _ in acts], "one of them was refused"

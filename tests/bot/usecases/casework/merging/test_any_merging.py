"""Any sequence of merging, undoing, answering, adding, closing, reopening and transferring, by use cases on a database.

Longer: TIPLINE_EXAMPLES=500 python -m pytest -n 0 tests/bot/usecases/casework/merging/test_any_merging.py
"""

import asyncio
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.support.casework.any_merging import ACTS, AnyMerging, three_of_one_child
from tests.support.domain.examples import examples
from tests.support.people import District, open_district

BODIES = ("PSB", "PROC", "EDU", "CIV", "HEA", "CYL", "WOM", "SUP", "JUS")
Act = tuple[str, int, int]
LIVES = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 3), st.integers(1, 3)), min_size=3, max_size=9)
OPENED_BY_RITA: list[Act] = [("merge", 1, 2), ("merge", 1, 3), ("close", 1, 1), ("add", 1, 1), ("undo", 1, 0)]
OPENED_BY_OMAR: list[Act] = [("merge", 2, 3), ("merge", 1, 2), ("close", 1, 1), ("add", 2, 1), ("undo", 1, 0)]
BY_HAND: list[Act] = [("merge_and_undo", 1, 3), ("merge", 1, 3), ("close", 3, 1), ("reopen", 3, 1), ("transfer", 1, 1)]
TWICE: list[Act] = [("add", 1, 1), ("close", 1, 1), ("add", 1, 1), ("close", 1, 1), ("add", 1, 1)]
REMINDED: list[Act] = [("wait", 1, 1), ("merge", 1, 2)]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the three reports are stored, and the moment of the last one; copied for each life."""
    folder = tmp_path_factory.mktemp("told")

    async def tell() -> None:
        district = await open_district(folder)
        await district.bind(*BODIES)
        await three_of_one_child(district)
        await district.database.close()

    asyncio.run(tell())
    return folder


async def lives(folder: Path, acts: list[Act]) -> AnyMerging:
    """Runs all acts, one after the other; after each, everything must hold."""
    district: District = await open_district(folder)
    district.time.move(minutes=11)
    try:
        life = AnyMerging(district)
        for act in acts:
            await life.does(*act)
        return life
    finally:
        await district.database.close()


@settings(max_examples=examples(2), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=LIVES)
@example(acts=OPENED_BY_RITA)
@example(acts=OPENED_BY_OMAR)
@example(acts=BY_HAND)
@example(acts=TWICE)
@example(acts=REMINDED)
def test_any_sequence_of_acts_on_merged_cases_keeps_the_invariants(
    acts: list[Act], told: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("life") / "home"
    shutil.copytree(told, folder)
    life = asyncio.run(lives(folder, acts))
    shutil.rmtree(folder)
    if acts in (OPENED_BY_RITA, OPENED_BY_OMAR, BY_HAND, TWICE, REMINDED):
        assert life.done == [act for act, _, _ in acts], "one of them was refused"

"""Any sequence of all verbs by any roles, pressed on the real views over a real database: what must hold of a case."""

import asyncio
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.cases.record import Ending
from tests.support.casework.any_merging import three_of_one_child
from tests.support.domain.examples import examples
from tests.support.people import open_district
from tests.support.screens.any_presses import BODIES, OF_A_CASE, AnyPresses

KINDS = st.sampled_from(["use"] * 6 + ["press"] * 5 + ["tell", "wait", "wait"])
PICKS = st.lists(st.integers(0, 11), min_size=7, max_size=7)
STEP = st.tuples(KINDS, st.integers(0, 21), st.integers(0, len(OF_A_CASE) - 1), st.integers(1, 3), PICKS)
Step = tuple[str, int, int, int, list[int]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which three people have reported about one child."""
    folder = tmp_path_factory.mktemp("told")
    asyncio.run(tells(folder))
    return folder


async def tells(folder: Path) -> None:
    district = await open_district(folder)
    await district.bind(*BODIES)
    await three_of_one_child(district)
    await district.database.close()


async def lives(folder: Path, steps: list[Step]) -> AnyPresses:
    """These acts, one after another, on a copy of that database."""
    district = await open_district(folder)
    life = AnyPresses(district)
    await life.gather()
    try:
        for step in steps:
            await life.one(*step)
    finally:
        await district.database.close()
    return life


@settings(max_examples=examples(2), deadline=None)
@given(steps=st.lists(STEP, min_size=15, max_size=25))
def test_any_presses_by_anybody_keep_the_invariants(
    steps: list[Step], told: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("life") / "line"
    shutil.copytree(told, folder)
    life = asyncio.run(lives(folder, steps))
    shutil.rmtree(folder)
    assert life.checked == len(steps)


def test_the_random_presses_also_succeed_and_are_not_only_refused(told: Path, tmp_path: Path) -> None:
    """By a member of the body that leads, and by the supervisor: else a walk of refusals would look like a good one."""
    shutil.copytree(told, tmp_path / "line")
    names = [verb.command for verb in OF_A_CASE]
    by_lead, supervisor, nothing = 99, 2 * len(BODIES), [0] * 7
    acts = [(by_lead, "take"), (by_lead, "note"), (by_lead, "assess"), (by_lead, "task"), (supervisor, "remind")]
    life = asyncio.run(lives(tmp_path / "line", [("use", who, names.index(name), 1, nothing) for who, name in acts]))
    assert [name for name in life.done if name in {act for _, act in acts}] == [name for _, name in acts]


async def unseen(folder: Path) -> list[str]:
    """Which of these faults, made by hand, the walk does not see."""
    district, missed = await open_district(folder), list[str]()
    life = AnyPresses(district)
    await life.gather()
    await life.check([])
    one, *others = await life.cases()
    met = replace(one.deadlines[0], stopped_at=district.time.at, ended=Ending.MET)
    faults = {
        "nobody leads": replace(one, tasks=()),
        "a barred body leads": replace(one, barred=(one.lead,)),
        "no clock runs": replace(one, deadlines=tuple(replace(c, stopped_at=district.time.at) for c in one.deadlines)),
        "met by nothing": replace(one, deadlines=(met, *one.deadlines[1:])),
    }
    for name, case in faults.items():
        with suppress(AssertionError):
            await life.check_cases([case, *others], [])
            missed.append(name)
    life.chats.fresh.append((-500, "Case 2 is new"))
    with suppress(AssertionError):
        life.nobody_hears([(-500, 2)])
        missed.append("a barred body hears")
    await district.database.close()
    return missed


def test_the_random_presses_reach_every_kind_of_act(told: Path, tmp_path: Path) -> None:
    shutil.copytree(told, tmp_path / "line")
    assert asyncio.run(unseen(tmp_path / "line")) == []

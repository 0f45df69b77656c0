"""The demo stops before it begins where its profile's institutions could not be imported, and names the wrong rows."""

from pathlib import Path
from typing import cast

import pytest

from bot.cli.demo import first_teacher, for_demo
from bot.domain.demo_names import Player
from bot.profile.files import ProfileError, shipped_names
from bot.profile.load import load_profile
from bot.simulator.client import Person
from tests.support.processes.command_line import ran

GOOD = {"code": "T-1", "name": "Hill School", "kind": "primary_school", "area": "erlang", "above": "EDU"}
SECOND = GOOD | {"code": "T-2", "name": "Other School"}
TOLD = {"harm": "bullying", "outcome": "school_measure"}
FAULTY = [
    ({"code": ""}, "demo.institutions[2]: code: empty"),
    ({"code": "a b"}, "demo.institutions[2] a b: code: letters, digits and hyphens, 2 to 32 of them"),
    ({"code": "T-1"}, "demo.institutions[2] T-1: code: the same as in row 1"),
    ({"name": "12 34"}, "demo.institutions[2] T-2: name: no letter in it"),
    ({"name": "=Hill School"}, "demo.institutions[2] T-2: name: a formula"),
    ({"kind": "zoo"}, "demo.institutions[2] T-2: kind: not one of "),
    ({"area": "atlantis"}, "demo.institutions[2] T-2: area: not an area of this district"),
    ({"above": "NASA"}, "demo.institutions[2] T-2: above: not a body of this district"),
    ({"staff": "many"}, "demo.institutions[2] T-2: staff: a number of people, or one of "),
    ({"children": "0"}, "demo.institutions[2] T-2: children: a number of people, or one of "),
    ({"harm": "weather"}, "demo.institutions[2] T-2: told.harm: not a harm of this district"),
    ({"outcome": "applause"}, "demo.institutions[2] T-2: told.outcome: not an outcome of this district"),
]


def row(cells: dict[str, str], told: dict[str, str]) -> str:
    lines = "".join(f'{name} = "{value}"\n' for name, value in cells.items())
    past = "".join(f'{name} = "{value}", ' for name, value in told.items())
    return f"[[demo.institutions]]\n{lines}told = {{ {past}months_ago = 1 }}\n"


def district(folder: Path, *rows: str) -> str:
    path = folder / "district.toml"
    path.write_text('base = "jiulongpo"\n' + "".join(rows), "utf-8")
    return str(path)


@pytest.mark.parametrize(("wrong", "fault"), FAULTY)
def test_a_wrong_row_stops_the_demo_and_is_named(tmp_path: Path, wrong: dict[str, str], fault: str) -> None:
    cells = SECOND | {name: value for name, value in wrong.items() if name not in TOLD}
    told = TOLD | {name: value for name, value in wrong.items() if name in TOLD}
    with pytest.raises(ProfileError) as caught:
        for_demo(district(tmp_path, row(GOOD, TOLD), row(cells, told)), tmp_path)
    (found,) = caught.value.faults
    assert found.startswith(fault)


async def test_every_wrong_row_is_printed_and_the_demo_ends(tmp_path: Path) -> None:
    path = district(tmp_path, row(GOOD | {"kind": "zoo"}, TOLD), row(SECOND | {"area": "atlantis"}, TOLD))
    code, printed = await ran(tmp_path, "demo", "--port", "0", "--home", str(tmp_path / "demo"), "--profile", path)
    assert code == 2, printed
    assert "Profile: 2 to mend" in printed
    assert "demo.institutions[1] T-1: kind: not one of " in printed
    assert "demo.institutions[2] T-2: area: not an area of this district" in printed


def test_a_wrong_demo_table_does_not_stop_a_line_in_service(tmp_path: Path) -> None:
    """A district that stands on another one, with areas and bodies of its own, has the other's demo beneath it."""
    assert load_profile(district(tmp_path, row(GOOD | {"area": "atlantis"}, TOLD))).areas


@pytest.mark.parametrize("name", sorted({*shipped_names()} - {"demo"}))
def test_every_district_that_ships_has_a_demo(tmp_path: Path, name: str) -> None:
    assert for_demo(name, tmp_path)


@pytest.mark.parametrize(
    ("roles", "place"),
    [(("teacher", "parent"), 0), (("parent", "child", "teacher", "teacher"), 2), (("parent", "child"), None)],
)
def test_the_demo_account_that_is_linked_belongs_to_a_teacher(roles: tuple[str, ...], place: int | None) -> None:
    players = [Player("Alex", role, "en") for role in roles]
    people = [cast("Person", object()) for _ in roles]
    assert first_teacher(players, people) is (None if place is None else people[place])

"""Dataclasses whose methods are compiled late do what others do."""

import dataclasses
import sys
from dataclasses import FrozenInstanceError, dataclass, field, replace
from inspect import signature

import pytest

from bot.late_methods import methods_compiled_late

BEFORE = dict(vars(dataclasses))

with methods_compiled_late():

    @dataclass(frozen=True)
    class Area:
        key: str
        notes: list[str] = field(default_factory=list, compare=False)

    @dataclass(frozen=True, kw_only=True)
    class Town(Area):
        people: int = 0
        hidden: str = field(default="", repr=False)

    class Village(Town):
        """Has no methods of its own."""

    @dataclass(order=True)
    class Step:
        number: int


def test_values_are_equal_by_their_fields() -> None:
    town = Town("east", people=3)
    assert town == Town("east", people=3, notes=["new"])
    assert town not in (Town("east", people=4), Area("east"), "east")
    assert {town: 1}[Town("east", people=3)] == 1
    assert hash(Area("east")) != hash(Area("west"))


def test_values_cannot_be_changed() -> None:
    town = Town("east")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'people'"):
        town.people = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'other'"):
        town.other = 4  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'key'"):
        del town.key
    assert replace(town, people=4) == Town("east", people=4)


def test_values_are_shown_and_ordered_as_always() -> None:
    assert repr(Town("east", hidden="words")) == "Town(key='east', notes=[], people=0)"
    assert sorted([Step(2), Step(1)]) == [Step(1), Step(2)]
    with pytest.raises(TypeError, match="unhashable"):
        hash(Step(1))


def test_the_first_call_puts_the_compiled_methods_into_the_class_that_has_them() -> None:
    assert Town("east", people=3) == Town("east", people=3)
    assert (
        str(signature(Town)) == "(key: str, notes: list[str] = <factory>, *, people: int = 0, hidden: str = '') -> None"
    )
    assert [Town.__init__.__qualname__, Town.__eq__.__qualname__] == ["Town.__init__", "Town.__eq__"]
    assert Village("east", people=3).people == 3
    assert vars(Village).keys().isdisjoint({"__init__", "__eq__"})


def test_nothing_of_python_is_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="stop"), methods_compiled_late():
        assert (vars(dataclasses) == BEFORE) is (sys.version_info >= (3, 13))
        raise ValueError("stop")
    assert vars(dataclasses) == BEFORE

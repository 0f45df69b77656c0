"""Tests of the tests: the suite tries a part, a long run tries all."""

import pytest

from tests.support.domain.examples import LONG, one_of_each, some_for_each, some_of


def test_the_suite_tries_a_part_in_even_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LONG, raising=False)
    assert some_of(range(10), 3) == [0, 3, 6]
    assert some_of("ab", 3) == ["a", "b"]


def test_the_suite_tries_one_of_each_kind_and_each_value_with_some_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LONG, raising=False)
    assert one_of_each(["a1", "a2", "b1", "b2", "c1"], lambda value: value[0]) == ["a1", "b2", "c1"]
    assert some_for_each("xy", [1, 2, 3, 4], 1) == {"x": [1, 3], "y": [2, 4]}
    assert some_for_each("xyz", [1, 2], 1) == {"x": [1], "y": [2], "z": [1]}
    for rows, count, usual in [(3, 7, 1), (16, 21, 3), (5, 4, 9), (1, 6, 2)]:
        tried = some_for_each(range(rows), range(count), usual)
        assert {value for values in tried.values() for value in values} == {*range(count)}
        assert all(len({*values}) == len(values) for values in tried.values())


def test_a_long_run_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LONG, "200")
    assert some_of(range(5), 2) == [0, 1, 2, 3, 4]
    assert one_of_each(range(5), lambda value: value % 2) == [0, 1, 2, 3, 4]
    assert some_for_each("xy", [1, 2], 1) == {"x": [1, 2], "y": [1, 2]}

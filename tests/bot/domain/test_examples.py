"""Tests of the tests: the suite tries a part, a long run tries all."""

import pytest

from tests.support.domain.examples import LONG, some_of


def test_the_suite_tries_a_part_in_even_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(LONG, raising=False)
    assert some_of(range(10), 3) == [0, 3, 6]
    assert some_of("ab", 3) == ["a", "b"]


def test_a_long_run_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LONG, "200")
    assert some_of(range(5), 2) == [0, 1, 2, 3, 4]

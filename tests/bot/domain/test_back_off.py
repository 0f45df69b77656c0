"""Waits before another attempt double, up to a longest one; there is one rule for it."""

import re
from pathlib import Path

from bot.domain.back_off import back_off

ROOT = Path(__file__).parents[3]


def test_waits_double_up_to_the_longest() -> None:
    assert [back_off(failures, 300) for failures in (0, 1, 2, 8, 9, 5000)] == [1, 2, 4, 256, 300, 300]


def test_the_first_wait_may_be_longer_than_a_second() -> None:
    assert [back_off(failures, 300, first=30) for failures in (0, 1, 2, 3, 4)] == [30, 60, 120, 240, 300]


def test_a_count_below_nothing_waits_like_the_first_time() -> None:
    assert back_off(-7, 60) == 1


def test_nobody_else_computes_such_a_wait() -> None:
    paths = [path for room in ("bot", "handlers", "storage") for path in (ROOT / room).rglob("*.py")]
    doubling = re.compile(r"2(\.0)? \*\* ?(min|max|self|failures|attempts|row)")
    found = {path.name for path in paths if doubling.search(path.read_text("utf-8"))}
    assert found == {"back_off.py"}

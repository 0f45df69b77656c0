"""The clock that can be moved, and the one bot that a home holds."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.system import HomeTaken, MovableClock, only_one


def test_moving_the_test_clock_notifies_listeners_and_never_goes_back() -> None:
    clock, told = MovableClock(), []
    clock.on_move(lambda: told.append(1))
    before = clock.now()
    clock.advance(timedelta(days=3))
    assert clock.now() - before >= timedelta(days=3)
    assert told == [1]
    with pytest.raises(ValueError, match="back"):
        clock.advance(timedelta(seconds=-1))


def test_a_second_bot_in_the_same_home_is_refused(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(HomeTaken), only_one(tmp_path):
        pass
    with only_one(tmp_path):
        pass

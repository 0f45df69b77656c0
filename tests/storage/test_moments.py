"""Moments as they are stored: a value that no calendar holds can be read nevertheless, and leaves room for
arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.schema import Moment
from tests.support.clock import START

YEARS = timedelta(days=300_000)


@pytest.mark.parametrize("number", [2**62, 2**63 - 1, 253_402_300_799_999_999, -(2**62), -(2**63)])
def test_a_number_outside_the_calendar_is_read_as_a_far_moment(number: int) -> None:
    read = Moment.moment(number)
    assert read is not None
    assert read.tzinfo is UTC
    assert abs(read - START) > YEARS
    assert (read + YEARS > START) is (number > 0)


def test_every_moment_comes_back_to_the_microsecond() -> None:
    for moment in (START, datetime(1, 1, 1, tzinfo=UTC) + YEARS * 2, datetime(2999, 12, 31, 23, 59, 59, 999_999, UTC)):
        assert Moment.moment(Moment.number(moment)) == moment
    assert Moment.moment(None) is None

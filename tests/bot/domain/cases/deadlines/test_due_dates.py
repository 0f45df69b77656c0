"""A date that an officer has typed for a task, in the district's time; expectations are written by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases.deadlines.due_dates import CHOICES, due_of
from bot.domain.errors import BadAnswer
from tests.support.domain.a_case import ZONE

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
"""Sunday, 16:00 in the district."""


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2026-12-03", "2026-12-03T10:00"),
        ("2026-12-03 15:00", "2026-12-03T07:00"),
        (" 2026/12/3 9:05 ", "2026-12-03T01:05"),
        ("12-03 15:00", "2026-12-03T07:00"),
        ("12/3", "2026-12-03T10:00"),
        ("1-05", "2027-01-05T10:00"),
        ("11-29 15:59", "2027-11-29T07:59"),
        ("11-29 16:01", "2026-11-29T08:01"),
        ("12月3日", "2026-12-03T10:00"),
        ("12月3日 15点", "2026-12-03T07:00"),
        ("12月3号9点半", "2026-12-03T01:30"),
        ("12月3日15时20分", "2026-12-03T07:20"),
        ("２０２６年１２月３日 １５：００", "2026-12-03T07:00"),
        ("2027-02-29", None),
        ("2026-13-01", None),
        ("2026-12-03 25:00", None),
        ("tomorrow", None),
        ("3", None),
        ("", None),
        ("2062-12-03", None),
        ("2026-11-29 15:59", None),
        ("2020-02-29", None),
        ("0000-01-01", None),
        ("0001-01-01 00:00", None),
        ("9999-12-31 23:59", None),
    ],
)
def test_a_date_is_read_as_people_write_it_or_refused(words: str, at: str | None) -> None:
    if at is None:
        with pytest.raises(BadAnswer, match=r"not-a-date|due-too-far|due-in-the-past"):
            due_of(words, ZONE, NOW)
    else:
        assert due_of(words, ZONE, NOW).isoformat()[:16] == at


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2027-12-01T08:00", "2028-02-29T10:00"),
        ("2028-02-29T09:59", "2028-02-29T10:00"),
        ("2028-02-29T10:00", "due-in-the-past"),
        ("2026-12-01T08:00", "not-a-date"),
    ],
)
def test_the_29th_of_february_is_looked_for_in_the_next_leap_year(now: str, at: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    try:
        found = due_of("2-29", ZONE, moment).isoformat()[:16]
    except BadAnswer as refused:
        found = str(refused)
    assert found == at


DATES = st.builds(
    "{:04}-{}-{} {}:{:02}".format,
    *(st.integers(0, most) for most in (9999, 13, 32, 25, 60)),
)


@given(words=st.text(alphabet="0123456789-/.:年月日号点时半分 T", max_size=24) | DATES)
def test_whatever_is_typed_is_a_moment_within_a_year_or_is_refused(words: str) -> None:
    try:
        found = due_of(words, ZONE, NOW)
    except BadAnswer:
        return
    assert timedelta(0) < found - NOW <= timedelta(days=366)


@given(days=st.integers(1, 300), hour=st.integers(0, 23))
def test_every_day_of_the_coming_year_is_read_with_and_without_its_year(days: int, hour: int) -> None:
    then = (NOW.astimezone(ZONE) + timedelta(days=days)).replace(hour=hour, minute=0)
    assert due_of(f"{then:%Y-%m-%d} {hour}:00", ZONE, NOW) == then
    assert due_of(f"{then:%m-%d} {hour}:00", ZONE, NOW) == then


def test_each_choice_of_a_due_date_gives_the_moment_that_its_name_says() -> None:
    days = {name: time / timedelta(days=1) for name, time in CHOICES.items() if name.endswith("d")}
    assert days == {"1d": 1, "3d": 3, "7d": 7, "14d": 14, "30d": 30}
    assert CHOICES["1h"] == timedelta(hours=1)
    assert CHOICES["4h"] == timedelta(hours=4)

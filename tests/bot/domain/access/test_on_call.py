"""Who is on call: a stand-in before a weekday before the rotation; at most one person at every moment, and one of the
list."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.access import on_call as rules
from bot.domain.access.on_call import NOBODY, OnList, Roster
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, PersonKey

ZONE, EIGHT = ZoneInfo("Asia/Shanghai"), time(8)
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Ten in the morning in the district; the shift of the first of the rotation begins that day."""
A, B, C = (PersonKey(name) for name in "abc")
THREE = Roster(AgencyKey("CIV"), tuple(OnList(p, p.upper()) for p in (A, B, C)), begins=date(2026, 3, 2))


def at(days: float = 0, hours: float = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hours)


def who(roster: Roster, moment: datetime) -> PersonKey:
    return rules.on_call(roster, moment, ZONE, EIGHT)


def test_the_rotation_changes_weekly_or_daily_at_eight() -> None:
    assert [who(THREE, at(day)) for day in (0, 6, 7, 13, 14, 21)] == [A, A, B, B, C, A]
    daily = rules.with_length(THREE, 1)
    assert [who(daily, at(day)) for day in range(4)] == [A, B, C, A]
    before_eight, eight = at(1, -2.5), at(1, -2)
    assert (who(daily, before_eight), who(daily, eight)) == (A, B)


def test_a_fixed_weekday_overrides_the_rotation_and_a_stand_in_overrides_both() -> None:
    tuesdays = rules.on_weekday(THREE, 1, C)
    assert [who(tuesdays, at(day)) for day in (0, 1, 2, 8)] == [A, C, A, C]
    helped = rules.stood_in(tuesdays, B, 4, at(1))
    assert [who(helped, at(1, hours)) for hours in (-0.1, 0, 3.9, 4)] == [C, B, B, C]


def test_a_swap_exchanges_two_shifts() -> None:
    swapped = rules.swapped(THREE, at(2), ZONE, EIGHT)
    assert [who(swapped, at(day)) for day in (1, 2, 6, 7, 13, 14)] == [A, B, B, A, A, C]


def test_a_swap_does_not_change_fixed_weekdays() -> None:
    tuesdays = rules.on_weekday(THREE, 1, C)
    swapped = rules.swapped(tuesdays, at(0), ZONE, EIGHT)
    assert [who(swapped, at(day)) for day in range(7)] == [B, C, B, B, B, B, B]
    assert [who(swapped, at(day)) for day in range(7, 15)] == [A, C, A, A, A, A, A, C]
    assert who(swapped, at(1, -2.1)) == B, "until the hour at which the day changes"
    every_day = THREE
    for day in range(7):
        every_day = rules.on_weekday(every_day, day, C)
    with pytest.raises(IllegalStep, match="nobody-to-swap-with"):
        rules.swapped(every_day, at(0), ZONE, EIGHT)


def test_a_swap_or_stand_in_made_by_mistake_can_be_undone() -> None:
    changed = rules.stood_in(rules.swapped(THREE, at(0), ZONE, EIGHT), C, 4, at(0))
    back = rules.as_planned(changed, at(0, 1))
    assert [who(back, at(0, hours)) for hours in (1, 24, 24 * 7)] == [who(THREE, at(0, h)) for h in (1, 24, 24 * 7)]
    for nothing in (THREE, rules.stood_in(THREE, C, 4, at(-1))):
        with pytest.raises(IllegalStep, match="no-stand-ins"):
            rules.as_planned(nothing, at(0))


def change(roster: Roster, moment: datetime) -> tuple[datetime, PersonKey] | None:
    return rules.next_change(roster, moment, ZONE, EIGHT)


def test_the_next_change_is_when_somebody_else_comes_on_call() -> None:
    eight = timedelta(hours=-2)
    assert change(THREE, at(2)) == (at(7) + eight, B), "the shift of the week"
    assert change(rules.on_weekday(THREE, 3, C), at(2)) == (at(3) + eight, C), "a weekday"
    assert change(rules.stood_in(THREE, B, 4, at(2)), at(2)) == (at(2, 4), A), "a stand-in goes home"
    assert change(rules.left(rules.left(THREE, A), B), at(2)) is None, "one alone"
    assert change(Roster(AgencyKey("CIV")), at(2)) is None


def test_an_empty_roster_has_nobody_on_call() -> None:
    assert who(Roster(AgencyKey("CIV")), MONDAY) == NOBODY


def test_somebody_who_cannot_be_called_is_followed_by_the_next_on_the_roster() -> None:
    assert list(rules.in_call_order(rules.on_weekday(THREE, 0, C), MONDAY, ZONE, EIGHT)) == [C, A, B]


@pytest.mark.parametrize(
    "edit",
    [
        lambda: rules.joined(THREE, A, "A"),
        lambda: rules.left(THREE, PersonKey("x")),
        lambda: rules.stood_in(THREE, PersonKey("x"), 4, MONDAY),
        lambda: rules.stood_in(THREE, A, 5, MONDAY),
        lambda: rules.with_length(THREE, 3),
        lambda: rules.on_weekday(THREE, 7, A),
        lambda: rules.swapped(rules.left(rules.left(THREE, A), B), MONDAY, ZONE, EIGHT),
    ],
)
def test_a_roster_refuses_people_and_times_that_it_does_not_know(edit: object) -> None:
    with pytest.raises(IllegalStep):
        edit()  # type: ignore[operator]


PEOPLE = st.sampled_from([PersonKey(name) for name in "abcde"])
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("joined"), PEOPLE),
        st.tuples(st.just("left"), PEOPLE),
        st.tuples(st.just("moved_up"), PEOPLE),
        st.tuples(st.just("with_length"), st.sampled_from([1, 7])),
        st.tuples(st.just("on_weekday"), st.integers(0, 6), PEOPLE | st.just(NOBODY)),
        st.tuples(st.just("stood_in"), PEOPLE, st.sampled_from([4, 24])),
        st.tuples(st.just("swapped")),
        st.tuples(st.just("as_planned")),
    ),
    max_size=15,
)


def edited(roster: Roster, edit: tuple[Any, ...], now: datetime) -> Roster:
    name, *arguments = edit
    beside: dict[str, list[Any]] = {
        "joined": ["Name"],
        "stood_in": [now],
        "swapped": [now, ZONE, EIGHT],
        "as_planned": [now],
    }
    more = beside.get(str(name), [])
    try:
        return getattr(rules, str(name))(roster, *arguments, *more)  # type: ignore[no-any-return]
    except IllegalStep:
        return roster


@given(edits=EDITS, hours=st.lists(st.integers(0, 24 * 30), min_size=1, max_size=20))
def test_after_any_edits_a_roster_with_members_has_one_of_them_on_call(
    edits: list[tuple[Any, ...]], hours: list[int]
) -> None:
    roster = Roster(AgencyKey("CIV"))
    for count, edit in enumerate(edits):
        before = roster
        roster = edited(roster, edit, at(hours=count * 5))
        assert (roster.version > before.version) == (roster != before)
    listed = {one.person for one in roster.people}
    for moment in hours:
        order = list(rules.in_call_order(roster, at(hours=moment), ZONE, EIGHT))
        assert set(order) == listed, "whoever is passed over, somebody else of the list follows"
        assert len(order) == len(set(order))
        assert who(roster, at(hours=moment)) == (order[0] if listed else NOBODY)


@given(edits=EDITS, minutes=st.lists(st.integers(0, 10**7), min_size=1, max_size=10))
def test_the_same_person_is_on_call_until_the_next_change(edits: list[tuple[Any, ...]], minutes: list[int]) -> None:
    roster = Roster(AgencyKey("CIV"))
    for edit in edits:
        roster = edited(roster, edit, at())
    found = change(roster, at())
    moment, after = found if found is not None else (at(400), NOBODY)
    whole = int((moment - at()) / timedelta(minutes=1))
    same = {who(roster, at() + timedelta(minutes=minute % whole)) for minute in minutes}
    assert same == {who(roster, at())}
    if found is not None:
        assert who(roster, moment) == after != who(roster, at())


@given(day=st.integers(0, 800))
def test_in_a_zone_whose_clocks_change_a_shift_ends_where_the_next_begins(day: int) -> None:
    zone, daily = ZoneInfo("Europe/Berlin"), rules.with_length(THREE, 1)
    begin = datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
    ends = [begin]
    for _ in range(3):
        ends.append(rules.shift_ends(daily, ends[-1], zone, EIGHT))
    for first, second in pairwise(ends[1:]):
        person = rules.on_call(daily, first, zone, EIGHT)
        assert person == rules.on_call(daily, second - timedelta(seconds=1), zone, EIGHT)
        assert person != rules.on_call(daily, second, zone, EIGHT)

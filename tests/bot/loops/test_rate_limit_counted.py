"""The rate limit of sending, counted on a given clock; and against Telegram's own counters, as the simulator has
them."""

import math
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import ChatId
from bot.loops.rate_limit import Limits, RateLimit
from bot.simulator.world.flood import Bucket
from tests.support.domain.examples import examples
from tests.support.loops.rate_limit import EDU, NOON, RITA, after, spend


def a_limit() -> RateLimit:
    return RateLimit(Limits(overall=10, overall_burst=10, private=1, private_burst=3, group_minute=4, margin=0), NOON)


def test_a_private_chat_takes_a_small_burst_and_then_one_a_second() -> None:
    limit = a_limit()
    spend(limit, RITA, 3)
    assert RITA in limit.waiting(NOON)
    assert limit.free_at(RITA, NOON) == after(1)
    assert RITA not in limit.waiting(after(1))


def test_a_group_is_limited_to_its_messages_a_minute() -> None:
    limit = a_limit()
    spend(limit, EDU, 2)
    spend(limit, EDU, 2, after(10))
    assert limit.free_at(EDU, after(11)) == after(60)


def test_a_chat_that_waits_for_its_limit_does_not_delay_another() -> None:
    limit = a_limit()
    spend(limit, RITA, 3)
    assert limit.waiting(NOON) == frozenset({RITA})
    assert limit.remaining(NOON) == 6


def test_all_chats_together_have_a_limit() -> None:
    limit = a_limit()
    for number in range(10):
        spend(limit, ChatId(100 + number), 1)
    assert limit.remaining(NOON) == 0
    assert limit.next_free(NOON) == after(0.1)
    assert (limit.remaining(after(0.1)), limit.remaining(after(0.1), danger=True)) == (0, 1)
    assert limit.remaining(after(0.2)) == 1


def test_a_429_pauses_its_chat_for_as_long_as_it_says() -> None:
    limit = a_limit()
    limit.flooded(EDU, 7, NOON)
    assert limit.free_at(EDU, NOON) == after(7)
    assert limit.remaining(NOON) == 9


def test_429_in_two_chats_within_seconds_slows_all_and_stops_none() -> None:
    limit = a_limit()
    limit.flooded(EDU, 7, NOON)
    limit.flooded(RITA, 7, after(2))
    assert limit.remaining(after(2), danger=True) == 0
    assert limit.remaining(after(2.2), danger=True) == 2
    assert limit.remaining(after(5), danger=True) == 5, "half of ten at once, for a while"
    assert limit.remaining(after(2 + 5 * 60), danger=True) == 10


def test_429_in_three_chats_within_seconds_stops_all_for_a_moment() -> None:
    limit = a_limit()
    for number, chat in enumerate((EDU, RITA, ChatId(2))):
        limit.flooded(chat, 7, after(number))
    assert limit.remaining(after(6.9), danger=True) == 0
    assert limit.remaining(after(7.2), danger=True) > 0


def test_several_429s_of_one_chat_or_far_apart_slow_nobody_else() -> None:
    limit = a_limit()
    for number in range(10):
        limit.flooded(RITA, 1, after(number))
    limit.flooded(EDU, 1, after(20))
    assert limit.remaining(after(20), danger=True) == 10


# --- What a 429 teaches ---------------------------------------------------------------------------------------------


def test_after_a_429_a_private_chat_is_given_less_at_once_and_slowly_more_again() -> None:
    limit = RateLimit(Limits(private=1, private_burst=8), NOON)
    spend(limit, RITA, 6)
    limit.flooded(RITA, 3, NOON)
    assert limit.free_at(RITA, NOON) == after(3)
    spend(limit, RITA, 1, after(3))
    assert limit.free_at(RITA, after(3)) == after(4), "one, where there was a flood just now"
    assert burst_at(limit, after(40)) == 4
    limit.flooded(RITA, 3, after(41))
    assert burst_at(limit, after(90)) == 2
    assert burst_at(limit, after(90 + 3 * 60)) == 5
    assert burst_at(limit, after(90 + 9 * 60)) == 8


def burst_at(limit: RateLimit, at: datetime) -> int:
    """How many sends the private chat may make at once."""
    count = 0
    while limit.free_at(RITA, at) <= at:
        spend(limit, RITA, 1, at)
        count += 1
    return count


@settings(deadline=None, max_examples=examples(25))
@given(real=st.integers(1, 8), per_second=st.floats(0.4, 0.99))
def test_the_limit_adapts_to_a_chat_that_accepts_less(real: int, per_second: float) -> None:
    limit, theirs, now = RateLimit(Limits(), NOON), Bucket(per_second, real, 0.0), 0.0
    floods = [0]
    for sends in range(1, 121):
        while True:
            now = max(now, (limit.free_at(RITA, after(now)) - NOON).total_seconds())
            spend(limit, RITA, 1, after(now))
            wait = theirs.wait(1, now)
            if not wait:
                break
            floods[-1] += 1
            limit.flooded(RITA, math.ceil(wait), after(now))
        theirs.spend(1)
        floods += [0] if sends % 30 == 0 else []
    assert sum(floods[1:4]) <= 15, "of ninety sends, where each first one would have been refused"


# --- Calls that were none, and chats that move ----------------------------------------------------------------------


def test_a_call_never_made_does_not_count_against_a_group() -> None:
    limit = a_limit()
    for _ in range(50):
        spend(limit, EDU, 1)
        limit.give_back(EDU, NOON)
    assert limit.free_at(EDU, NOON) == NOON
    assert limit.remaining(NOON, danger=True) == 10
    spend(limit, EDU, 4)
    assert limit.free_at(EDU, NOON) == after(60)


def test_a_call_never_made_does_not_count_against_a_private_chat() -> None:
    limit = a_limit()
    for _ in range(50):
        spend(limit, RITA, 1)
        limit.give_back(RITA, NOON)
    spend(limit, RITA, 2)
    assert limit.free_at(RITA, NOON) == NOON


def test_a_group_that_moved_keeps_its_used_limit() -> None:
    limit, new = a_limit(), ChatId(-1009)
    spend(limit, EDU, 3)
    spend(limit, new, 1, after(10))
    limit.moved(EDU, new)
    assert limit.free_at(new, after(11)) == after(60)
    assert limit.free_at(EDU, after(11)) == after(11)
    limit.moved(EDU, new)
    assert limit.free_at(new, after(11)) == after(60)


def test_chats_at_rest_are_forgotten() -> None:
    limit = a_limit()
    spend(limit, EDU, 4)
    limit.waiting(after(61))
    assert limit.next_free(after(61)) is None


def test_a_clock_moved_ahead_frees_every_chat() -> None:
    limit = a_limit()
    spend(limit, EDU, 4)
    spend(limit, RITA, 3)
    assert not limit.waiting(NOON + timedelta(days=3))


@pytest.mark.parametrize("back", [timedelta(seconds=30), timedelta(hours=3)])
def test_a_clock_that_is_set_back_neither_stops_the_sending_nor_gives_room_twice(back: timedelta) -> None:
    limit = a_limit()
    spend(limit, RITA, 3)
    spend(limit, EDU, 4)
    spend(limit, RITA, 1, after(1))
    earlier = after(1) - back
    assert limit.free_at(RITA, earlier) == earlier + timedelta(seconds=1)
    assert limit.free_at(EDU, earlier) == earlier + timedelta(seconds=59)
    assert limit.remaining(earlier + timedelta(seconds=1), danger=True) == 10
    spend(limit, RITA, 1, earlier + timedelta(seconds=1))
    assert limit.free_at(RITA, earlier + timedelta(seconds=1)) == earlier + timedelta(seconds=2)


def test_a_slow_answer_counts_from_when_telegram_may_have_counted_it() -> None:
    limit = a_limit()
    spend(limit, EDU, 4)
    limit.done(EDU, after(20))
    spend(limit, EDU, 1, after(60))
    assert limit.free_at(EDU, after(60)) == after(60)
    spend(limit, EDU, 1, after(60))
    spend(limit, EDU, 1, after(60))
    assert limit.free_at(EDU, after(60)) == after(80)

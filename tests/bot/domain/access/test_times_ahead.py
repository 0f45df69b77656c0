"""Times that only a clock that was ahead can have set: because of them nobody stays paused, unlocked or throttled for
hours."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.access.receipts import Follower
from bot.domain.access.throttle import after_one_more
from bot.domain.profile import Bucket
from bot.domain.second_factor import FactorKind, SecondFactor, SecondFactorPolicy, is_open, is_waiting

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
HOURS = timedelta(hours=8)
LOCK = SecondFactor(FactorKind.PIN, "hash", confirmed=True)


def test_a_second_factor_opened_while_the_clock_was_ahead_is_closed() -> None:
    policy = SecondFactorPolicy(open=timedelta(minutes=10))
    assert is_open(replace(LOCK, open_until=NOW + timedelta(minutes=10)), policy, NOW)
    assert not is_open(replace(LOCK, open_until=NOW + HOURS), policy, NOW)


def test_wrong_codes_entered_while_the_clock_was_ahead_do_not_pause_for_hours() -> None:
    assert is_waiting(replace(LOCK, wait_until=NOW + timedelta(minutes=15)), NOW)
    assert not is_waiting(replace(LOCK, wait_until=NOW + HOURS), NOW)


def test_a_follower_paused_while_the_clock_was_ahead_may_go_on() -> None:
    assert Follower(NOW, paused_until=NOW + timedelta(minutes=15)).is_paused(NOW)
    assert not Follower(NOW, paused_until=NOW + HOURS).is_paused(NOW)


def test_a_bucket_filled_while_the_clock_was_ahead_has_room() -> None:
    bucket = Bucket(3, timedelta(minutes=20))
    assert after_one_more(NOW + timedelta(minutes=60), bucket, NOW) is None
    assert after_one_more(NOW + HOURS, bucket, NOW) == NOW + timedelta(minutes=20)

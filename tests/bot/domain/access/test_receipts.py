"""Codes of sixty bits, and what follows from wrong ones."""

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from bot.domain.access.receipts import (
    PAUSE,
    WAITS,
    WORD_BITS,
    WORDS,
    WRONG,
    Awaiting,
    Follower,
    asked,
    came,
    code_of,
    left,
)
from bot.domain.ids import ReportId

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def token(number: int) -> str:
    return urlsafe_b64encode(number.to_bytes(8, "big")).decode().rstrip("=")


def test_a_code_has_sixty_bits_and_each_of_them_counts() -> None:
    assert WORDS * WORD_BITS == 60
    codes = {code_of(token(1 << bit)) for bit in range(60)}
    assert len(codes | {code_of(token(0))}) == 61
    assert all(0 <= number < 4096 for code in codes for number in code)


def test_the_fifth_wrong_code_in_a_row_begins_a_pause() -> None:
    follower = asked(None, NOW)
    for tries in range(1, WRONG):
        follower = came(follower, None, NOW)
        assert (follower.wrong, follower.is_paused(NOW)) == (tries, False)
    follower = came(follower, None, NOW)
    assert follower.paused_until == NOW + PAUSE
    assert follower.is_paused(NOW + PAUSE - timedelta(seconds=1))
    assert not follower.is_paused(NOW + PAUSE)


def test_leaving_and_asking_again_does_not_reset_the_count_of_wrong_codes() -> None:
    follower = came(came(None, None, NOW), None, NOW)
    assert asked(left(follower, NOW), NOW).wrong == 2


def test_a_right_code_resets_the_count_of_wrong_ones() -> None:
    assert came(Follower(NOW, wrong=4), ReportId("r"), NOW) == Follower(NOW, report=ReportId("r"))


def test_waiting_for_a_code_ends_after_a_while() -> None:
    follower = asked(None, NOW)
    assert follower.waits_for(NOW + WAITS - timedelta(seconds=1)) == Awaiting.CODE
    assert follower.waits_for(NOW + WAITS) == Awaiting.NOTHING

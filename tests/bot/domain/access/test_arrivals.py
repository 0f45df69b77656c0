"""One sender may send anything in any order. It is limited, the sender is told what was dropped, and nobody else is
affected."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.access.arrivals import BOUNDS, Acceptance, Arrival, Arrivals, Bounds, Judgement, LossNotice
from bot.domain.profile import Bucket

START = datetime(2026, 3, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SMALL = Bounds(usual=Bucket(5, SECOND), alarming=Bucket(3, SECOND), handled_at_once=2)
COMING = st.lists(
    st.tuples(st.sampled_from([0.0, 0.0, 0.0, 0.4, 1.0, 4.0, 30.0]), st.booleans()), min_size=1, max_size=60
)


def judged(coming: list[tuple[float, bool]]) -> list[tuple[datetime, bool, Judgement]]:
    arrivals, now, found = Arrivals(SMALL), START, []
    for gap, alarming in coming:
        now += timedelta(seconds=gap)
        found.append((now, alarming, arrivals.judge(Arrival("rita", alarming), now)))
    return found


@given(COMING)
def test_within_any_span_of_time_no_more_updates_are_accepted_than_the_bound(coming: list[tuple[float, bool]]) -> None:
    found = judged(coming)
    for first in range(len(found)):
        for last in range(first, len(found)):
            span = (found[last][0] - found[first][0]) / SECOND
            taken = [one for one in found[first : last + 1] if one[2].acceptance is not Acceptance.OVER]
            assert len(taken) <= 5 + 3 + 2 * span
            assert sum(not alarming for _, alarming, _ in taken) <= 5 + span


@given(COMING)
def test_a_sender_hears_once_that_updates_are_dropped_and_once_how_many(
    coming: list[tuple[float, bool]],
) -> None:
    lost = 0
    for _, _, one in judged(coming):
        if one.acceptance is Acceptance.OVER:
            assert one.loss_notice is (LossNotice.NOTHING if lost else LossNotice.BEGINS)
            lost += 1
        elif one.loss_notice is LossNotice.ENDS:
            assert one.lost == lost > 0
            lost = 0
        else:
            assert one.loss_notice is LossNotice.NOTHING


@given(COMING)
def test_alarming_words_are_accepted_beyond_the_limit_and_their_loss_is_reported(
    coming: list[tuple[float, bool]],
) -> None:
    for _, alarming, one in judged(coming):
        assert one.alarm_lost == (one.acceptance is Acceptance.OVER and alarming)


@given(COMING)
def test_another_sender_is_accepted_while_one_floods(coming: list[tuple[float, bool]]) -> None:
    arrivals, now = Arrivals(SMALL), START
    for number, (gap, alarming) in enumerate(coming):
        now += timedelta(seconds=gap)
        arrivals.judge(Arrival("rita", alarming), now)
        assert arrivals.judge(Arrival(f"other{number}"), now) == Judgement(Acceptance.TAKEN)


@given(COMING, COMING)
def test_updates_that_could_not_be_stored_do_not_count(
    stored: list[tuple[float, bool]], failed: list[tuple[float, bool]]
) -> None:
    arrivals, untouched, now = Arrivals(SMALL), Arrivals(SMALL), START
    for gap, alarming in stored:
        now += timedelta(seconds=gap)
        arrivals.judge(Arrival("rita", alarming), now)
        untouched.judge(Arrival("rita", alarming), now)
    before = arrivals.counted({"rita"})
    for _, alarming in failed:
        arrivals.judge(Arrival("rita", alarming), now)
    arrivals.put_back(before)
    after = [arrivals.judge(Arrival("rita", alarming), now) for _, alarming in failed]
    assert after == [untouched.judge(Arrival("rita", alarming), now) for _, alarming in failed]


def test_alarming_words_of_a_busy_sender_are_handled_before_their_waiting_updates() -> None:
    arrivals = Arrivals(SMALL)
    fits = [arrivals.judge(Arrival("rita", alarming=True), START).acceptance for _ in range(9)]
    assert fits == [Acceptance.TAKEN, Acceptance.TAKEN, *[Acceptance.AHEAD] * 6, Acceptance.OVER]


def test_two_hundred_forwarded_messages_and_five_albums_are_kept() -> None:
    """A teacher forwards two hundred messages of a class chat at once, then fifty photos."""
    arrivals = Arrivals(BOUNDS)
    assert {arrivals.judge(Arrival("teacher"), START).acceptance for _ in range(250)} == {Acceptance.TAKEN}


def test_a_clock_that_was_ahead_blocks_nobody() -> None:
    arrivals = Arrivals(SMALL)
    for _ in range(9):
        arrivals.judge(Arrival("rita"), START + timedelta(days=3))
    assert arrivals.judge(Arrival("rita"), START).acceptance is Acceptance.TAKEN


def test_a_sender_who_was_quiet_is_forgotten() -> None:
    arrivals = Arrivals(SMALL)
    for number in range(100):
        arrivals.judge(Arrival(f"one{number}"), START)
    arrivals.judge(Arrival("rita"), START + timedelta(minutes=10))
    assert set(arrivals._senders) == {"rita"}

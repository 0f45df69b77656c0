"""A chat that fails is distinguished from a Telegram that cannot be reached: pure counting, on a given clock."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ChatId
from bot.loops.outage import Outage
from tests.support.clock import START, FixedClock

BAD = [ChatId(-number) for number in range(1, 10)]
GOOD = ChatId(7)


def quiet_for(seconds: float) -> tuple[Outage, FixedClock]:
    """An outage without any good answer for so many seconds."""
    clock = FixedClock()
    outage = Outage(clock.now)
    outage.good(GOOD)
    clock.advance(seconds=seconds)
    return outage, clock


# --- One chat ------------------------------------------------------------------------------------------------------


def test_a_bad_chat_is_left_alone_for_1_2_4_8_seconds_and_never_longer_than_a_minute() -> None:
    outage, clock = quiet_for(60)
    pauses = []
    for _ in range(9):
        outage.failed(BAD[0], "ServerFault")
        until = outage.next_change()
        assert until is not None
        pauses.append(pause_of(outage, clock))
        clock.advance(seconds=pauses[-1])
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def pause_of(outage: Outage, clock: FixedClock, *, danger: bool = False) -> int:
    """Whole seconds for which the chat is left alone from now on."""
    ahead = FixedClock(clock.now())
    outage._now = ahead.now  # looks ahead, and back again
    seconds = 0
    while BAD[0] in outage.waiting(danger=danger):
        ahead.advance(seconds=1)
        seconds += 1
    outage._now = clock.now
    return seconds


def test_an_alert_about_danger_is_tried_again_within_a_quarter_of_a_minute_however_often_it_failed() -> None:
    outage, clock = quiet_for(60)
    for _ in range(50):
        outage.failed(BAD[0], "ServerFault")
        clock.advance(minutes=2)
    outage.failed(BAD[0], "ServerFault")
    assert pause_of(outage, clock, danger=True) == 15
    assert pause_of(outage, clock) == 60


def test_a_good_answer_in_a_chat_sets_it_free() -> None:
    outage, _ = quiet_for(60)
    outage.failed(BAD[0], "ServerFault")
    outage.good(BAD[0])
    assert outage.waiting() == frozenset()
    assert outage.failing == frozenset()


def test_a_good_answer_elsewhere_does_not_set_a_bad_chat_free() -> None:
    outage, _ = quiet_for(60)
    outage.failed(BAD[0], "ServerFault")
    outage.good(GOOD)
    assert outage.waiting() == {BAD[0]}


def test_a_row_that_failed_under_another_leader_does_not_begin_with_the_shortest_pause() -> None:
    outage, clock = quiet_for(60)
    outage.failed(BAD[0], "ServerFault", attempts=40)
    assert pause_of(outage, clock) == 32


def test_a_clock_that_is_set_back_leaves_no_chat_alone_for_hours() -> None:
    outage, clock = quiet_for(60)
    for chat in BAD[:4]:
        outage.failed(chat, "ServerFault")
    clock.advance(hours=-8)
    assert outage.waiting() == frozenset()
    assert outage.may_ask


# --- All chats -----------------------------------------------------------------------------------------------------


def test_two_bad_chats_are_no_outage_and_three_are() -> None:
    outage, _ = quiet_for(60)
    for _ in range(20):
        outage.failed(BAD[0], "ServerFault")
        outage.failed(BAD[1], "Uncertain")
    assert not outage.is_away
    outage.failed(BAD[2], "ServerFault")
    assert outage.is_away


def test_where_something_was_answered_well_within_ten_seconds_there_is_no_outage() -> None:
    outage, clock = quiet_for(9)
    for chat in BAD:
        outage.failed(chat, "ServerFault")
    assert not outage.is_away
    clock.advance(seconds=2)
    outage.failed(BAD[0], "ServerFault")
    assert outage.is_away


def test_failures_far_apart_are_no_outage() -> None:
    outage, clock = quiet_for(60)
    for chat in BAD:
        outage.failed(chat, "ServerFault")
        clock.advance(seconds=6)
    assert not outage.is_away


def test_one_good_answer_of_any_kind_ends_an_outage_at_once() -> None:
    outage, _ = quiet_for(60)
    for chat in BAD:
        outage.failed(chat, "ServerFault")
    assert outage.is_away
    outage.good()
    assert not outage.is_away
    assert outage.may_ask
    assert not outage.trouble


def test_while_telegram_is_away_one_message_asks_after_1_2_4_and_then_every_4_seconds() -> None:
    outage, clock = quiet_for(60)
    for chat in BAD[:3]:
        outage.failed(chat, "NotSent")
    asked_at = []
    for _ in range(40):
        if outage.may_ask:
            asked_at.append((clock.now() - START).total_seconds() - 60)
            outage.asking(BAD[len(asked_at) % 3])
        clock.advance(seconds=0.5)
    assert asked_at == [1, 3, 7, 11, 15, 19]


def test_no_chat_is_asked_twice_before_all_have_been_asked() -> None:
    outage, clock = quiet_for(60)
    for chat in BAD[:3]:
        outage.failed(chat, "NotSent")
    outage.asking(BAD[3])
    outage.asking(BAD[4])
    assert {BAD[3], BAD[4]} <= outage.waiting(danger=True)
    assert not outage.begin_round(), "nobody may ask now"
    clock.advance(seconds=4)
    assert outage.begin_round()
    assert not {BAD[3], BAD[4]} & outage.waiting(danger=True)
    assert not outage.begin_round()


def test_what_fails_while_telegram_is_away_says_nothing_of_the_chat() -> None:
    outage, clock = quiet_for(60)
    for _ in range(20):
        for chat in BAD[:3]:
            outage.failed(chat, "NotSent")
        clock.advance(minutes=1)
    outage.good()
    outage.failed(BAD[0], "ServerFault")
    assert pause_of(outage, clock) == 2
    assert not outage.must_tell(BAD[0])


# --- What is told --------------------------------------------------------------------------------------------------


def test_a_refused_token_is_paged_after_the_repeats_at_1_2_and_4_seconds_and_not_before() -> None:
    outage, clock = quiet_for(60)
    pages = []
    for second in range(8):
        if second in {0, 1, 3, 7}:
            outage.failed(BAD[0], "InvalidToken")
            pages.append((second, outage.must_page(), outage.trouble))
        clock.advance(seconds=1)
    assert pages == [(0, False, ""), (1, False, ""), (3, False, ""), (7, True, "InvalidToken")]


def test_an_outage_is_paged_ever_more_seldom() -> None:
    outage, clock = quiet_for(60)
    pages = 0
    for _ in range(3600):
        outage.failed(BAD[0], "NotSent")
        pages += outage.must_page()
        clock.advance(seconds=1)
    assert pages == 10, "after 7, 14, 28, 56, 112 ... seconds"


def test_a_single_failure_is_paged_to_nobody() -> None:
    outage, clock = quiet_for(60)
    for _ in range(100):
        outage.failed(BAD[0], "InvalidToken")
        clock.advance(seconds=2)
        outage.good()
        assert not outage.must_page()
        clock.advance(seconds=30)


def test_supervisors_hear_of_a_chat_once_when_it_alone_has_failed_for_five_minutes() -> None:
    outage, clock = quiet_for(60)
    told = []
    for second in range(0, 1800, 10):
        outage.failed(BAD[0], "ServerFault")
        outage.good(GOOD)
        told += [second] if outage.must_tell(BAD[0]) else []
        clock.advance(seconds=10)
    assert told == [300]


deeds = st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.floats(0.1, 5)), max_size=60)


@given(deeds=deeds)
def test_after_one_good_answer_every_chat_that_never_failed_can_be_written_to(
    deeds: list[tuple[int, bool, float]],
) -> None:
    clock = FixedClock()
    outage = Outage(clock.now)
    failed: set[ChatId] = set()
    for number, is_good, seconds in deeds:
        clock.advance(seconds=seconds)
        if is_good:
            outage.good()
        else:
            outage.failed(BAD[number], "ServerFault")
            failed.add(BAD[number])
    longest = timedelta(seconds=4)
    free_at = outage.next_change() if not outage.may_ask else None
    assert free_at is None or free_at - clock.now() <= longest
    outage.good()
    assert outage.may_ask
    assert outage.waiting() <= failed

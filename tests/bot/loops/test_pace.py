"""The pace of sending, counted on a given clock."""

from datetime import UTC, datetime, timedelta

from bot.domain.ids import ChatId
from bot.loops.pace import Limits, Pace

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RITA, EDU = ChatId(1), ChatId(-5)


def pace() -> Pace:
    return Pace(Limits(overall=10, overall_burst=10, private=1, private_burst=3, group_minute=4), NOON)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def spend(line: Pace, chat: ChatId, times: int, at: datetime = NOON) -> None:
    for _ in range(times):
        line.spend(chat, is_group=chat < 0, now=at)


def test_a_private_chat_takes_a_small_burst_and_then_one_a_second() -> None:
    line = pace()
    spend(line, RITA, 3)
    assert RITA in line.waiting(NOON)
    assert line.free_at(RITA, NOON) == after(1)
    assert RITA not in line.waiting(after(1))


def test_a_group_takes_so_many_a_minute() -> None:
    line = pace()
    spend(line, EDU, 2)
    spend(line, EDU, 2, after(10))
    assert line.free_at(EDU, after(11)) == after(60)


def test_one_chat_that_waits_does_not_hold_up_another() -> None:
    line = pace()
    spend(line, RITA, 3)
    assert line.waiting(NOON) == frozenset({RITA})
    assert line.room(NOON) == 7


def test_all_chats_together_have_a_limit() -> None:
    line = pace()
    for number in range(10):
        spend(line, ChatId(100 + number), 1)
    assert line.room(NOON) == 0
    assert line.next_free(NOON) == after(0.1)
    assert line.room(after(0.1)) == 1


def test_a_429_holds_its_chat_for_as_long_as_it_says() -> None:
    line = pace()
    line.flooded(EDU, 7, NOON)
    assert line.free_at(EDU, NOON) == after(7)
    assert line.room(NOON) == 10


def test_429_in_two_chats_within_seconds_slows_everything() -> None:
    line = pace()
    line.flooded(EDU, 7, NOON)
    line.flooded(RITA, 7, after(2))
    assert line.room(after(3)) == 0
    assert line.room(after(8)) > 0


def test_chats_at_rest_are_forgotten() -> None:
    line = pace()
    spend(line, EDU, 4)
    line.waiting(after(61))
    assert line.next_free(after(61)) is None


def test_a_clock_that_was_moved_sets_everybody_free() -> None:
    line = pace()
    spend(line, EDU, 4)
    spend(line, RITA, 3)
    assert not line.waiting(NOON + timedelta(days=3))

"""When a message that was not delivered is tried again: at the latest after five minutes, an alert about danger after
fifteen seconds, and what a body must get is never given up."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AgencyKey, CaseNumber, ChatId
from bot.domain.notices.notice import Address, Notice, Priority, ToAgency, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.say import SayAlone
from bot.domain.queues.delivery import Later, OutboxRow, Unclear
from bot.domain.queues.next_attempt import PutOff, after_move, after_refusal, later, unclear, until_back

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
MONTH = timedelta(days=30)
SOMEBODY, A_BODY = ToChat(ChatId(7), "en"), ToAgency(AgencyKey("EDU"))


def row(
    to: Address = SOMEBODY, *, priority: Priority = Priority.REPLY, attempts: int = 0, faults: int = 0
) -> OutboxRow:
    notice = Notice(SayAlone(key="lock-was-reset"), to, priority=priority)
    return OutboxRow(1, ChatId(7), "en", notice, attempts, None, None, is_group=to is A_BODY, faults=faults)


def seconds(wait: PutOff | None) -> float:
    assert wait is not None
    assert wait.due_at is not None
    return (wait.due_at - NOW).total_seconds()


@pytest.mark.parametrize(("attempts", "waits"), [(0, 1), (1, 2), (5, 32), (9, 300), (1_000, 300)])
def test_a_row_waits_twice_as_long_each_time_and_five_minutes_at_most(attempts: int, waits: float) -> None:
    assert seconds(later(row(attempts=attempts), Later(), NOW)) == waits


@pytest.mark.parametrize(("attempts", "waits"), [(0, 1), (3, 8), (4, 15), (1_000, 15)])
def test_an_alert_about_danger_waits_fifteen_seconds_at_most(attempts: int, waits: float) -> None:
    assert seconds(later(row(priority=Priority.DANGER, attempts=attempts), Later(), NOW)) == waits


def test_telegrams_own_wait_counts() -> None:
    assert seconds(later(row(), Later(seconds=17.0, reason="RetryAfter", flood=True), NOW)) == 17


def test_a_row_whose_chat_is_away_keeps_its_place_and_is_counted() -> None:
    wait = later(row(), Later(reason="TimedOut", uncertain=True, failed=True, keeps_place=True), NOW)
    assert wait == PutOff(None, None, "TimedOut", attempts=1, uncertain=1)


def test_what_waits_for_the_morning_delays_nothing_and_counts_as_no_attempt() -> None:
    wait = later(row(), Later(until=NOW + MONTH), NOW)
    assert (wait.due_at, wait.not_before, wait.attempts) == (NOW + MONTH, NOW + MONTH, 0)


def test_a_row_follows_its_chat_at_once_but_not_in_a_circle() -> None:
    assert [seconds(after_move(row(attempts=attempts), NOW)) for attempts in (0, 1, 20)] == [0, 2, 300]


def test_a_persons_row_is_given_up_after_twenty_refusals() -> None:
    assert after_refusal(row(faults=18), NOW) == PutOff(NOW + timedelta(seconds=1), None, "ChatRefuses", faults=1)
    assert after_refusal(row(faults=19), NOW) is None


def test_a_bodys_row_is_never_given_up() -> None:
    assert after_refusal(row(A_BODY, attempts=5_000, faults=5_000), NOW) == PutOff(
        NOW + timedelta(minutes=5), None, "ChatRefuses"
    )


def deletes(chat: ChatId, *, attempts: int = 0, faults: int = 0) -> OutboxRow:
    notice = Notice(Wipe(messages=(), cases=(CaseNumber(1),)), ToChat(chat, "en"))
    return OutboxRow(1, chat, "en", notice, attempts, None, None, is_group=chat < 0, faults=faults)


@pytest.mark.parametrize(("attempts", "waits"), [(0, 1), (9, 300), (899, 300), (900, 3600), (1799, 3600)])
def test_what_must_be_deleted_waits_for_somebody_who_has_blocked_the_bot(attempts: int, waits: float) -> None:
    wait = until_back(deletes(ChatId(7), attempts=attempts), NOW)
    assert seconds(wait) == waits
    assert wait is not None
    assert wait.not_before == wait.due_at, "nothing else in the chat waits for it"


def test_what_must_be_deleted_in_a_lost_group_waits_for_ever_and_in_a_former_one_for_ten_weeks() -> None:
    tried = deletes(ChatId(-7), attempts=1800)
    assert until_back(tried, NOW) is None
    assert [seconds(until_back(deletes(ChatId(-7), attempts=one), NOW)) for one in (0, 1799)] == [3600, 3600]
    assert seconds(until_back(tried, NOW, is_lost=True)) == 3600


def test_what_must_be_deleted_in_a_group_is_not_given_up_because_the_group_refuses_messages() -> None:
    assert after_refusal(deletes(ChatId(-7), faults=5_000), NOW) is not None
    assert after_refusal(deletes(ChatId(7), faults=19), NOW) is None


def test_a_deletion_that_a_group_refuses_delays_nothing_else() -> None:
    """The group may be the one of another body by then, and nothing tells of a queue that stands still."""
    at = NOW + timedelta(minutes=5)
    assert after_refusal(deletes(ChatId(-7), attempts=5_000), NOW) == PutOff(at, at, "ChatRefuses")


def test_an_unclear_answer_delays_nothing_else() -> None:
    at = NOW + timedelta(seconds=4)
    assert unclear(Unclear("BadRequest", 4.0), NOW) == PutOff(at, at, "BadRequest", attempts=1, faults=1)

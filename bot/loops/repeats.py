"""How often, and after how long, a message that did not go out is tried again. Rules only; nothing is sent here."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.back_off import back_off
from bot.domain.notices.notice import Priority, ToAgency
from bot.domain.queues.delivery import UNANSWERED, Dead, Later, OutboxRow, Outcome, Unclear

IN_PLACE = 5
"""The number of failures after which a row lets the rows behind it in its chat go first."""
QUICK_REPEATS = 3
"""The number of sends without an answer after which the row is repeated slowly and supervisors are told. A send without
an answer may have arrived."""
MOST_REPEATS = 8
"""The number of sends without an answer after which no more copies are sent. Supervisors are told that the message may
have arrived."""
ASIDE, LONGEST_ASIDE, LONGEST_DANGER_ASIDE = 30.0, 300.0, 30.0
"""Seconds for which it lets them go first, doubled each time up to the second number. For an alert about danger the
third number is the most."""
SLOWLY = (timedelta(seconds=60), timedelta(seconds=300), timedelta(seconds=900))
FAULTS, FAULTS_OF_A_BODY, FAULTS_WHILE_AWAY = 8, 30, 300
"""Unclear attempts before a row is a dead letter: two minutes; for what a body must get, and what waits for a part that
is away (a file, say), about a day."""
LONGEST, LONGEST_OF_A_BODY = 300.0, 3600.0
AWAY = "Unreachable"


def is_for_body(row: OutboxRow) -> bool:
    """Whether the row is for a body."""
    return isinstance(row.notice.to, ToAgency)


def after_failure(row: OutboxRow, outcome: Later, now: datetime, *, is_away: bool) -> Outcome:
    """What becomes of a row whose call failed by a fault of its chat, or (`is_away`) of Telegram."""
    unanswered = row.unanswered + int(outcome.uncertain)
    if outcome.uncertain and unanswered >= MOST_REPEATS:
        return Dead(UNANSWERED, outcome.parts)
    if is_away:
        return replace(outcome, keeps_place=True)
    if outcome.uncertain and unanswered >= QUICK_REPEATS:
        wait = SLOWLY[min(unanswered - QUICK_REPEATS, len(SLOWLY) - 1)]
        return replace(outcome, until=now + wait, tell=outcome.tell or unanswered == QUICK_REPEATS)
    if row.attempts + 1 < IN_PLACE:
        return replace(outcome, keeps_place=True)
    longest = LONGEST_DANGER_ASIDE if row.notice.priority is Priority.DANGER else LONGEST_ASIDE
    aside = back_off(row.attempts + 1 - IN_PLACE, longest, first=ASIDE)
    return replace(outcome, until=now + timedelta(seconds=aside))


def after_fault(row: OutboxRow, outcome: Unclear) -> Outcome:
    """What becomes of a row that may be at fault itself: it is tried again ever more slowly, then it is a dead
    letter."""
    most, longest = FAULTS, LONGEST
    if outcome.reason == AWAY:
        most = FAULTS_WHILE_AWAY
    elif is_for_body(row):
        most, longest = FAULTS_OF_A_BODY, LONGEST_OF_A_BODY
    if row.faults + 1 >= most:
        return Dead(outcome.reason, outcome.parts)
    return replace(outcome, seconds=back_off(row.faults, longest))

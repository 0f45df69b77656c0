"""How often, and after how long, a message that did not go out is tried again. Rules only; nothing is sent here."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.notices.notice import Priority, ToAgency
from bot.ports.delivery import Dead, Later, OutboxRow, Outcome, Unclear

IN_PLACE = 5
"""After so many failures a row lets those behind it in its chat go first."""
QUICK_REPEATS = 3
"""Sends without an answer that are repeated soon. Each may have arrived: from then on slowly, and supervisors hear."""
MOST_REPEATS = 8
"""Sends without an answer after which no more copies are sent: supervisors hear that it may have arrived."""
ASIDE, LONGEST_ASIDE, LONGEST_DANGER_ASIDE = 30.0, 300.0, 30.0
"""Seconds for which it lets them, twice as many each time; for an alert about danger never more than the first."""
SLOWLY = (timedelta(seconds=60), timedelta(seconds=300), timedelta(seconds=900))
FAULTS, FAULTS_OF_A_BODY, FAULTS_WHILE_AWAY = 8, 30, 300
"""Unclear attempts before a row is a dead letter: two minutes; for what a body must get, and what waits for a part that
is away (a file, say), about a day."""
LONGEST, LONGEST_OF_A_BODY = 300.0, 3600.0
AWAY = "Unreachable"


def is_for_body(row: OutboxRow) -> bool:
    """Whether a body waits for it."""
    return isinstance(row.notice.to, ToAgency)


def after_failure(row: OutboxRow, outcome: Later, now: datetime, *, is_away: bool) -> Outcome:
    """What becomes of a row whose call failed with its chat; `is_away`: or with all others."""
    unanswered = row.unanswered + int(outcome.uncertain)
    if outcome.uncertain and unanswered >= MOST_REPEATS:
        return Dead("Unanswered")
    if is_away:
        return replace(outcome, keeps_place=True)
    if outcome.uncertain and unanswered >= QUICK_REPEATS:
        wait = SLOWLY[min(unanswered - QUICK_REPEATS, len(SLOWLY) - 1)]
        return replace(outcome, until=now + wait, tell=outcome.tell or unanswered == QUICK_REPEATS)
    if row.attempts + 1 < IN_PLACE:
        return replace(outcome, keeps_place=True)
    longest = LONGEST_DANGER_ASIDE if row.notice.priority is Priority.DANGER else LONGEST_ASIDE
    aside = min(ASIDE * 2.0 ** min(row.attempts + 1 - IN_PLACE, 10), longest)
    return replace(outcome, until=now + timedelta(seconds=aside))


def after_fault(row: OutboxRow, outcome: Unclear) -> Outcome:
    """What becomes of a row that may be at fault itself: again, more and more slowly, then a dead letter."""
    most, longest = FAULTS, LONGEST
    if outcome.reason == AWAY:
        most = FAULTS_WHILE_AWAY
    elif is_for_body(row):
        most, longest = FAULTS_OF_A_BODY, LONGEST_OF_A_BODY
    if row.faults + 1 >= most:
        return Dead(outcome.reason)
    return replace(outcome, seconds=min(2.0 ** min(row.faults, 20), longest))

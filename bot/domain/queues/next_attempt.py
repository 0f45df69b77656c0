"""When a message that was not delivered is tried again, and after how many attempts it is given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.back_off import back_off
from bot.domain.notices.notice import Priority, ToAgency
from bot.domain.notices.reporter.files import Wipe
from bot.domain.queues.delivery import Later, OutboxRow, Unclear

LONGEST_WAIT = 300
"""The longest wait, in seconds, between two attempts of a row."""
DANGER_WAIT = 15
"""The longest wait, in seconds, between two attempts of an alert about danger."""
CHAT_TRIES = 20
"""After so many attempts (an hour and more) a row for a chat that refuses it is given up. A body's row is never given
up."""
TOLD_AFTER = 3
"""The number of unclear attempts after which supervisors are told that a body's group does not take a row."""
SOON = 900
"""So many attempts (three days) to delete something in the chat of somebody who has blocked the bot follow each other
within `LONGEST_WAIT`. After that, and in a group, it is tried once in an hour."""
AWAY_TRIES = 1800
"""After so many attempts nothing is deleted any more in a chat that cannot be reached: after 40 days, in a group 75."""
HOUR = 3600
REFUSES = "ChatRefuses"
"""The reason of rows that wait for a chat that takes no message."""


@dataclass(frozen=True)
class PutOff:
    """What a row waits for, and what is counted of the attempt."""

    due_at: datetime | None
    """When the row is due. None: as before, so that all rows of the chat go out in order afterwards."""
    not_before: datetime | None = None
    """Later rows of the chat need not wait for it until then; None: as before."""
    reason: str | None = None
    """None: as before."""
    attempts: int = 1
    uncertain: int = 0
    faults: int = 0


def later(row: OutboxRow, outcome: Later, now: datetime) -> PutOff:
    """A row that failed because its chat or Telegram is away keeps its place."""
    uncertain = int(outcome.uncertain)
    if outcome.until is not None:
        return PutOff(outcome.until, outcome.until, outcome.reason, int(outcome.failed), uncertain)
    if outcome.keeps_place:
        return PutOff(None, None, outcome.reason, uncertain=uncertain)
    is_danger = row.notice.priority is Priority.DANGER
    usual = back_off(row.attempts, DANGER_WAIT if is_danger else LONGEST_WAIT)
    seconds = usual if outcome.seconds is None else outcome.seconds
    return PutOff(now + timedelta(seconds=seconds), None, outcome.reason, uncertain=uncertain)


def after_move(row: OutboxRow, now: datetime) -> PutOff:
    """The chat has a new id. Each move waits longer, should ids move in a circle."""
    seconds = 0.0 if row.attempts == 0 else back_off(row.attempts, LONGEST_WAIT)
    return PutOff(now + timedelta(seconds=seconds))


def after_refusal(row: OutboxRow, now: datetime) -> PutOff | None:
    """The chat takes no message now: the row waits. A body's row waits for ever, and so does what must be deleted in a
    group; later rows of the chat need not wait for a deletion. None: it is given up."""
    is_deletion = row.is_group and isinstance(row.notice.content, Wipe)
    stays = is_deletion or isinstance(row.notice.to, ToAgency)
    if not stays and row.faults + 1 >= CHAT_TRIES:
        return None
    at = now + timedelta(seconds=back_off(row.attempts, LONGEST_WAIT))
    return PutOff(at, at if is_deletion else None, REFUSES, faults=int(not stays))


def until_back(row: OutboxRow, now: datetime, *, is_lost: bool = False) -> PutOff | None:
    """Something must be deleted in the chat of somebody who has blocked the bot, or in a group without the bot. It is
    tried again until the chat can be reached, and later rows of the chat need not wait for it. None: it is given up.
    `is_lost`: the group is still the one of a body, which may bring the bot back at any time."""
    if row.attempts >= AWAY_TRIES and not is_lost:
        return None
    is_soon = row.attempts < SOON and not row.is_group
    at = now + timedelta(seconds=back_off(row.attempts, LONGEST_WAIT) if is_soon else HOUR)
    return PutOff(at, at)


def unclear(outcome: Unclear, now: datetime) -> PutOff:
    """The row or the chat may be at fault: later rows of the chat need not wait for this one."""
    at = now + timedelta(seconds=outcome.seconds)
    return PutOff(at, at, outcome.reason, faults=1)

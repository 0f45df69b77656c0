"""One update on its way, and why it was not handled."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class InboxRow:
    """One stored update, leased to this worker. `payload` is the raw JSON."""

    id: int
    lane: str
    payload: bytes
    attempts: int
    received_at: datetime
    lost: int = 0
    """How many times in a row its process died while it was being handled."""


@dataclass(frozen=True)
class RawUpdate:
    """An update as it came. `lane`: updates of one lane must be handled in order."""

    update_id: int
    lane: str
    payload: bytes
    sender: str = ""
    """The keyed hash of the sender; empty where nobody sent it."""


class Retry(StrEnum):
    """What must be done after an update failed."""

    SOON = "soon"
    AT_ONCE = "at_once"
    """Another act changed the same rows first: nothing was wrong, and it is done again at once."""
    WHILE_AWAY = "while_away"
    """The database, the files or Telegram cannot be reached: keep trying for a day."""
    NEVER = "never"
    """No attempt can succeed: the payload is not an update."""


@dataclass(frozen=True)
class Fault:
    """Why an update was not handled: the type of the error, never its words."""

    reason: str
    retry: Retry = Retry.SOON


DATABASE_AWAY = "DatabaseAway"
"""The reason of a fault of the database: it cannot be reached, is damaged, or cannot be written."""

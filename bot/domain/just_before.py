"""Two people press at once: the one who comes second is told who has done what (issue 13, real life)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import AgencyKey, PersonKey

RECENT = timedelta(hours=1)
STEPS = frozenset(
    {
        "acknowledged",
        "declined",
        "assessed",
        "action",
        "answered",
        "close_proposed",
        "closed",
        "reopened",
        "transfer_proposed",
        "transfer_accepted",
        "transfer_returned",
        "transfer_decided",
        "takeover",
        "brought_in",
        "part_done",
        "looked_again",
    }
)
"""Acts that move a case, as its history names them."""


class Line(Protocol):
    """What is read of a line of a case's history."""

    @property
    def at(self) -> datetime: ...
    @property
    def action(self) -> str: ...
    @property
    def agency(self) -> AgencyKey | None: ...
    @property
    def person(self) -> PersonKey | None: ...


@dataclass(frozen=True)
class JustBefore:
    """What somebody did to the case a moment ago. Without the person: a bot knows its officers by keyed hashes only."""

    at: datetime
    action: str
    agency: AgencyKey | None
    is_own: bool
    """It was the very person who asks now."""


def just_before(history: Iterable[Line], person: PersonKey, now: datetime) -> JustBefore | None:
    """The newest step of the last hour; None when there was none. `history`: the newest first."""
    for line in history:
        if now - line.at > RECENT:
            return None
        if line.action in STEPS:
            return JustBefore(line.at, line.action, line.agency, line.person == person)
    return None

"""Another case that one may belong with, and why."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import CaseNumber


class LinkReason(StrEnum):
    """Why two cases may belong together."""

    REPORTER = "reporter"
    """Perhaps the same person told of both."""


@dataclass(frozen=True)
class Link:
    """Another case that this one may belong with; shown to those who may know of both."""

    number: CaseNumber
    reason: LinkReason
    by_hand: bool = False
    """Linked by somebody of the staff: perhaps one situation, but the cases stay two."""

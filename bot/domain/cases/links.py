"""Another case with which a case may belong together, and why."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import CaseNumber


class LinkReason(StrEnum):
    """Why two cases may belong together."""

    REPORTER = "reporter"
    """Perhaps both were reported by the same person."""


@dataclass(frozen=True)
class Link:
    """Another case that may belong to this one; shown to people who may know of both."""

    number: CaseNumber
    reason: LinkReason
    by_hand: bool = False
    """Linked by staff: perhaps one situation, but the cases stay two."""

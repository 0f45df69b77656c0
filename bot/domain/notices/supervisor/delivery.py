"""To supervisors and administrators: what could not be delivered or handled."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content


@dataclass(frozen=True, kw_only=True)
class Undelivered(Content, kind="undelivered"):
    """A message was not delivered. `perhaps`: it may have arrived all the same."""

    number: CaseNumber | None
    perhaps: bool = False


@dataclass(frozen=True, kw_only=True)
class GroupSilent(Content, kind="group_silent"):
    """No message reaches a body's group."""

    agency: AgencyKey
    number: CaseNumber | None = None


@dataclass(frozen=True, kw_only=True)
class NotTaken(Content, kind="not_taken"):
    """A body's group does not accept one message."""

    agency: AgencyKey
    number: CaseNumber | None = None


@dataclass(frozen=True, kw_only=True)
class Parked(Content, kind="parked"):
    """An incoming update was given up after several faults."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class GivenUpRows(Content, kind="given_up"):
    """To administrators: which rows were given up, by name."""

    rows: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class StaffLost(Content, kind="staff_lost"):
    """A member of staff can no longer be reached."""

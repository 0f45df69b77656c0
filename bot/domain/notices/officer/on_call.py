"""Who is on call: messages to the body's group, to the person, to heads. Names are read when it is sent."""

from dataclasses import dataclass

from bot.domain.ids import AgencyKey, CaseNumber, PersonKey
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class RosterShown(Content, kind="roster"):
    """To a member of the body: the roster, with the taps that are theirs. `stands`: whose hours are asked for.
    `off`: who shall perhaps be taken off."""

    agency: AgencyKey
    person: PersonKey
    is_head: bool = False
    stands: int | None = None
    off: int | None = None


@dataclass(frozen=True, kw_only=True)
class WhoIsOnCall(Content, kind="roster_line"):
    """In the body's group: who is on call now. `why`: changed, turn, today."""

    agency: AgencyKey
    why: str


@dataclass(frozen=True, kw_only=True)
class Called(Content, kind="called"):
    """To the officer on call, with a sound: a P1 case waits for them."""

    number: CaseNumber
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class CalledInGroup(Content, kind="called_in_group"):
    """Under the card: who is on call, by name; None: nobody is, and who was told instead."""

    number: CaseNumber
    agency: AgencyKey
    person: PersonKey | None
    is_told: bool = True
    """Where nobody is on call: whether somebody could be told instead."""


@dataclass(frozen=True, kw_only=True)
class NobodyOnCall(Content, kind="nobody_on_call"):
    """To heads and supervisors: an urgent case has come, and the body has nobody on call."""

    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class TakenAndSilent(Content, kind="taken_and_silent"):
    """To the officer who acknowledged: half the time for the first action is over."""

    number: CaseNumber
    urgency: Urgency


@dataclass(frozen=True, kw_only=True)
class TestRing(Content, kind="test_ring"):
    """To the officer on call, once a month: can they hear it?"""

    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class TestRingMissed(Content, kind="test_ring_missed"):
    """To the heads of the body: nobody has confirmed the test ring."""

    agency: AgencyKey
    person: PersonKey

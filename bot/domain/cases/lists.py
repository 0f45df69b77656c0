"""What lists, one case's history and numbers are made of: filters, lines and times, without content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import CaseState
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Mark
from bot.domain.facts import Fact
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    PersonKey,
)
from bot.domain.urgency import Urgency


@dataclass(frozen=True)
class Reply:
    """One answer of the officers to the reporter, as /status shows it; sealed under the case's key."""

    case: CaseId
    at: datetime
    agency: AgencyKey
    """Who answered; the reporter is told the agency, never the officer."""
    text_key: str = ""
    """Canned text key, or empty when the officer used own words."""
    words: str = ""
    """The officer's own words, exactly; empty with a canned text."""


@dataclass(frozen=True)
class Note:
    """An internal note of a case, encrypted under the case's key."""

    case: CaseId
    at: datetime
    agency: AgencyKey | None
    """For which body it was written; None: by a supervisor."""
    words: str


@dataclass(frozen=True)
class Recusal:
    """Somebody has handed a case on: they learn nothing more of it. Sealed under the case's key."""

    case: CaseId
    person: PersonKey
    agency: AgencyKey | None
    """For which they had looked at it; None: as a supervisor."""
    at: datetime
    reason: str
    """In their own words."""
    whole_body: bool = False
    """Said by a head for the whole body."""


@dataclass(frozen=True)
class CaseFilter:
    """What /cases shows. Empty fields do not restrict."""

    agencies: frozenset[AgencyKey] = frozenset()
    """Cases in which one of these agencies has a part (and is not barred)."""
    states: frozenset[CaseState] = frozenset()
    urgency: frozenset[Urgency] = frozenset()
    flags: frozenset[Flag] = frozenset()
    marks: frozenset[Mark] = frozenset()
    """Cases that show all of these now."""
    harms: frozenset[str] = frozenset()
    """Cases of one of these harms, among others."""
    areas: frozenset[str] = frozenset()
    leads: frozenset[AgencyKey] = frozenset()
    """Cases that one of these agencies leads."""
    supports: frozenset[AgencyKey] = frozenset()
    """Cases in which one of these agencies has a part, and another one leads."""
    since: datetime | None = None
    """Received at that moment or later."""
    open_only: bool = True
    waits: bool = False
    """Only cases in which a question waits for somebody's answer; a body that is asked to lead finds its case too."""
    not_seen_by: frozenset[AgencyKey] = frozenset()
    """Leave out cases that bar one of these."""
    not_for: frozenset[PersonKey] = frozenset()
    """Leave out cases that one of these people has handed on."""


@dataclass(frozen=True)
class TaskFilter:
    """What /tasks shows. Empty fields do not restrict."""

    cases: CaseFilter
    """Of which cases."""
    agencies: frozenset[AgencyKey] = frozenset()
    """Tasks that one of these bodies has."""
    owner: PersonKey | None = None
    late: bool = False
    """Only what was due by now."""


@dataclass(frozen=True)
class WorkFilter:
    """What of the work on open cases is asked for: of some bodies, or of one person."""

    cases: CaseFilter
    """Of which cases."""
    agencies: frozenset[AgencyKey] = frozenset()
    owner: PersonKey | None = None
    """What this person has taken, or asked."""
    untaken: bool = False
    """Only parts that nobody of their body has acknowledged, the most urgent class first."""
    taken: bool = False
    """Without those parts."""


@dataclass(frozen=True)
class HistoryLine:
    """One content-free line of a case's history, from the audit log."""

    at: datetime
    action: str
    agency: AgencyKey | None
    facts: Mapping[str, Fact]
    person: PersonKey | None = None


@dataclass(frozen=True)
class Caseload:
    """What a body has in hand, of the open cases that it leads."""

    open: int = 0
    unacknowledged: int = 0
    yellow: int = 0
    red: int = 0

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

MOST_WORDS = 5
"""How many words a list can be filtered by."""
LONGEST_WORDS = 45
"""In bytes: they must fit into the data of a page's button, which Telegram limits to 64."""
MINE, NEW, DUE = "mine", "new", "due"
"""Lists of an officer's own work."""


@dataclass(frozen=True)
class Reply:
    """One answer of the officers to the reporter, as /status shows it; encrypted with the key of the case."""

    case: CaseId
    at: datetime
    agency: AgencyKey
    """The body that answered. The reporter is told the body, never the officer."""
    text_key: str = ""
    """The key of the prepared text; '' when the officer used own words."""
    words: str = ""
    """The officer's own words, exactly; '' with a prepared text."""


@dataclass(frozen=True)
class Note:
    """An internal note of a case, encrypted under the case's key."""

    case: CaseId
    at: datetime
    agency: AgencyKey | None
    """The body for which it was written; None for a supervisor."""
    words: str


@dataclass(frozen=True)
class Recusal:
    """Somebody has handed a case on, and learns nothing more of it. Encrypted with the key of the case."""

    case: CaseId
    person: PersonKey
    agency: AgencyKey | None
    """The body for which they had looked at it; None for a supervisor."""
    at: datetime
    reason: str
    """In their own words."""
    whole_body: bool = False
    """Whether a head said it for the whole body."""


@dataclass(frozen=True)
class CaseFilter:
    """The filter of /cases. An empty field does not restrict."""

    agencies: frozenset[AgencyKey] = frozenset()
    """Cases in which one of these agencies has a part (and is not barred)."""
    states: frozenset[CaseState] = frozenset()
    urgency: frozenset[Urgency] = frozenset()
    flags: frozenset[Flag] = frozenset()
    marks: frozenset[Mark] = frozenset()
    """Cases that have all of these marks now."""
    harms: frozenset[str] = frozenset()
    """Cases with one of these harms."""
    areas: frozenset[str] = frozenset()
    leads: frozenset[AgencyKey] = frozenset()
    """Cases that one of these agencies leads."""
    supports: frozenset[AgencyKey] = frozenset()
    """Cases in which one of these agencies has a part, and another one leads."""
    since: datetime | None = None
    """Received at that moment or later."""
    open_only: bool = True
    waits: bool = False
    """Only cases in which a question waits for somebody's answer. Cases of a body that is asked to lead are
    included."""
    not_seen_by: frozenset[AgencyKey] = frozenset()
    """Leave out cases that bar one of these."""
    not_for: frozenset[PersonKey] = frozenset()
    """Leaves out cases that one of these people has handed on."""


@dataclass(frozen=True)
class TaskFilter:
    """The filter of /tasks. An empty field does not restrict."""

    cases: CaseFilter
    """Tasks of these cases."""
    agencies: frozenset[AgencyKey] = frozenset()
    """Tasks of one of these bodies."""
    owner: PersonKey | None = None
    late: bool = False
    """Only tasks that were due by now."""


@dataclass(frozen=True)
class WorkFilter:
    """Which work on open cases is wanted: that of some bodies, or of one person."""

    cases: CaseFilter
    """Work on these cases."""
    agencies: frozenset[AgencyKey] = frozenset()
    owner: PersonKey | None = None
    """Work that this person has taken, or questions that they have asked."""
    untaken: bool = False
    """Only parts that nobody of the body has acknowledged, the most urgent class first."""
    taken: bool = False
    """Leaves those parts out."""


@dataclass(frozen=True)
class RecordedAct:
    """One act in a case's history without content, from the audit log."""

    at: datetime
    action: str
    agency: AgencyKey | None
    facts: Mapping[str, Fact]
    person: PersonKey | None = None


@dataclass(frozen=True)
class Caseload:
    """What a body has to do, in the open cases that it leads."""

    open: int = 0
    unacknowledged: int = 0
    yellow: int = 0
    red: int = 0


@dataclass(frozen=True)
class StoredWorklist:
    """Somebody's live worklist: for which bodies it was made, and when they last asked for it."""

    agencies: frozenset[AgencyKey]
    shown_at: datetime

"""What `/stats`, `/board`, the weekly report and the export are made of, for one period and one reader.

Everything in it may be shown to that reader as it stands: small cells are hidden already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import AgencyKey
from bot.domain.urgency import Urgency


class HiddenCount(StrEnum):
    """Why a count is not shown."""

    SMALL = "small"
    """The count is 1 to 4, and is shown as "<5"."""
    WITHHELD = "withheld"
    """The count is left out, so that no other cell can be found by subtraction."""


@dataclass(frozen=True)
class Count:
    """A count that may be hidden. `value` is None exactly where it is hidden."""

    value: int | None = 0
    hidden: HiddenCount | None = None


@dataclass(frozen=True)
class Share:
    """A part of a whole: `part` of `of`. There is no share of zero."""

    part: int = 0
    of: int = 0

    @property
    def percent(self) -> int | None:
        """Rounded; None where nothing was due."""
        return round(100 * self.part / self.of) if self.of else None


@dataclass(frozen=True)
class Times:
    """How long a step took, the limit, and how many of those due in the period were done in time. The median and the
    90th percentile are upper edges of log buckets with ratio 1.15; None if n is 0."""

    n: int = 0
    median: timedelta | None = None
    p90: timedelta | None = None
    limit: timedelta | None = None
    """The longest limit of the classes that are counted; None where they differ and no single line can be drawn."""
    in_time: Share = field(default_factory=Share)


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included, in the district's zone. `closed`: `last` is over."""

    word: str
    """day, week, month, quarter."""
    first: date
    last: date
    closed: bool = False


@dataclass(frozen=True)
class Filter:
    """What the numbers are of; None does not restrict."""

    body: AgencyKey | None = None
    urgency: Urgency | None = None
    harm: str | None = None
    area: str | None = None


@dataclass(frozen=True)
class LateBody:
    """Chart 1, K4: the missed deadlines that one body has now, by the class of their cases; `oldest`: how long the
    longest of each class is late."""

    agency: AgencyKey
    by_class: Mapping[Urgency, int]
    oldest: Mapping[Urgency, timedelta]


@dataclass(frozen=True)
class BodyTimes:
    """One body as the lead (chart 2, K2 and K3)."""

    agency: AgencyKey
    acknowledge: Times
    assess: Times


@dataclass(frozen=True)
class Week:
    """Charts 3 and 4, K1 and K11: one week from Monday `first`, the running one too (`closed` is False)."""

    first: date
    closed: bool
    opened: Mapping[Urgency, int]
    ended: Mapping[Urgency, int]
    """Closed or merged into another case."""
    stock: int
    """Open cases at the end of the week, or now."""
    answered: Share
    """The share of answers due in this week that were given within 3 days."""
    outcome: Share
    """The share of outcomes due in this week that came within 90 days."""


@dataclass(frozen=True)
class Silent:
    """Chart 5, K6: an institution that must report and has not in twelve closed months, or never. No day: it would
    tell when somebody of it reported. Without a name where the reader's second factor is shut."""

    name: str = ""
    kind: str = ""
    never: bool = True


@dataclass(frozen=True)
class QuestionStep:
    """Chart 6, K14: one question of the intake, in the order in which it is asked."""

    question: str
    reached: int
    answered: int
    skipped: int
    left: int
    """Conversations that ended here without being sent."""
    unknown: int = 0
    """Answered with "don't know"."""


@dataclass(frozen=True)
class Funnel:
    """Chart 6, K14: conversations that ended in the period; per path and language how many were started and sent."""

    started: int = 0
    sent: int = 0
    partial: int = 0
    """Sent as they stood, without the minimum answers."""
    left: int = 0
    minutes: float | None = None
    """Median from the first message to sending."""
    steps: tuple[QuestionStep, ...] = ()
    by_path: Mapping[str, Share] = field(default_factory=dict)
    by_language: Mapping[str, Share] = field(default_factory=dict)


@dataclass(frozen=True)
class Bar:
    """One bar of a histogram or a ranking. `key` is an option of the profile, or a key of the program itself."""

    key: str
    count: Count


@dataclass(frozen=True)
class HeatCell:
    """Chart 8, K7: cases that name this harm, of children of this age (and sex, '' for all)."""

    harm: str
    age: str
    sex: str
    count: Count


@dataclass(frozen=True)
class Matrix:
    """Chart 9, K15: class that the triage gave and class after the bodies looked, for cases assessed in the period."""

    cells: Mapping[Urgency, Mapping[Urgency, int]] = field(default_factory=dict)
    """First by the class of the triage: a board waits in the outbox as JSON, which has no pairs for keys."""


@dataclass(frozen=True)
class OpenNow:
    """K4: open at this moment."""

    total: int = 0
    unacknowledged: int = 0
    unassessed: int = 0
    yellow: int = 0
    red: int = 0
    late: int = 0
    """Cases with a missed deadline."""


@dataclass(frozen=True)
class Delivery:
    """K16: messages that call a body (alerts)."""

    sent: int = 0
    failed: int = 0
    p95: timedelta | None = None
    """Delay from being written to having arrived."""


@dataclass(frozen=True)
class JobRun:
    """K16: the day on which something that is done once a day, or once a week, was last done."""

    job: str
    day: date


@dataclass(frozen=True)
class Board:
    """All numbers of one period for one reader. Collections are empty where there is nothing, or where the reader or
    the filter allows none."""

    period: Period
    filter: Filter
    at: datetime
    """The moment for which "now" stands."""
    reports: Count = field(default_factory=Count)
    """K1: reports received."""
    by_class: Mapping[Urgency, Count] = field(default_factory=dict)
    """K1, by the class that the triage gave."""
    ended: int = 0
    """Cases closed in the period."""
    merged: int = 0
    """How many cases were merged into another in the period."""
    acknowledge: Times = field(default_factory=Times)
    assess: Times = field(default_factory=Times)
    answer: Times = field(default_factory=Times)
    outcome: Times = field(default_factory=Times)
    yellow: int = 0
    """How many marks were set in the period."""
    red: int = 0
    now: OpenNow = field(default_factory=OpenNow)
    late: tuple[LateBody, ...] = ()
    """Chart 1; the longest late first."""
    bodies: tuple[BodyTimes, ...] = ()
    """Chart 2."""
    weeks: tuple[Week, ...] = ()
    """Charts 3 and 4: twelve weeks up to the one of `at`, oldest first, whatever the period is."""
    reporters: tuple[Bar, ...] = ()
    """Chart 5: kinds of reporters, the most frequent first."""
    silent: tuple[Silent, ...] = ()
    """Chart 5."""
    funnel: Funnel = field(default_factory=Funnel)
    """Chart 6."""
    delays: tuple[Bar, ...] = ()
    """Chart 7, K9: from the last event to the report, in the order of the question's options."""
    heat: tuple[HeatCell, ...] = ()
    """Chart 8: closed months only; of each harm one cell per age band."""
    heat_by_sex: tuple[HeatCell, ...] = ()
    """K7: the same cells, each told apart by sex; those of no cases are left out."""
    heat_period: Period | None = None
    """Which closed months `heat`, `heat_by_sex` and `areas` are of."""
    areas: tuple[Bar, ...] = ()
    """K8: closed months only."""
    matrix: Matrix = field(default_factory=Matrix)
    """Chart 9."""
    ladder: Mapping[AgencyKey, Share] = field(default_factory=dict)
    """K5: steps fired of alerts, per body (`percent` is steps per hundred alerts)."""
    outcomes: tuple[Bar, ...] = ()
    """K10."""
    safe: tuple[Bar, ...] = ()
    """K10: child safe: yes, plan, no."""
    transfers: int = 0
    """K12."""
    declines: int = 0
    chains: int = 0
    """K12: cases that two or more bodies handed on or declined."""
    repeats: int = 0
    """K13: reports on perhaps the same child within 90 days."""
    reopened: int = 0
    """K13."""
    delivery: Delivery | None = None
    """K16: of all bodies together; None where the reader or the filter allows none."""
    jobs: tuple[JobRun, ...] = ()
    """K16: those that have ever been done."""

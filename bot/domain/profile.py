"""The district's profile as immutable values: agencies, questions, triage, routing, deadlines, numbers. All data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.demo_names import DemoNames
from bot.domain.ids import AgencyKey
from bot.domain.report import Path
from bot.domain.second_factor import SecondFactorPolicy
from bot.domain.urgency import Urgency


@dataclass(frozen=True)
class Condition:
    """Holds for a set of facts (`question:option` and named groups) when all of `all`, one of `any`, none of `none`."""

    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def is_met(self, facts: frozenset[str]) -> bool:
        """Whether the facts meet the condition."""
        return self.all <= facts and (not self.any or bool(self.any & facts)) and not (self.none & facts)


class QuestionKind(StrEnum):
    """How a question is answered (intake.md, Types)."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"
    LONG = "long"
    PLACE = "place"
    MEDIA = "media"
    CONTACT = "contact"
    INFO = "info"
    """Nothing is asked: go on, read more, stop (Q07)."""


@dataclass(frozen=True)
class IntakeQuestion:
    """One screen of the intake."""

    id: str
    ref: str
    """The id in intake.md (Q01 …)."""
    kind: QuestionKind
    options: tuple[str, ...] = ()
    required: bool = False
    """No Skip button; then one option means 'I don't know'."""
    exclusive: frozenset[str] = frozenset()
    """Options of a many-question that stand alone (none, don't know)."""
    when: tuple[Condition, ...] = ()
    """Asked when one of these holds; always when empty."""
    text: bool = False
    """An option question that also takes words (Q16, Q18)."""
    module: str = ""
    columns: int = 1
    ask_again: tuple[Condition, ...] = ()
    """A first Skip is answered by asking once more while one of these holds (Q21, mandated reporters)."""
    joined: str = ""
    """Another question that is asked on the same screen, with those of the own options that need it."""
    joined_for: frozenset[str] = frozenset()
    not_of_oneself: frozenset[str] = frozenset()
    """Options that make no sense to somebody who tells of themselves."""


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """All questions, and their order per path. One per profile, so it is told from others by identity."""

    questions: Mapping[str, IntakeQuestion]
    order: Mapping[Path, tuple[str, ...]]
    groups: tuple[tuple[str, tuple[Condition, ...]], ...]
    """Named facts, derived in this order from answers and earlier groups."""
    keywords: Mapping[str, tuple[str, ...]]
    """Group name -> words and phrases that set fact `words:<group>` when found in free text (T21), case-folded."""
    required: tuple[str, ...]
    one_of: tuple[str, ...]
    """Minimum to send: all of `required`, one of `one_of`."""
    harmless: tuple[str, ...] = ()
    """Phrases that only look like a keyword: what stands inside them is not found."""


@dataclass(frozen=True)
class TriageRule:
    """A floor (or a raise) for a class when one of the conditions holds."""

    id: str
    when: tuple[Condition, ...]
    floor: Urgency | None = None
    levels: int = 0
    """Levels up (T19, T20)."""
    add: tuple[AgencyKey, ...] = ()
    flags: tuple[str, ...] = ()
    last: bool = False
    """Only looked at when no floor was set before it (T22, T23)."""


@dataclass(frozen=True)
class Route:
    """Lead and supports of a harm type; the first route whose condition holds wins."""

    harm: str
    lead: AgencyKey
    supports: tuple[AgencyKey, ...]
    when: tuple[Condition, ...] = ()
    floor: Urgency = Urgency.P4
    """How grave the type is by itself: decides the lead among several types."""


@dataclass(frozen=True)
class ConflictRule:
    """A rule that says which body must not know of a case, and which one answers instead."""

    id: str
    when: tuple[Condition, ...]
    bar: tuple[AgencyKey, ...]
    add: tuple[AgencyKey, ...] = ()
    lead: AgencyKey | None = None


@dataclass(frozen=True)
class TaskTemplate:
    """Something that bodies often have to do in a case; its words are the text `task-KEY`."""

    key: str
    due: timedelta
    """How long it may take, unless somebody says otherwise."""
    harms: tuple[str, ...] = ()
    """For which kinds of harm it is offered; none: for all."""
    agency: AgencyKey | None = None
    """Which body usually does it; None: the one that makes it."""


@dataclass(frozen=True)
class ClassLimits:
    """Deadlines of one class."""

    acknowledge: timedelta
    first_action: timedelta
    assess: timedelta
    repeat: timedelta | None
    """Reminder interval until done; None: daily at `Policy.daily_at`."""
    call_back: timedelta | None = None
    """The district's wish, promised to nobody: the reporter hears so soon. None: it has none in this class."""


@dataclass(frozen=True)
class Bucket:
    """A rate limit (token bucket): `capacity` reports may come at once, and one more in each `every`."""

    capacity: int
    every: timedelta


@dataclass(frozen=True)
class Throttle:
    """How many new reports pass before the next ones wait for a look."""

    account: Bucket = Bucket(6, timedelta(hours=2))
    institution: Bucket = Bucket(30, timedelta(minutes=30))
    waits: timedelta = timedelta(hours=24)
    """A quarantined report passes by itself if nobody has looked at it within this time."""
    danger: Bucket = Bucket(10, timedelta(minutes=30))
    """A rate limit for one account's reports of danger now or of class P1. These reports pass up to this limit while
    others wait."""
    waits_urgent: timedelta = timedelta(minutes=15)
    """As `waits`, for P1 and P2 (SG43)."""


@dataclass(frozen=True)
class Policy:
    """Deadlines, ladder, quiet hours, retention (triage-routing-clocks.md)."""

    limits: Mapping[Urgency, ClassLimits]
    reply: timedelta
    """What the receipt promises, the same in every class."""
    outcome: timedelta
    support_factor: float
    daily_at: time
    digest_at: time
    quiet_from: time
    quiet_to: time
    """No first message to a reporter in between, district time (SG16)."""
    copies: Mapping[Urgency, str]
    """How the supervising body gets it: alert, copy, digest."""
    danger_idle: timedelta
    """With the answer "maybe today": the time after the last act at which a danger conversation is sent although the
    kind of harm is not answered."""
    draft_retention: timedelta
    draft_retention_organisation: timedelta
    case_retention: timedelta
    max_files: int
    max_bytes: int
    max_file_bytes: int
    allowed_types: tuple[str, ...]
    media_mode: str
    """refuse, restricted, seal (SG34)."""
    seal_to: Mapping[str, str] = field(default_factory=dict)
    """Role (police, supervising) -> public key that files are sealed to in mode seal (SG35)."""
    throttle: Throttle = field(default_factory=Throttle)
    half: float = 0.5
    """Share of the time after which the lead is reminded; the breach comes at 1."""
    double: float = 2.0
    """Multiple of the time at which the last step of the ladder is taken."""
    danger_idle_now: timedelta = timedelta(minutes=2)
    """As `danger_idle`, with the answer "yes, now"."""
    danger_contact: timedelta = timedelta(minutes=60)
    """How long after their last act an officer may write to somebody who pressed the button. Their conversation stays
    open until then."""
    retention_by_class: Mapping[Urgency, timedelta] = field(default_factory=dict)
    retention_by_outcome: Mapping[str, timedelta] = field(default_factory=dict)
    """How long a closed case is kept where that is not `case_retention`."""


@dataclass(frozen=True)
class Agency:
    """A body of the district; its name is text `agency-<KEY>`."""

    key: AgencyKey
    roles: frozenset[str] = frozenset()
    """supervising, police, families."""
    phone: str = ""
    """Under which the body can be called at any hour; empty when the profile knows none."""


@dataclass(frozen=True)
class DutyTraining:
    """What /duty shows: the situations in which the law wants a report, and questions about them."""

    situations: tuple[str, ...] = ()
    """A screen each: the text `duty-situation-KEY`."""
    questions: Mapping[str, str] = field(default_factory=dict)
    """Key -> the right answer, yes or no; the texts are `duty-question-KEY` and, once answered, `duty-answer-KEY`."""

    @property
    def pages(self) -> int:
        """How many screens there are, with the last one."""
        return len(self.situations) + len(self.questions) + 1


@dataclass(frozen=True)
class Profile:
    """One district's line, validated."""

    name: str
    zone: ZoneInfo
    languages: tuple[str, ...]
    """Locale folders, first is the default: en, zh-Hans."""
    staff_language: str
    agencies: Mapping[AgencyKey, Agency]
    questionnaire: Questionnaire
    triage: tuple[TriageRule, ...]
    routes: tuple[Route, ...]
    conflicts: tuple[ConflictRule, ...]
    harms: tuple[str, ...]
    areas: tuple[str, ...]
    outcomes: tuple[str, ...]
    policy: Policy
    numbers: Mapping[str, str]
    """Telephone numbers by name: police, ambulance, youth, psychological, and the district's own; in the order in
    which they are shown."""
    second_factor: SecondFactorPolicy
    """What opens content for those who read reports."""
    tasks: tuple[TaskTemplate, ...] = ()
    questions_to_reporter: tuple[str, ...] = ()
    """Approved questions; the words are the text `ask-KEY`."""
    institution_kinds: Mapping[str, str] = field(default_factory=dict)
    """Kinds of institutions that must report -> the option of the question `who` that their staff are; the kind is
    named by the text `institution-kind-KEY`."""
    duty: DutyTraining = field(default_factory=DutyTraining)
    demo: DemoNames = field(default_factory=DemoNames)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The profile's own texts: language -> key -> message as Fluent. They replace those that are shipped."""

    def task_templates(self, harms: Collection[str]) -> tuple[TaskTemplate, ...]:
        """What is offered in a case of these kinds of harm."""
        return tuple(one for one in self.tasks if not one.harms or not set(one.harms).isdisjoint(harms))

    def agency_with(self, role: str) -> AgencyKey:
        """The one agency that holds the role (supervising, police); KeyError when the profile has none."""
        for agency in self.agencies.values():
            if role in agency.roles:
                return agency.key
        raise KeyError(role)

    def phone_of(self, agency: AgencyKey) -> tuple[str, bool]:
        """The number under which this body can be called, and whether it is its own: else the general one of the
        district, or the police's."""
        body = self.agencies.get(agency)
        if body is not None and body.phone:
            return body.phone, True
        return self.numbers.get("city") or self.numbers["police"], False

"""The tables of a profile's TOML: what each may hold, and what it becomes."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PositiveInt

from bot.domain.ids import AgencyKey
from bot.domain.profile import (
    Agency,
    Bucket,
    ClassLimits,
    Condition,
    ConflictRule,
    DutyTraining,
    IntakeQuestion,
    QuestionKind,
    Route,
    TaskTemplate,
    Throttle,
    TriageRule,
)
from bot.domain.second_factor import FactorKind, SecondFactorPolicy
from bot.domain.urgency import Urgency
from bot.profile.values import Duration, Key, PublicKey


def _condition(value: object) -> object:
    """A bare fact is a condition with this one fact."""
    return {"all": [value]} if isinstance(value, str) else value


class Table(BaseModel):
    """A TOML table: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class ConditionTable(Table):
    """Facts that must all, in part, or not at all hold."""

    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def value(self) -> Condition:
        """Converts the table to the domain's `Condition`."""
        return Condition(self.all, self.any, self.none)


When = list[Annotated[ConditionTable, BeforeValidator(_condition)]]


def conditions(when: When) -> tuple[Condition, ...]:
    """Converts the tables to the domain's conditions. One of the conditions must hold."""
    return tuple(condition.value() for condition in when)


class AgencyTable(Table):
    """The table `[[agency]]`: a body."""

    key: Key
    roles: frozenset[Literal["supervising", "police", "families"]] = frozenset()
    phone: Annotated[str, Field(pattern=r"^[0-9+ -]*$")] = ""

    def value(self) -> Agency:
        """Converts the table to the domain's `Agency`."""
        return Agency(AgencyKey(self.key), frozenset(self.roles), self.phone)


class QuestionTable(Table):
    """The table `[[question]]`: one question of the conversation."""

    id: Key
    ref: str
    kind: QuestionKind
    options: tuple[Key, ...] = ()
    options_from: Literal["harms", "areas", ""] = ""
    required: bool = False
    exclusive: frozenset[str] = frozenset()
    when: When = []
    text: bool = False
    module: str = ""
    columns: Annotated[int, Field(ge=1, le=8)] = 1
    ask_again: When = []
    joined: str = ""
    joined_for: frozenset[str] = frozenset()
    not_of_oneself: frozenset[str] = frozenset()

    def value(self, lists: Mapping[str, tuple[str, ...]]) -> IntakeQuestion:
        """Converts the table to the domain's `IntakeQuestion`."""
        return IntakeQuestion(
            id=self.id,
            ref=self.ref,
            kind=self.kind,
            options=self.options or lists.get(self.options_from, ()),
            required=self.required,
            exclusive=self.exclusive,
            when=conditions(self.when),
            text=self.text,
            module=self.module,
            columns=self.columns,
            ask_again=conditions(self.ask_again),
            joined=self.joined,
            joined_for=self.joined_for,
            not_of_oneself=self.not_of_oneself,
        )


class GroupTable(Table):
    """`[[group]]`: a fact that has a name."""

    name: Key
    when: Annotated[When, Field(min_length=1)]


class MinimumTable(Table):
    """`[minimum]`: what a report must hold."""

    required: tuple[str, ...]
    one_of: tuple[str, ...]


class TriageTable(Table):
    """`[[triage]]`: a rule of the class."""

    id: Key
    when: When = []
    floor: Urgency | None = None
    levels: Annotated[int, Field(ge=0, le=3)] = 0
    add: tuple[AgencyKey, ...] = ()
    flags: tuple[str, ...] = ()
    last: bool = False

    def value(self) -> TriageRule:
        """Converts the table to the domain's `TriageRule`."""
        return TriageRule(self.id, conditions(self.when), self.floor, self.levels, self.add, self.flags, self.last)


class RouteTable(Table):
    """`[[route]]`: who leads and who supports in one kind of harm."""

    harm: str
    lead: AgencyKey
    supports: tuple[AgencyKey, ...]
    when: When = []
    floor: Urgency

    def value(self) -> Route:
        """Converts the table to the domain's `Route`."""
        return Route(self.harm, self.lead, self.supports, conditions(self.when), self.floor)


class TaskTable(Table):
    """`[[task]]`: one that a new case brings."""

    key: Key
    due: Duration
    harms: tuple[Key, ...] = ()
    agency: AgencyKey | None = None

    def value(self) -> TaskTemplate:
        """Converts the table to the domain's `TaskTemplate`."""
        return TaskTemplate(self.key, self.due, self.harms, self.agency)


class ConflictTable(Table):
    """`[[conflict]]`: whom the facts bar from a case."""

    id: Key
    when: Annotated[When, Field(min_length=1)]
    bar: tuple[AgencyKey, ...]
    add: tuple[AgencyKey, ...] = ()
    lead: AgencyKey | None = None

    def value(self) -> ConflictRule:
        """Converts the table to the domain's `ConflictRule`."""
        return ConflictRule(self.id, conditions(self.when), self.bar, self.add, self.lead)


class LimitsTable(Table):
    """`[limits.P1]`: how soon a class wants each step."""

    acknowledge: Duration
    first_action: Duration
    assess: Duration
    repeat: Duration | None = None
    call_back: Duration | None = None

    def value(self) -> ClassLimits:
        """Converts the table to the domain's `ClassLimits`."""
        return ClassLimits(self.acknowledge, self.first_action, self.assess, self.repeat, self.call_back)


class DeadlinesTable(Table):
    """The table `[deadlines]`."""

    reply: Duration
    outcome: Duration
    support_factor: Annotated[float, Field(ge=1)]
    half: Annotated[float, Field(gt=0, lt=1)]
    double: Annotated[float, Field(gt=1)]
    daily_at: time
    digest_at: time
    quiet_from: time
    quiet_to: time


class RetentionTable(Table):
    """`[retention]`: how long what is kept."""

    danger_idle: Duration
    danger_idle_now: Duration = timedelta(minutes=2)
    danger_contact: Duration = timedelta(minutes=60)
    draft: Duration
    draft_organisation: Duration
    case: Duration
    by_class: dict[Urgency, Duration] = {}
    by_outcome: dict[Key, Duration] = {}


class MediaTable(Table):
    """`[media]`: which files are taken."""

    mode: Literal["refuse", "restricted", "seal"]
    seal_to: dict[Literal["police", "supervising"], PublicKey] = {}
    max_files: PositiveInt
    max_bytes: PositiveInt
    max_file_bytes: PositiveInt
    allowed_types: Annotated[tuple[str, ...], Field(min_length=1)]


class BucketTable(Table):
    """A rate limit: `room` reports at once, and one more in each `every`."""

    room: PositiveInt
    every: Duration

    def value(self) -> Bucket:
        """Converts the table to the domain's `Bucket`."""
        return Bucket(self.room, self.every)


class ThrottleTable(Table):
    """`[brake]`: how much one sender may send."""

    account: BucketTable
    institution: BucketTable
    waits: Duration
    danger: BucketTable | None = None
    waits_urgent: Duration = Throttle.waits_urgent

    def value(self) -> Throttle:
        """Converts the table to the domain's `Throttle`."""
        danger = self.danger.value() if self.danger is not None else Throttle.danger
        return Throttle(self.account.value(), self.institution.value(), self.waits, danger, self.waits_urgent)


class DutyTable(Table):
    """`[duty]`: what /duty shows of the duty to report."""

    situations: tuple[Key, ...] = ()
    questions: dict[Key, Literal["yes", "no"]] = {}

    def value(self) -> DutyTraining:
        """Converts the table to the domain's `DutyTraining`."""
        return DutyTraining(self.situations, dict(self.questions))


class SecondFactorTable(Table):
    """Left out, the second factor is on."""

    on: bool = True
    kind: Literal["totp", "pin", "either"] = "either"
    minutes: Annotated[int, Field(ge=1, le=720)] = 10

    def value(self) -> SecondFactorPolicy:
        """Converts the table to the domain's `SecondFactorPolicy`."""
        kinds = tuple(FactorKind) if self.kind == "either" else (FactorKind(self.kind),)
        return SecondFactorPolicy(self.on, kinds, timedelta(minutes=self.minutes))

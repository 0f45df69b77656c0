"""Loads a district's profile from TOML into domain values; every fault is named at once with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PositiveInt, ValidationError

from bot.domain.ids import AgencyKey
from bot.domain.intake.report import Path
from bot.domain.profile import (
    Agency,
    Bucket,
    Condition,
    ConflictRule,
    Limits,
    Policy,
    Profile,
    Question,
    QuestionKind,
    Questionnaire,
    Route,
    TaskTemplate,
    Throttle,
    TriageRule,
)
from bot.domain.second_factor import LockKind, LockPolicy
from bot.domain.urgency import Urgency
from bot.profile.demo_names import DemoTable
from bot.profile.files import Layer, ProfileError, layers, whole
from bot.profile.older import NAMED_ALL, as_today, with_staff_order
from bot.profile.own_texts import Texts, laid_over, own_texts
from bot.profile.text_faults import faults_of_texts
from bot.profile.validate import faults_of
from bot.profile.values import Duration, Key, PublicKey, Zone
from bot.profile.wording_faults import faults_of_wording


def _condition(value: object) -> object:
    """A bare fact is a condition with this one fact."""
    return {"all": [value]} if isinstance(value, str) else value


class _Table(BaseModel):
    """A TOML table: unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class _Condition(_Table):
    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def value(self) -> Condition:
        return Condition(self.all, self.any, self.none)


When = list[Annotated[_Condition, BeforeValidator(_condition)]]


def _conditions(when: When) -> tuple[Condition, ...]:
    return tuple(condition.value() for condition in when)


class _Agency(_Table):
    key: Key
    roles: frozenset[Literal["supervising", "police", "families"]] = frozenset()
    phone: Annotated[str, Field(pattern=r"^[0-9+ -]*$")] = ""

    def value(self) -> Agency:
        return Agency(AgencyKey(self.key), frozenset(self.roles), self.phone)


class _Question(_Table):
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

    def value(self, lists: Mapping[str, tuple[str, ...]]) -> Question:
        return Question(
            id=self.id,
            ref=self.ref,
            kind=self.kind,
            options=self.options or lists.get(self.options_from, ()),
            required=self.required,
            exclusive=self.exclusive,
            when=_conditions(self.when),
            text=self.text,
            module=self.module,
            columns=self.columns,
            ask_again=_conditions(self.ask_again),
            joined=self.joined,
            joined_for=self.joined_for,
            not_of_oneself=self.not_of_oneself,
        )


class _Group(_Table):
    name: Key
    when: Annotated[When, Field(min_length=1)]


class _Minimum(_Table):
    required: tuple[str, ...]
    one_of: tuple[str, ...]


class _Triage(_Table):
    id: Key
    when: When = []
    floor: Urgency | None = None
    levels: Annotated[int, Field(ge=0, le=3)] = 0
    add: tuple[AgencyKey, ...] = ()
    flags: tuple[str, ...] = ()
    last: bool = False

    def value(self) -> TriageRule:
        return TriageRule(self.id, _conditions(self.when), self.floor, self.levels, self.add, self.flags, self.last)


class _Route(_Table):
    harm: str
    lead: AgencyKey
    supports: tuple[AgencyKey, ...]
    when: When = []
    floor: Urgency

    def value(self) -> Route:
        return Route(self.harm, self.lead, self.supports, _conditions(self.when), self.floor)


class _Task(_Table):
    key: Key
    due: Duration
    harms: tuple[Key, ...] = ()
    agency: AgencyKey | None = None

    def value(self) -> TaskTemplate:
        return TaskTemplate(self.key, self.due, self.harms, self.agency)


class _Conflict(_Table):
    id: Key
    when: Annotated[When, Field(min_length=1)]
    bar: tuple[AgencyKey, ...]
    add: tuple[AgencyKey, ...] = ()
    lead: AgencyKey | None = None

    def value(self) -> ConflictRule:
        return ConflictRule(self.id, _conditions(self.when), self.bar, self.add, self.lead)


class _Limits(_Table):
    acknowledge: Duration
    first_action: Duration
    assess: Duration
    repeat: Duration | None = None
    call_back: Duration | None = None

    def value(self) -> Limits:
        return Limits(self.acknowledge, self.first_action, self.assess, self.repeat, self.call_back)


class _Deadlines(_Table):
    reply: Duration
    outcome: Duration
    support_factor: Annotated[float, Field(ge=1)]
    half: Annotated[float, Field(gt=0, lt=1)]
    double: Annotated[float, Field(gt=1)]
    daily_at: time
    digest_at: time
    quiet_from: time
    quiet_to: time


class _Retention(_Table):
    danger_idle: Duration
    danger_idle_now: Duration = timedelta(minutes=2)
    danger_contact: Duration = timedelta(minutes=60)
    draft: Duration
    draft_organisation: Duration
    case: Duration
    by_class: dict[Urgency, Duration] = {}
    by_outcome: dict[Key, Duration] = {}


class _Media(_Table):
    mode: Literal["refuse", "restricted", "seal"]
    seal_to: dict[Literal["police", "supervising"], PublicKey] = {}
    max_files: PositiveInt
    max_bytes: PositiveInt
    max_file_bytes: PositiveInt
    allowed_types: Annotated[tuple[str, ...], Field(min_length=1)]


class _Bucket(_Table):
    room: PositiveInt
    every: Duration

    def value(self) -> Bucket:
        return Bucket(self.room, self.every)


class _Throttle(_Table):
    account: _Bucket
    institution: _Bucket
    waits: Duration
    danger: _Bucket | None = None
    waits_urgent: Duration = Throttle.waits_urgent

    def value(self) -> Throttle:
        danger = self.danger.value() if self.danger is not None else Throttle.danger
        return Throttle(self.account.value(), self.institution.value(), self.waits, danger, self.waits_urgent)


class _Lock(_Table):
    """Left out, the second lock is on."""

    on: bool = True
    kind: Literal["totp", "pin", "either"] = "either"
    minutes: Annotated[int, Field(ge=1, le=720)] = 10

    def value(self) -> LockPolicy:
        kinds = tuple(LockKind) if self.kind == "either" else (LockKind(self.kind),)
        return LockPolicy(self.on, kinds, timedelta(minutes=self.minutes))


class _Profile(_Table):
    name: Annotated[str, Field(min_length=1)]
    zone: Zone
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    staff_language: str
    harms: tuple[Key, ...]
    areas: tuple[Key, ...]
    outcomes: Annotated[tuple[Key, ...], Field(min_length=1)]
    numbers: dict[str, Annotated[str, Field(pattern=r"^[0-9+ -]+$")]]
    agency: list[_Agency]
    minimum: _Minimum
    order: dict[Path, tuple[str, ...]]
    question: list[_Question]
    group: list[_Group]
    keywords: dict[Key, tuple[str, ...]]
    harmless: dict[Key, tuple[str, ...]] = {}
    triage: list[_Triage]
    route: list[_Route]
    conflict: list[_Conflict]
    task: list[_Task] = []
    questions_to_reporter: tuple[Key, ...] = ()
    limits: dict[Urgency, _Limits]
    deadlines: _Deadlines
    copies: dict[Urgency, Literal["alert", "copy", "digest"]]
    retention: _Retention
    media: _Media
    throttle: Annotated[_Throttle | None, Field(alias="brake")] = None
    lock: _Lock = _Lock()
    demo: DemoTable = DemoTable()

    def questionnaire(self) -> Questionnaire:
        """All questions with their order and named facts."""
        lists = {"harms": self.harms, "areas": self.areas}
        return Questionnaire(
            questions={question.id: question.value(lists) for question in self.question},
            order=with_staff_order(self.order),
            groups=tuple((group.name, _conditions(group.when)) for group in self.group),
            keywords={name: tuple(word.casefold() for word in words) for name, words in self.keywords.items()},
            required=self.minimum.required,
            one_of=self.minimum.one_of,
            harmless=tuple(phrase.casefold() for phrases in self.harmless.values() for phrase in phrases),
        )

    def policy(self) -> Policy:
        """Deadlines, ladder, quiet hours, retention, files."""
        return Policy(
            limits={urgency: limits.value() for urgency, limits in self.limits.items()},
            **self.deadlines.model_dump(),
            copies=dict(self.copies),
            **self.retention.model_dump(include={"danger_idle", "danger_idle_now", "danger_contact"}),
            draft_kept=self.retention.draft,
            draft_kept_organisation=self.retention.draft_organisation,
            case_kept=self.retention.case,
            kept_by_class=dict(self.retention.by_class),
            kept_by_outcome=dict(self.retention.by_outcome),
            max_files=self.media.max_files,
            max_bytes=self.media.max_bytes,
            max_file_bytes=self.media.max_file_bytes,
            allowed_types=self.media.allowed_types,
            media_mode=self.media.mode,
            throttle=self.throttle.value() if self.throttle is not None else Throttle(),
            seal_to={str(role): key for role, key in self.media.seal_to.items()},
        )

    def value(self) -> Profile:
        """The profile as the rules see it."""
        return Profile(
            name=self.name,
            zone=self.zone,
            languages=self.languages,
            staff_language=self.staff_language,
            agencies={AgencyKey(agency.key): agency.value() for agency in self.agency},
            questionnaire=self.questionnaire(),
            triage=tuple(rule.value() for rule in self.triage),
            routes=tuple(route.value() for route in self.route),
            conflicts=tuple(rule.value() for rule in self.conflict),
            harms=self.harms,
            areas=self.areas,
            outcomes=self.outcomes,
            policy=self.policy(),
            numbers=dict(self.numbers),
            lock=self.lock.value(),
            tasks=tuple(task.value() for task in self.task),
            questions_to_reporter=self.questions_to_reporter,
            demo=self.demo.value(),
        )

    def twice(self) -> list[str]:
        """Keys that are given twice and would hide each other."""
        keys = {
            "agency": [agency.key for agency in self.agency],
            "question": [question.id for question in self.question],
            "group": [group.name for group in self.group],
            "conflict": [rule.id for rule in self.conflict],
        }
        return [
            f"{table} {key}: given twice"
            for table, names in keys.items()
            for key in sorted({name for name in names if names.count(name) > 1})
        ]


def load_profile(name_or_path: str | FilePath) -> Profile:
    """The profile of a name (a file in bot/profiles) or a path, validated; raises ProfileError with every fault."""
    profiles = layers(name_or_path)
    data = as_today(whole(profiles))
    try:
        parsed = _Profile.model_validate(data)
    except ValidationError as error:
        raise ProfileError([_fault(data, dict(item)) for item in error.errors()]) from None
    own, faults = own_texts(profiles[-1])
    below = _texts_of(profiles[:-1] if len(profiles) > 1 or own else layers(NAMED_ALL))
    profile = replace(parsed.value(), texts=laid_over(below, own))
    faults += parsed.twice() + faults_of(profile) + (faults_of_texts(profile, own) or _misworded(profile, own))
    if faults:
        raise ProfileError(faults)
    return profile


def _misworded(profile: Profile, own: Texts) -> list[str]:
    """The profile's own texts that break a rule of wording."""
    named = ((name, faults_of_wording(profile, name, texts)) for name, texts in own.items())
    return [f"texts.{name} {fault}" for name, faults in named for fault in faults]


def _texts_of(profiles: Sequence[Layer]) -> Texts:
    """Those of all these profiles, each laid over the one before."""
    texts: Texts = {}
    for layer in profiles:
        texts = laid_over(texts, own_texts(layer)[0])
    return texts


def _fault(data: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    """'question[3] danger.kind: Input should be …'."""
    place, here = "", data
    for step in item["loc"]:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else str(step)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = {}
        if isinstance(step, int) and isinstance(here, dict):
            place += f" {here.get('id') or here.get('key') or here.get('harm') or here.get('name') or ''}".rstrip()
    return f"{place}: {item['msg']}"

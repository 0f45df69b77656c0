"""The whole TOML of a profile: its tables together, and the profile that they become."""

from typing import Annotated, Literal

from pydantic import Field

from bot.domain.ids import AgencyKey
from bot.domain.profile import Policy, Profile, Questionnaire, Throttle
from bot.domain.report import Path
from bot.domain.urgency import Urgency
from bot.profile.demo_names import DemoTable
from bot.profile.older import with_staff_order
from bot.profile.tables import (
    AgencyTable,
    ConflictTable,
    DeadlinesTable,
    DutyTable,
    GroupTable,
    LimitsTable,
    MediaTable,
    MinimumTable,
    QuestionTable,
    RetentionTable,
    RouteTable,
    SecondFactorTable,
    Table,
    TaskTable,
    ThrottleTable,
    TriageTable,
    conditions,
)
from bot.profile.values import Key, Zone


class ProfileTable(Table):
    """All that a profile's files say, laid over those of its base; but for its texts."""

    name: Annotated[str, Field(min_length=1)]
    zone: Zone
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    staff_language: str
    harms: tuple[Key, ...]
    areas: tuple[Key, ...]
    outcomes: Annotated[tuple[Key, ...], Field(min_length=1)]
    numbers: dict[str, Annotated[str, Field(pattern=r"^[0-9+ -]+$")]]
    agency: list[AgencyTable]
    minimum: MinimumTable
    order: dict[Path, tuple[str, ...]]
    question: list[QuestionTable]
    group: list[GroupTable]
    keywords: dict[Key, tuple[str, ...]]
    harmless: dict[Key, tuple[str, ...]] = Field(default_factory=dict)
    triage: list[TriageTable]
    route: list[RouteTable]
    conflict: list[ConflictTable]
    task: list[TaskTable] = Field(default_factory=list)
    questions_to_reporter: tuple[Key, ...] = ()
    institution_kinds: dict[Key, Key] = Field(default_factory=dict)
    duty: DutyTable = DutyTable()
    limits: dict[Urgency, LimitsTable]
    deadlines: DeadlinesTable
    copies: dict[Urgency, Literal["alert", "copy", "digest"]]
    retention: RetentionTable
    media: MediaTable
    throttle: Annotated[ThrottleTable | None, Field(alias="brake")] = None
    second_factor: Annotated[SecondFactorTable, Field(alias="lock")] = SecondFactorTable()
    demo: DemoTable = DemoTable()

    def questionnaire(self) -> Questionnaire:
        """All questions with their order and named facts."""
        lists = {"harms": self.harms, "areas": self.areas}
        return Questionnaire(
            questions={question.id: question.value(lists) for question in self.question},
            order=with_staff_order(self.order),
            groups=tuple((group.name, conditions(group.when)) for group in self.group),
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
            draft_retention=self.retention.draft,
            draft_retention_organisation=self.retention.draft_organisation,
            case_retention=self.retention.case,
            retention_by_class=dict(self.retention.by_class),
            retention_by_outcome=dict(self.retention.by_outcome),
            max_files=self.media.max_files,
            max_bytes=self.media.max_bytes,
            max_file_bytes=self.media.max_file_bytes,
            allowed_types=self.media.allowed_types,
            media_mode=self.media.mode,
            throttle=self.throttle.value() if self.throttle is not None else Throttle(),
            seal_to={str(role): key for role, key in self.media.seal_to.items()},
        )

    def value(self) -> Profile:
        """Converts the table to the domain's `Profile`."""
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
            second_factor=self.second_factor.value(),
            tasks=tuple(task.value() for task in self.task),
            questions_to_reporter=self.questions_to_reporter,
            institution_kinds=dict(self.institution_kinds),
            duty=self.duty.value(),
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

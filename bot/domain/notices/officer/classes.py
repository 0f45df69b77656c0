"""A class that people change: what follows, shown before it is done, and the question to the second person."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.cases.case import DeadlineKind
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Sooner:
    """A deadline that becomes sooner."""

    deadline: DeadlineKind = field(metadata=stored_as("clock"))
    agency: AgencyKey
    due_at: datetime
    was_due_at: datetime | None
    """None: there was no such deadline."""


@dataclass(frozen=True, kw_only=True)
class ClassPreview(Content, kind="class_preview"):
    """On the desk, before a class is raised or a lower one is proposed: what follows and who is told."""

    number: CaseNumber
    was: Urgency
    to: Urgency
    words: str
    is_lowering: bool
    sooner: tuple[Sooner, ...] = ()
    hears: tuple[AgencyKey, ...] = ()
    rules: tuple[str, ...] = ()
    """For a lowering: the rules that it overrides."""
    supervising_agrees: bool = False
    """For a lowering: only the supervising body may agree."""


@dataclass(frozen=True, kw_only=True)
class LowerAsked(Content, kind="lower_asked"):
    """To the people who may agree: a lower class is proposed. The reason is shown with the case, in private."""

    number: CaseNumber
    was: Urgency
    to: Urgency
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class LowerShown(Content, kind="lower_shown"):
    """On the desk of the second person: the lower class, its reason and the rules that it overrides, with the buttons
    for answering. It is read from the case when it is sent."""

    number: CaseNumber

"""Two cases that become one, or are two again: what is shown on the desk before it is done."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.cases.case import DeadlineKind
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.stored_names import stored_as
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """What a body must do by when."""

    deadline: DeadlineKind = field(metadata=stored_as("clock"))
    agency: AgencyKey
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class MergeReasons(Content, kind="merge_reasons"):
    """On the desk: why two cases belong together."""

    number: CaseNumber
    other: CaseNumber
    options: tuple[str, ...]
    is_perhaps_suspect: bool
    """By the answers, the reporter of one case may be the suspect of the other."""


@dataclass(frozen=True, kw_only=True)
class MergePreview(Content, kind="merge_preview"):
    """On the desk: both reports side by side, and what follows from merging or linking them."""

    number: CaseNumber
    other: CaseNumber
    cases: tuple[CaseId, ...]
    """Both cases; first the one in which it was begun."""
    is_told: bool
    """The reader may read what was told in both; otherwise they see the facts of the cards."""
    reason: str
    """A key of merge.REASONS, or of a link."""
    is_link: bool = False
    goes_on: CaseNumber
    was: tuple[Urgency, ...] = ()
    urgency: Urgency
    lead: AgencyKey
    hears: tuple[AgencyKey, ...] = ()
    is_new_to: tuple[AgencyKey, ...] = ()
    """Bodies that are told something they did not know before."""
    due: tuple[DueDate, ...] = ()
    is_apart: bool = False
    """Whether the bodies' assessments of the two cases are two or more apart. The bodies are then asked to talk."""


@dataclass(frozen=True, kw_only=True)
class PartPreview(Content, kind="part_preview"):
    """On the desk: what each of two cases gets back when they are two again."""

    number: CaseNumber
    other: CaseNumber
    urgency: Urgency
    other_urgency: Urgency
    lead: AgencyKey
    other_lead: AgencyKey
    hears: tuple[AgencyKey, ...]
    other_hears: tuple[AgencyKey, ...]

"""One plain sentence: a text of the catalogue with the values that it names."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from bot.domain.errors import JustBefore, Refusal
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency

Sentence: TypeAlias = Literal[
    "apology",
    "keep-erased",
    "keep-export-how",
    "keep-extended",
    "keep-held",
    "keep-hold-over",
    "keep-let-go",
    "keep-let-go-over",
    "lock-five-wrong",
    "lock-reset-done",
    "lock-reset-told",
    "lock-was-reset",
    "nothing-to-keep",
    "staff-act-saved",
    "staff-approval-over",
    "staff-approval-over-body",
    "staff-approval-over-class",
    "staff-approval-over-lead",
    "staff-call-over",
    "staff-call-passed",
    "staff-calls-more",
    "staff-ask-answered",
    "staff-ask-answered-lead",
    "staff-ask-kept",
    "staff-ask-sent",
    "staff-ask-unanswered",
    "staff-ask-unanswered-lead",
    "staff-bringin-done",
    "staff-close-proposed",
    "staff-closed",
    "staff-desk-saved",
    "staff-desk-stopped",
    "staff-divergence",
    "staff-file-sealed",
    "staff-drill-begun",
    "staff-drill-told",
    "staff-finish-done",
    "staff-group-added-again",
    "staff-group-arrived",
    "staff-group-members-hidden",
    "staff-group-refused",
    "staff-group-refused-done",
    "staff-held-kept",
    "staff-held-more",
    "staff-held-passed",
    "staff-held-passed-unseen",
    "staff-intake-put-away",
    "staff-language-set",
    "staff-lead-done",
    "staff-leads-now",
    "staff-linked",
    "staff-linked-group",
    "staff-look-saved",
    "staff-look-once-more",
    "staff-look-told",
    "staff-look-unknown",
    "staff-look-unsafe",
    "staff-lower-agreed",
    "staff-lower-agreed-done",
    "staff-lower-over",
    "staff-lower-proposed",
    "staff-lower-refused",
    "staff-lower-refused-done",
    "staff-lowered",
    "staff-not-bound",
    "staff-note-saved",
    "staff-nothing-to-seal",
    "staff-own-language-set",
    "staff-quarantine-changed",
    "staff-raise-done",
    "staff-recused",
    "staff-ring-heard",
    "staff-recused-body",
    "staff-recused-body-done",
    "staff-left-done",
    "staff-left-own",
    "staff-left-told",
    "staff-recused-done",
    "staff-recused-supervisor",
    "staff-release-waits",
    "staff-released",
    "staff-merge-done",
    "staff-merge-linked",
    "staff-merge-undone",
    "staff-merged",
    "staff-merged-group",
    "staff-merged-leads-on",
    "staff-merged-meanwhile",
    "staff-unmerge-done",
    "staff-reopened",
    "staff-reopened-by-hand",
    "staff-reopened-done",
    "staff-reveal-agreed",
    "staff-reveal-begun",
    "staff-reveal-done",
    "staff-reveal-no",
    "staff-reveal-refused",
    "staff-reveal-second",
    "staff-reveal-waits",
    "staff-returned-done",
    "staff-returned-told",
    "staff-rights-are-back",
    "staff-rights-ended",
    "staff-rights-of-other-ended",
    "staff-record-done",
    "staff-record-lower",
    "staff-record-lower-lead",
    "staff-taken",
    "staff-talk-called",
    "staff-talk-done",
    "staff-talk-recorded",
    "staff-task-is-declined",
    "staff-task-is-done",
    "staff-task-is-given",
    "staff-task-is-yours",
    "staff-task-made",
    "staff-task-over",
    "staff-transfer-asked",
    "staff-unask-done",
    "staff-waits-again",
    "staff-why-in-group",
    "staff-worklist-over",
    "staff-ask-unsent",
    "staff-closed-unsent",
    "staff-desk-unsaved",
    "staff-reply-unsent",
    "too-many",
    "too-many-over",
    "unknown-command",
]
"""Text keys of the sentences. The type checker refuses a key that is not listed here."""

if TYPE_CHECKING:
    SayKey: TypeAlias = Sentence
else:
    SayKey: TypeAlias = str  # rows of other versions may name other sentences, and refusals are named by their error


@dataclass(frozen=True, kw_only=True)
class Say(Content, kind="say"):
    """Says one sentence. Only those fields are given that the text names."""

    key: SayKey
    number: CaseNumber | None = None
    other: CaseNumber | None = None
    """A second case."""
    agency: AgencyKey | None = None
    urgency: Urgency | None = None
    phone: str | None = None
    who: str | None = None
    """A member of staff, by the code that officers use on the phone."""
    by: str | None = None
    until_at: datetime | None = None
    limit: int | None = None
    known: str | None = None
    """Words that a command knows."""
    count: int | None = None
    police: str | None = None
    ambulance: str | None = None


@dataclass(frozen=True, kw_only=True)
class Refused(Content, kind="refused"):
    """Why something was refused to a person who was second, and what was done before."""

    key: SayKey
    limit: int | None = None
    known: str | None = None
    phone: str | None = None
    before: JustBefore


def refused(error: Refusal) -> Say | Refused:
    """Why something was refused."""
    limit = error.facts.get("limit")
    key = cast("SayKey", f"error-{error.key}")
    given: Any = {"key": key, "limit": limit if isinstance(limit, int) else None}
    for name in ("known", "phone"):
        words = error.facts.get(name)
        given[name] = words if isinstance(words, str) else None
    return Say(**given) if error.before is None else Refused(**given, before=error.before)

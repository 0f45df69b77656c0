"""Text keys of the sentences that are said, by what each of them names. The type checker refuses a key that is not
listed here, and one that is said with other values."""

from typing import Literal, TypeAlias

AloneKey: TypeAlias = Literal[
    "lock-was-reset",
    "nothing-to-keep",
    "staff-group-added-again",
    "staff-group-arrived",
    "staff-group-members-hidden",
    "staff-group-refused",
    "staff-group-refused-done",
    "staff-intake-put-away",
    "staff-language-set",
    "staff-own-language-set",
    "staff-quarantine-changed",
    "staff-ring-heard",
    "staff-left-own",
    "staff-rights-are-back",
    "staff-rights-ended",
    "staff-rights-of-other-ended",
    "staff-worklist-over",
    "unknown-command",
]
"""They name nothing."""
CaseKey: TypeAlias = Literal[
    "keep-erased",
    "keep-export-how",
    "keep-held",
    "keep-hold-over",
    "keep-let-go",
    "keep-let-go-over",
    "staff-act-saved",
    "staff-approval-over",
    "staff-approval-over-body",
    "staff-approval-over-class",
    "staff-approval-over-lead",
    "staff-call-over",
    "staff-call-passed",
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
    "staff-held-kept",
    "staff-held-more",
    "staff-held-passed",
    "staff-held-passed-unseen",
    "staff-lead-done",
    "staff-look-saved",
    "staff-look-once-more",
    "staff-look-told",
    "staff-lower-agreed-done",
    "staff-lower-over",
    "staff-lower-proposed",
    "staff-lower-refused-done",
    "staff-note-saved",
    "staff-nothing-to-seal",
    "staff-raise-done",
    "staff-recused-body-done",
    "staff-recused-done",
    "staff-recused-supervisor",
    "staff-release-waits",
    "staff-released",
    "staff-merge-linked",
    "staff-unmerge-done",
    "staff-reopened-done",
    "staff-reveal-agreed",
    "staff-reveal-no",
    "staff-reveal-refused",
    "staff-reveal-waits",
    "staff-record-done",
    "staff-record-lower",
    "staff-record-lower-lead",
    "staff-taken",
    "staff-talk-done",
    "staff-task-is-declined",
    "staff-task-is-done",
    "staff-task-is-given",
    "staff-task-made",
    "staff-transfer-asked",
    "staff-unask-done",
    "staff-why-in-group",
    "staff-ask-unsent",
    "staff-closed-unsent",
    "staff-desk-unsaved",
    "staff-reply-unsent",
]
"""They name a case."""
TwoCasesKey: TypeAlias = Literal[
    "staff-linked",
    "staff-linked-group",
    "staff-merge-done",
    "staff-merged-leads-on",
    "staff-merged-meanwhile",
]
"""They name two cases."""
MergeKey: TypeAlias = Literal[
    "staff-merge-undone",
    "staff-merged",
    "staff-merged-group",
]
"""They name two cases, and the class and the lead of the first."""
ClassKey: TypeAlias = Literal[
    "staff-leads-now",
    "staff-lower-agreed",
    "staff-lower-refused",
    "staff-lowered",
    "staff-waits-again",
]
"""They name a case and a class."""
BodyAndClassKey: TypeAlias = Literal[
    "staff-look-unknown",
    "staff-look-unsafe",
    "staff-reopened",
    "staff-reopened-by-hand",
    "staff-talk-recorded",
]
"""They name a case, its class and a body."""
BodyKey: TypeAlias = Literal[
    "staff-recused",
    "staff-recused-body",
    "staff-reveal-begun",
    "staff-reveal-done",
    "staff-reveal-second",
]
"""They name a case and a body."""
PersonKeyed: TypeAlias = Literal[
    "lock-five-wrong",
    "lock-reset-done",
    "staff-left-done",
    "staff-returned-done",
]
"""They name a member of staff."""
ByPersonKey: TypeAlias = Literal[
    "lock-reset-told",
    "staff-left-told",
    "staff-returned-told",
]
"""They name a member of staff, and another one who did it."""
Sentence: TypeAlias = Literal[
    AloneKey,
    CaseKey,
    TwoCasesKey,
    MergeKey,
    ClassKey,
    BodyAndClassKey,
    BodyKey,
    PersonKeyed,
    ByPersonKey,
    "apology",
    "keep-extended",
    "staff-calls-more",
    "staff-not-bound",
    "staff-talk-called",
    "staff-task-is-yours",
    "staff-task-over",
    "too-many",
    "too-many-over",
]
"""All of them."""

"""When the ticker must look at a draft that was left alone, and how long a draft is kept (Q-rules 2 and 3)."""

from datetime import datetime, timedelta

from bot.domain.cases.deadlines.danger import is_on_danger_path, stub_at
from bot.domain.intake.facts import contact_of, facts_of
from bot.domain.intake.staff_intake import is_entered, sent_at
from bot.domain.intake.unasked import goes_at
from bot.domain.profile import Profile
from bot.domain.report import Contact, Draft

REMINDED = "expired_soon"
"""What `asked_twice` holds once the one reminder of an idle draft has been sent."""


def due_at(profile: Profile, draft: Draft) -> datetime:
    """When the ticker must look at the draft: when it is sent as it is, its danger path ends, its one reminder is due,
    or it expires."""
    goes_out = stub_at(profile.policy, draft) or goes_at(draft)
    if goes_out is not None:
        return goes_out
    if is_entered(draft):
        return sent_at(draft)
    if draft.case is not None and is_on_danger_path(draft):
        return draft.changed_at + profile.policy.danger_contact
    retention = draft_retention(profile, draft)
    if contact_of(draft) is Contact.YES and REMINDED not in draft.asked_twice and draft.case is None:
        return draft.changed_at + retention / 2
    return draft.changed_at + retention


def draft_retention(profile: Profile, draft: Draft) -> timedelta:
    """How long an idle draft is kept: longer for organisations (Q-rule 3)."""
    facts = facts_of(profile.questionnaire, draft.path, draft.answers, draft.media)
    return profile.policy.draft_retention_organisation if "mandated" in facts else profile.policy.draft_retention

"""The danger path (intake.md, Q-rules 1 and 2): what is sent by itself and when, and how long its conversation stays
open."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.timing import acknowledge_due
from bot.domain.intake.questionnaire import answers_with_ticks, is_danger
from bot.domain.intake.unasked import goes_at
from bot.domain.profile import Policy, Questionnaire
from bot.domain.report import Contact, Draft, Path, Report
from bot.domain.urgency import Urgency

NOW = {"danger": "yes_now", "self_harm_now": "yes_now"}
"""Answers that mean danger at this very moment."""
MINUTE = timedelta(minutes=1)


def is_on_danger_path(draft: Draft) -> bool:
    """Whether this is the conversation of somebody in danger, before its case is made and after."""
    is_out = draft.case is not None and draft.follows is None
    return not draft.is_addition and (is_danger(draft) or is_out)


def stub_at(policy: Policy, draft: Draft) -> datetime | None:
    """When what was told so far is sent by itself, if nothing more is done; None where nothing waits for that."""
    if draft.case is not None or not is_danger(draft):
        return None
    return draft.changed_at + (policy.danger_idle_now if is_now(draft) else policy.danger_idle)


def is_now(draft: Draft) -> bool:
    """Whether there is danger at this very moment, not later today or tonight."""
    return any(answer.question in NOW and NOW[answer.question] in answer.options for answer in draft.answers)


def promised_by(policy: Policy, draft: Draft) -> datetime | None:
    """The minute that the person is told: the first full one at which the stub is certainly due."""
    return full_minute(stub_at(policy, draft))


def sent_by(policy: Policy, draft: Draft) -> datetime | None:
    """The first full minute at which the draft is certainly sent by itself, in danger or not (SG42)."""
    return full_minute(stub_at(policy, draft) or goes_at(draft))


def full_minute(at: datetime | None) -> datetime | None:
    """The first full minute from that moment on."""
    return None if at is None else at + (-timedelta(seconds=at.second, microseconds=at.microsecond)) % MINUTE


def told_so_far(questionnaire: Questionnaire, draft: Draft) -> Draft:
    """The draft as it is sent when its person stops: ticks on screen count, even though Done was not pressed."""
    return replace(draft, answers=answers_with_ticks(questionnaire, draft))


def came_back(policy: Policy, before: Draft, now: datetime) -> bool:
    """Whether the person had stopped for so long that officers no longer expect more."""
    return now - before.changed_at >= policy.danger_idle


def is_left_alone(case: Case, now: datetime) -> bool:
    """SG47: nobody of the lead has acknowledged a P1 case by its deadline."""
    due = acknowledge_due(case)
    return case.urgency is Urgency.P1 and case.acknowledged_at is None and due is not None and due <= now


def without_leave(draft: Draft) -> Draft:
    """The draft without the permission that the button has given."""
    return draft if draft.allowed_at is None else replace(draft, allowed_at=None)


def has_refused(told: Draft | Report) -> bool:
    """Whether the person has answered no, or don't know, to being written to (Q20): that ends what the button has
    allowed (SG15). A caller whose words staff enter has no chat."""
    if told.path is Path.STAFF:
        return True
    answer = told.answer("contact")
    return answer is not None and bool({Contact.NO, Contact.UNKNOWN} & set(answer.options))

"""Which screen a draft shows, as a notice: kinds and ids, never words of the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.domain.cases.deadlines.danger import has_refused, is_on_danger_path
from bot.domain.intake.asides import fold_asides
from bot.domain.intake.facts import facts_of, voice_of
from bot.domain.intake.questionnaire import missing, missing_one_of, next_question, progress
from bot.domain.intake.routing import police_look
from bot.domain.intake.staff_intake import CHANNEL, LANGUAGE
from bot.domain.intake.triage import triage
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter import screens as shown
from bot.domain.people import Visitor
from bot.domain.profile import Profile
from bot.domain.report import Draft
from bot.domain.urgency import Urgency

SCREEN = "screen"
"""The slot of the conversation's live message."""
FIRST = "start"
EARLY = frozenset({"start", "danger", "place_now", "harms", "age_reporter", CHANNEL, LANGUAGE})
"""Before these questions are answered there is too little to send ('Send what I have' is offered from Q04/Q05 on)."""
AsideScreen: TypeAlias = (
    shown.ResumeScreen
    | shown.BeginAgain
    | shown.HideChoice
    | shown.AddAsk
    | shown.AboutAsk
    | shown.ChangeChoice
    | shown.LanguageScreen
)
AnyScreen: TypeAlias = AsideScreen | shown.Start | shown.PlainQuestion | shown.NextSteps | shown.ReviewScreen
ASIDE_SCREENS: Mapping[str, type[AsideScreen]] = {
    "resume": shown.ResumeScreen,
    "again": shown.BeginAgain,
    "hide": shown.HideChoice,
    "add": shown.AddAsk,
    "about": shown.AboutAsk,
    "change": shown.ChangeChoice,
    "language": shown.LanguageScreen,
}
"""What can be on screen besides a question and the review."""


@dataclass(frozen=True)
class Display:
    """How a screen is shown."""

    mode: Mode
    notes: tuple[str, ...] = ()
    """Text keys that stand above it."""
    clear: bool = False
    """Whether the screen removes an older keyboard."""
    same: bool = False
    """Whether only a button has changed."""


def screen(profile: Profile, visitor: Visitor, draft: Draft, display: Display) -> Notice:
    """The notice that shows where the person is."""
    shared: dict[str, Any] = {
        "voice": voice_of(draft),
        "notes": display.notes,
        "person": visitor.person,
        "number": draft.number or draft.about,
        "with_police": police_look(profile, draft),
        "may_write": may_write_key(draft),
        "goes_at": goes_at(draft),
        "clear": display.clear,
        "same": display.same,
        "verified": bool(draft.institution),
    }
    to = ToChat(visitor.chat, draft.language)
    return Notice(_content(profile, draft, shared), to, slot=SCREEN, mode=display.mode)


def _content(profile: Profile, draft: Draft, shared: dict[str, Any]) -> AnyScreen:
    if draft.screen in ASIDE_SCREENS:
        step, total = progress(profile.questionnaire, draft)
        return ASIDE_SCREENS[draft.screen](**shared, step=step, total=total)
    question = None if draft.screen == "review" else next_question(profile.questionnaire, draft)
    if question is None:
        told, asked_for = fold_asides(draft), profile.questionnaire
        return shown.ReviewScreen(**shared, missing=missing(asked_for, told), one_of=missing_one_of(asked_for, told))
    asked = shared | _question(profile, draft, question.id)
    if question.id == "next_steps":
        return shown.NextSteps(**asked, **_promised(profile, draft))
    return (shown.Start if question.id == FIRST else shown.PlainQuestion)(**asked)


def may_write_key(draft: Draft) -> str:
    """The state of the button 'An officer may write to me here' under this screen: on, off, or '' for no button."""
    if not is_on_danger_path(draft) or has_refused(draft):
        return ""
    return "off" if draft.allowed_at is None else "on"


def _question(profile: Profile, draft: Draft, name: str) -> dict[str, Any]:
    step, total = progress(profile.questionnaire, draft)
    answer = draft.answer(name)
    pieces = len(answer.pieces) if answer else 0
    return {
        "question": name,
        "chosen": tuple(draft.chosen),
        "page": draft.page,
        "step": step,
        "total": total,
        "back": draft.changing or any(earlier != name for earlier in draft.trail),
        "send": name not in EARLY,
        "again": name in draft.asked_twice,
        "done": bool(pieces) or any(item.state.is_stored for item in draft.media),
        "count": pieces,
    }


def _promised(profile: Profile, draft: Draft) -> dict[str, Any]:
    """The times that Q07 names for the class to which the answers lead so far (SG09)."""
    policy = profile.policy
    acknowledge = policy.limits[urgency_of(profile, draft)].acknowledge
    return {"acknowledge": acknowledge, "reply": policy.reply, "outcome": policy.outcome}


def urgency_of(profile: Profile, draft: Draft) -> Urgency:
    """The class to which the answers lead so far."""
    facts = facts_of(profile.questionnaire, draft.path, draft.answers, draft.media)
    return triage(profile.triage, facts).urgency

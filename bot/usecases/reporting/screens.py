"""Which screen a draft calls for, as a notice: kinds and ids, never words of the person."""

from bot.domain.cases.danger import has_refused, in_lane
from bot.domain.ids import PersonKey
from bot.domain.intake.asides import fold_asides
from bot.domain.intake.facts import facts_of, voice_of
from bot.domain.intake.questionnaire import missing, next_question, progress
from bot.domain.intake.report import Draft
from bot.domain.intake.routing import police_look
from bot.domain.intake.triage import triage
from bot.domain.intake.unasked import goes_at
from bot.domain.notices.notice import Fact, Mode, Notice, ToChat
from bot.domain.profile import Profile, QuestionKind
from bot.domain.urgency import Urgency

SCREEN = "screen"
"""The slot of the talk's live message."""
FIRST = "start"
EARLY = frozenset({"start", "danger", "place_now", "harms", "age_reporter"})
"""Before these are answered there is too little to send (Send what I have is offered from Q04/Q05 on)."""
ASIDE_SCREENS = {
    "resume": "resume",
    "again": "again",
    "hide": "hide_choice",
    "add": "add_ask",
    "about": "about_ask",
    "change": "change",
    "language": "language",
}
"""What else than a question or the review may be on screen -> kind of notice."""


def screen(
    profile: Profile, to: ToChat, person: PersonKey, draft: Draft, mode: Mode, notes: tuple[str, ...] = ()
) -> Notice:
    """The notice that shows where the person is. `notes` are text keys put above it."""
    facts: dict[str, Fact] = {
        "voice": voice_of(draft),
        "notes": list(notes),
        "person": person,
        "number": draft.number or draft.about,
        "with_police": police_look(profile, draft),
        "may_write": may_write_key(draft),
    }
    if (goes := goes_at(draft)) is not None:
        facts["goes_at"] = goes.isoformat()
    if draft.screen in ASIDE_SCREENS:
        kind = ASIDE_SCREENS[draft.screen]
        facts |= _standing(profile, draft)
    elif draft.screen == "review" or (question := next_question(profile.questionnaire, draft)) is None:
        kind = "review"
        facts["missing"] = list(missing(profile.questionnaire, fold_asides(draft)))
    else:
        kind = question.id if question.id in {FIRST, "next_steps"} else "question"
        facts |= _question(profile, draft, question.id)
    return Notice(kind, to, facts, slot=SCREEN, mode=mode)


def may_write_key(draft: Draft) -> str:
    """How the button 'An officer may write to me here' stands under this screen: on, off, or '' for none."""
    if not in_lane(draft) or has_refused(draft):
        return ""
    return "off" if draft.allowed_at is None else "on"


def _standing(profile: Profile, draft: Draft) -> dict[str, Fact]:
    step, total = progress(profile.questionnaire, draft)
    return {"step": step, "total": total}


def _question(profile: Profile, draft: Draft, name: str) -> dict[str, Fact]:
    questionnaire = profile.questionnaire
    step, total = progress(questionnaire, draft)
    answer = draft.answer(name)
    facts: dict[str, Fact] = {
        "question": name,
        "chosen": list(draft.chosen),
        "step": step,
        "total": total,
        "back": draft.changing or any(earlier != name for earlier in draft.trail),
        "send": name not in EARLY,
        "again": name in draft.asked_twice,
        "count": len(answer.pieces) if answer else 0,
    }
    files = sum(item.state.is_held for item in draft.media)
    facts["done"] = bool(facts["count"] or files)
    if questionnaire.questions[name].kind is QuestionKind.MEDIA:
        facts["count"] = files
    return facts | (_promised(profile, draft) if name == "next_steps" else {})


def _promised(profile: Profile, draft: Draft) -> dict[str, Fact]:
    """Times of Q07, in seconds, for the class that the answers so far call for (SG09)."""
    urgency = urgency_of(profile, draft)
    acknowledge = profile.policy.limits[urgency].acknowledge
    return {
        "acknowledge": acknowledge.total_seconds(),
        "reply": profile.policy.reply.total_seconds(),
        "outcome": profile.policy.outcome.total_seconds(),
    }


def urgency_of(profile: Profile, draft: Draft) -> Urgency:
    """The class that the answers so far call for."""
    facts = facts_of(profile.questionnaire, draft.path, draft.answers, draft.media)
    return triage(profile.triage, facts).urgency

"""What is told after sending can show, as in a conversation, that somebody may need help now: whom to call (SG19)."""

from datetime import timedelta

from bot.domain.intake.asides import STORY
from bot.domain.intake.facts import HELP, facts_of, voice_of
from bot.domain.intake.report import Addition, Answer, Report
from bot.domain.notices.in_chat import HelpCard
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.profile import Profile, Questionnaire

PLAIN = "words"
"""The card that names the police and the ambulance alone."""
SHOWN_FOR = timedelta(hours=1)
"""So long after a card was shown for an addition, no other addition brings the same one."""


def help_for(
    profile: Profile, report: Report, addition: Addition, to: ToChat, *, is_reopened: bool = False
) -> list[Notice]:
    """The cards that these words call for by themselves. `report`: without the addition; `is_reopened`: the person
    reads that the case is open again, with the numbers to call."""
    cards = _cards(profile.questionnaire, report, addition) - ({PLAIN} if is_reopened else set())
    due = [one for one in sorted(cards) if _is_due(profile.questionnaire, report, addition, one)]
    return [Notice(HelpCard(card=card, voice=voice_of(report)), to) for card in due]


def _is_due(questionnaire: Questionnaire, report: Report, addition: Addition, card: str) -> bool:
    """Whether the last such card is long enough ago."""
    shown_at = None
    for one in report.additions:
        is_free = shown_at is None or one.at - shown_at >= SHOWN_FOR
        shown_at = one.at if is_free and card in _cards(questionnaire, report, one) else shown_at
    return shown_at is None or addition.at - shown_at >= SHOWN_FOR


def _cards(questionnaire: Questionnaire, report: Report, addition: Addition) -> set[str]:
    """Of these words alone: what was answered before has had its card."""
    facts = facts_of(questionnaire, report.path, (Answer(STORY, pieces=addition.pieces),), addition.media)
    return {name.removeprefix(HELP) for name, _ in questionnaire.groups if name.startswith(HELP) and name in facts}

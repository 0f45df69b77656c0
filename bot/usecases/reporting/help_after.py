"""What is told after sending can show, as in a conversation, that somebody may need help now: whom to call (SG19)."""

from collections.abc import Iterable
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
"""So long after a card was shown for an addition, another one of the same kind brings it no more."""


def help_for(
    profile: Profile, report: Report, addition: Addition, to: ToChat, *, is_reopened: bool = False
) -> list[Notice]:
    """The cards that these words call for by themselves. `report`: without the addition; `is_reopened`: the person
    reads that the case is open again, with the numbers to call."""
    lately = [one for one in report.additions if addition.at - one.at < SHOWN_FOR]
    cards = _cards(profile.questionnaire, report, [addition]) - _cards(profile.questionnaire, report, lately)
    voice = voice_of(report)
    return [
        Notice(HelpCard(card=card, voice=voice), to) for card in sorted(cards - ({PLAIN} if is_reopened else set()))
    ]


def _cards(questionnaire: Questionnaire, report: Report, additions: Iterable[Addition]) -> set[str]:
    """Of words alone: what was answered before has had its card."""
    found = list(additions)
    told = (Answer(STORY, pieces=tuple(piece for one in found for piece in one.pieces)),)
    facts = facts_of(questionnaire, report.path, told, tuple(item for one in found for item in one.media))
    return {name.removeprefix(HELP) for name, _ in questionnaire.groups if name.startswith(HELP) and name in facts}

"""What is told after sending can show, as in a conversation, that somebody may need help now: whom to call (SG19)."""

from datetime import timedelta

from bot.domain.intake.asides import STORY
from bot.domain.intake.facts import HELP, facts_of, voice_of
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.in_chat import HelpCard
from bot.domain.profile import Bucket, Questionnaire
from bot.domain.report import Addition, Answer, Piece, Report
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting.draft.submission import AdditionResult

PLAIN = "words"
"""The card that names the police and the ambulance alone."""
ONCE_AN_HOUR = Bucket(1, timedelta(hours=1))
"""How often a chat is shown a card of one kind for what was added."""


async def show_help(
    act: ReporterAct, result: AdditionResult, addition: Addition, to: ToChat, *, before: str = ""
) -> None:
    """Shows the cards that these words call for by themselves. Somebody must be at the phone. `before`: what a
    corrected message said, which has had its cards. Where the case is open again, the person reads that with the
    numbers to call."""
    report, questionnaire = result.report, act.services.profile.questionnaire
    cards = _cards(questionnaire, report, addition) - ({PLAIN} if result.is_reopened else set())
    if before:
        cards -= _cards(questionnaire, report, Addition(addition.at, pieces=(Piece(before, 0, addition.at),)))
    for card in sorted(cards):
        keyed_hash = act.services.blind_index.keyed_hash("bucket", f"help|{to.chat}|{card}")
        if await act.uow.throttle.consume(keyed_hash, ONCE_AN_HOUR, act.now):
            await act.uow.outbox.add(Notice(HelpCard(card=card, voice=voice_of(report)), to))


def _cards(questionnaire: Questionnaire, report: Report, addition: Addition) -> set[str]:
    """The help cards that these words alone call for. Earlier answers have had their cards already."""
    facts = facts_of(questionnaire, report.path, (Answer(STORY, pieces=addition.pieces),), addition.media)
    return {name.removeprefix(HELP) for name, _ in questionnaire.groups if name.startswith(HELP) and name in facts}

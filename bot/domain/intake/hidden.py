"""After Hide nothing that was told before is shown in this chat again. It is kept, and officers get it nevertheless.

Somebody else who holds the phone may press 'Go on'. Only the five words, which they do not have, lead to what was
told.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.intake.asides import STORY
from bot.domain.intake.questionnaire import answers_with_ticks, go_on
from bot.domain.profile import Questionnaire
from bot.domain.report import Draft

HIDE = "hide"
"""The screen after Hide: the question on screen was removed."""


def out_of_sight(questionnaire: Questionnaire, draft: Draft, now: datetime) -> Draft:
    """The draft with the screen after Hide. No button leads back to an answer; ticks without Done are kept as the
    answer. A person who goes on is asked the next question, or can write more of the story."""
    answers = answers_with_ticks(questionnaire, draft)
    told = frozenset(answer.question for answer in answers)
    remaining = replace(draft, answers=answers, chosen=(), trail=(), changing=False, hidden=draft.hidden | told, page=0)
    if draft.at in told - {STORY} or draft.changing:
        remaining = go_on(questionnaire, replace(remaining, at="", screen="review"), now)
    return replace(remaining, screen=HIDE, changed_at=now)


def is_at_hide(draft: Draft) -> bool:
    """Whether Hide was pressed and nobody has gone on since."""
    return draft.screen == HIDE


def is_out_of_sight(draft: Draft) -> bool:
    """Whether Hide was pressed, nobody has gone on since, and something was told before that must not be shown."""
    return is_at_hide(draft) and bool(draft.hidden)

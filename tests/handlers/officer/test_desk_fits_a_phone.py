"""A question on an officer's desk stays in view on a phone while its options are read (as for reporters)."""

from typing import Any

import pytest

from bot.domain.desk_answers import ProposedClosing
from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.officer.desk_steps import DeskChoice
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons import CloseOutcome
from handlers.officer.cases.views_forms import choice
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from tests.support.domain.answers import PROFILE
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.screens.phone_screen import SCREEN, height

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: AT)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_all_outcomes_fit_on_the_screen_with_their_question(language: str) -> None:
    said = DeskChoice(number=CaseNumber(12), form="close", question="outcome", answers=ProposedClosing())
    notice = Notice(said, ToChat(ChatId(5), language))
    shown = await choice(CONTEXT, OutboxRow(1, ChatId(5), language, notice, 0, None, None, is_group=False), said)
    found = [parse(key.data) for row in shown.keys for key in row]
    assert [one.outcome for one in found if isinstance(one, CloseOutcome)] == list(PROFILE.outcomes)
    assert height(shown.text, shown.keys) <= SCREEN

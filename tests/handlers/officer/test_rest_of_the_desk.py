"""A supervisor's desk shows the first few cases that nobody has acknowledged; a button leads to all of them."""

from typing import Any

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.case_rows import WaitRow
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.officer.work import FromAbove, Worklist
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons_lists import CasesFrom
from handlers.officer.work.views_work import worklist
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from tests.support.any_notice import any_of
from tests.support.domain.answers import PROFILE
from tests.support.facts_of_notices import AT, CATALOGUE

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: AT)
UNTAKEN = any_of(WaitRow, {"kind": "untaken", "marks": frozenset()})
RED = any_of(WaitRow, {"kind": "red", "marks": frozenset()})


async def to_lists(above: FromAbove, language: str) -> dict[str, str]:
    """Buttons of the desk that lead to lists of cases: label and filter."""
    said = Worklist(above=above)
    notice = Notice(said, ToChat(ChatId(5), language))
    shown = await worklist(CONTEXT, OutboxRow(1, ChatId(5), language, notice, 0, None, None, is_group=False), said)
    found = {key.text: parse(key.data) for row in shown.keys for key in row}
    return {label: one.words for label, one in found.items() if isinstance(one, CasesFrom)}


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ("All that nobody has acknowledged: 43", "All that are red: 7")),
        ("zh-Hans", ("全部无人签收的案件：43", "全部红牌案件：7")),
    ],
)
async def test_desk_lines_that_do_not_fit_are_one_tap_away(language: str, labels: tuple[str, str]) -> None:
    above = FromAbove(untaken=(UNTAKEN,), untaken_total=43, red=(RED,), red_total=7)
    assert await to_lists(above, language) == dict(zip(labels, ("unacknowledged", "red"), strict=True))


async def test_a_desk_that_shows_everything_has_no_button_for_more() -> None:
    assert await to_lists(FromAbove(untaken=(UNTAKEN,), untaken_total=1, red=(RED,), red_total=1), "en") == {}

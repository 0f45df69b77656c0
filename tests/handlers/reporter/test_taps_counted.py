"""How many taps lead to a sent danger report, counted on the shown buttons: at most 8 on every path."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.ids import ChatId, PersonKey, UserId
from bot.domain.intake import joined
from bot.domain.intake.questionnaire import done, may_send, skip, stub_due, toggle
from bot.domain.notices.notice import Mode
from bot.domain.notices.reporter.screens import PlainQuestion as Shown
from bot.domain.people import Visitor
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Draft
from bot.usecases.reporting.draft.screens import Display, screen
from handlers.reporter import buttons as b
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from handlers.views import VIEWS
from tests.support.domain.answers import ASKED, NOW, PROFILE, a_draft
from tests.support.domain.examples import some_of, turned
from tests.support.facts_of_notices import CATALOGUE, LANGUAGES

NOBODY: Any = None
CONTEXT = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", NOBODY, NOBODY, lambda: NOW)
MOST_TAPS = 8
SEND = 2
"""'Send what I have', and Send."""
STARTS = ("adult", "child_self-under_14", "child_self-14_17", "child_other-under_14", "child_other-14_17")
HARMS = ASKED.questions["harms"].options


class Tapping:
    """Somebody who taps what they see, one button at a time."""

    def __init__(self, language: str) -> None:
        self.draft: Draft = a_draft()
        self.language, self.taps, self.page = language, 0, 0

    async def buttons(self) -> list[object]:
        """What can be tapped now."""
        draft = replace(self.draft, language=self.language, page=self.page)
        notice = screen(PROFILE, Visitor(UserId(5), ChatId(5), PersonKey("p"), self.language), draft, Display(Mode.NEW))
        row = OutboxRow(1, ChatId(5), self.language, notice, 0, None, None, is_group=False)
        assert isinstance(notice.content, Shown) or notice.kind == "start"
        shown = await VIEWS.words(CONTEXT, row, notice.content)  # type: ignore[arg-type]
        assert shown is not None
        return [parse(key.data) for keys in shown.keys for key in keys]

    async def tap(self, button: object) -> None:
        """Turns pages until the button is there, and presses it. Each press is counted."""
        while button not in await self.buttons():
            further = [one for one in await self.buttons() if isinstance(one, b.ShowPage) and one.page > self.page]
            assert further, f"{button} is nowhere"
            self.page, self.taps = further[0].page, self.taps + 1
        self.taps += 1


def places() -> Iterator[tuple[str, str]]:
    yield from ((start, danger) for start in STARTS for danger in ("yes_now", "maybe_today"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("start", "danger"), list(places()))
async def test_a_danger_report_is_sent_by_eight_taps_at_most(start: str, danger: str, language: str) -> None:
    """The suite tries a third of the kinds of harm on each path, others on the next one, and always the last two, which
    stand on the last page."""
    needed = {}
    turn = [*places()].index((start, danger)) + LANGUAGES.index(language)
    for harm in dict.fromkeys((*some_of(turned(HARMS, turn), len(HARMS) // 3), *HARMS[-2:])):
        one = Tapping(language)
        await one.tap(b.Choose("start", start))
        one.draft = joined.choose(ASKED, one.draft, "start", start, NOW)
        await one.tap(b.Choose("danger", danger))
        one.draft = joined.choose(ASKED, one.draft, "danger", danger, NOW)
        await one.tap(b.Skip("place_now"))
        one.draft = skip(ASKED, one.draft, NOW)
        await one.tap(b.Tick("harms", harm))
        one.draft = toggle(ASKED, one.draft, harm, NOW)
        await one.tap(b.Finish("harms"))
        one.draft = done(ASKED, one.draft, NOW)
        assert stub_due(ASKED, one.draft)
        assert may_send(ASKED, one.draft)
        needed[harm] = one.taps
    assert max(needed.values()) + SEND <= MOST_TAPS, needed
    assert min(needed.values()) == 5


async def test_the_count_of_taps_would_notice_one_more_page() -> None:
    """For an adult who reads English the last kinds of harm are on the second page: one tap more, none to spare."""
    one = Tapping("en")
    one.draft = joined.choose(ASKED, one.draft, "start", "adult", NOW)
    one.draft = joined.choose(ASKED, one.draft, "danger", "yes_now", NOW)
    one.draft = skip(ASKED, one.draft, NOW)
    await one.tap(b.Tick("harms", "other"))
    assert one.taps == 2

"""Where the process that draws and writes files fails, the person who asked is told that the file is not there."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.content import Content
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.queues.delivery import OutboxRow
from handlers.pictures import order
from handlers.telegram.text.rendered import RenderContext
from handlers.views import VIEWS
from tests.support.any_notice import any_of
from tests.support.facts_of_notices import CATALOGUE
from tests.support.people import PROFILE, District, open_district

SLOW = sorted((kind for kind in VIEWS.kinds if VIEWS.is_slow(object.__new__(kind))), key=str)
SAID = {"en": "at the moment", "zh-Hans": "目前无法"}


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    """A line without a case."""
    made = await open_district(tmp_path)
    yield made
    await made.database.close()


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("kind", SLOW)
async def test_a_picture_that_cannot_be_drawn_is_reported_to_its_reader(
    kind: type[Content], language: str, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "PROGRAM", (sys.executable, "-c", "raise SystemExit(1)"))
    reading, files, now = district.database.reading, district.database.files, district.time.now
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", reading, files, now)
    content = any_of(kind, {"page": "late", "form": "xlsx", "word": "week"})
    row = OutboxRow(
        1,
        ChatId(7),
        language,
        Notice(content, ToChat(ChatId(7), language), Priority.REPLY),
        0,
        None,
        None,
        is_group=False,
    )
    rendered = await VIEWS.words(context, row, content)
    assert rendered is not None
    assert rendered.made == ()
    assert SAID[language] in rendered.text

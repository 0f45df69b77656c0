"""SG14: what a locked phone shows of a message that the line begins tells nothing, in any language."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, get_args

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import ToChat
from bot.domain.notices.to_reporters import ExpiredSoon
from bot.ports.delivery import OutboxRow
from bot.usecases.casework.announce import ToReporters
from handlers.telegram.rendered import RenderContext
from tests.support import wording
from tests.support.danger import told_harm
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.notices import notice_of, worded
from tests.support.people import PROFILE, District, Someone, open_district

ROOT = Path(__file__).parents[2]
FACTS: dict[str, Any] = {
    "number": 1,
    "due": AT.isoformat(),
    "until": AT.isoformat(),
    "text_key": "canned-looking_into_it",
    "words": "",
    "agency": "PSB",
}


def begun() -> set[str]:
    """Kinds of notices that the line may begin to send to a reporter."""
    return {one.KIND for one in (*get_args(ToReporters), ExpiredSoon)}


def test_what_is_begun_is_found() -> None:
    news = {"case_acknowledged", "case_answered", "case_closed", "apology"}
    known = {*news, "danger_sent", "expired_soon", "left_alone"}
    assert begun() >= known


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    """A case of somebody in danger that nobody has taken in time."""
    made = await open_district(tmp_path)
    await made.bind("PSB", "PROC")
    rita = Someone(made)
    await told_harm(rita)
    made.time.move(minutes=16)
    yield made
    await made.database.close()


@pytest.mark.parametrize("kind", sorted(begun()))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", ["adult", "teen", "child"])
async def test_the_first_forty_characters_are_neutral(district: District, kind: str, language: str, voice: str) -> None:
    reading, files = district.database.reading, district.database.files
    room = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", reading, files, district.time.now)
    notice = notice_of(kind, ToChat(ChatId(7), language), FACTS | {"voice": voice})
    row = OutboxRow(1, ChatId(7), language, notice, 0, None, None, is_group=False)
    rendered = await worded(room, row)
    assert rendered is not None
    assert wording.betrays(rendered.text, language) == []

"""SG14: what a locked phone shows of a message that the line begins tells nothing, in any language."""

import ast
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.ports.delivery import OutboxRow
from handlers.telegram.rendered import RenderContext
from handlers.views import VIEWS
from tests.support import wording
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
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
    """Kinds of notice that a use case hands to `tell_reporters` or `first_word`, or that say that they begin."""
    found = set()
    for path in sorted((ROOT / "bot" / "usecases").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.AsyncFunctionDef | ast.FunctionDef):
                found |= kinds_in(function)
    return found


def kinds_in(function: ast.AST) -> set[str]:
    begins = "starts=True" in ast.unparse(function)
    found = set()
    for call in ast.walk(function):
        named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id
        if named in {"tell_reporters", "first_word"} or (named == "Notice" and begins):
            words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]  # type: ignore[attr-defined]
            found |= {word for word in words[:1] if isinstance(word, str)}
    return found


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
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "yes_now")
    await rita.skip("place_now")
    await rita.tick("harms", "assault")
    made.time.move(minutes=16)
    yield made
    await made.database.close()


@pytest.mark.parametrize("kind", sorted(begun()))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", ["adult", "teen", "child"])
async def test_the_first_forty_characters_are_neutral(district: District, kind: str, language: str, voice: str) -> None:
    reading, files = district.database.reading, district.database.files
    room = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", reading, files, district.time.now)
    notice = Notice(kind, ToChat(ChatId(7), language), FACTS | {"voice": voice})
    row = OutboxRow(1, ChatId(7), language, notice, 0, None, None, is_group=False)
    rendered = await VIEWS[kind](room, row)
    assert rendered is not None
    assert wording.betrays(rendered.text, language) == []

"""SG14: what a locked phone shows of a message that the line begins reveals nothing, in any language."""

from collections.abc import AsyncIterator
from itertools import product
from pathlib import Path as Folder
from typing import Any, get_args

import pytest

from bot.domain.cases.by import By
from bot.domain.cases.reporter import questions
from bot.domain.ids import AgencyKey, CaseId, ChatId, PersonKey, ReportId
from bot.domain.notices.notice import ToChat
from bot.domain.notices.reporter.to_reporters import ExpiredSoon
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import Path
from bot.usecases.casework.messages.announce import ToReporters
from handlers.telegram.text.rendered import RenderContext
from locales import wording_rules as wording
from tests.support.facts_of_notices import AT, CATALOGUE, LANGUAGES
from tests.support.notices import notice_of, worded
from tests.support.officers import the_case
from tests.support.people import PROFILE, District, Someone, open_district
from tests.support.reporting.danger import told_harm

ROOT = Folder(__file__).parents[2]
FACTS: dict[str, Any] = {
    "number": 1,
    "due": AT.isoformat(),
    "until": AT.isoformat(),
    "text_key": "canned-looking_into_it",
    "words": "",
    "agency": "PSB",
    "report": "r1",
}


def begun() -> set[str]:
    """Kinds of notices that the line may begin to send to a reporter."""
    return {one.KIND for one in (*get_args(ToReporters), ExpiredSoon)}


def test_the_messages_that_the_line_begins_are_found() -> None:
    news = {"case_acknowledged", "case_answered", "case_closed", "apology"}
    known = {*news, "danger_sent", "expired_soon", "left_alone"}
    assert begun() >= known


@pytest.fixture
async def district(tmp_path: Folder) -> AsyncIterator[District]:
    """A case of somebody in danger that nobody has acknowledged in time."""
    made = await open_district(tmp_path)
    await made.bind("PSB", "PROC")
    rita = Someone(made)
    await told_harm(rita)
    made.time.move(minutes=16)
    yield made
    await made.database.close()


async def question_waits(district: District) -> CaseId:
    """The case, once officers have asked a question."""
    case = await the_case(district)
    report = ReportId("r1")
    by = By(PersonKey("a"), AgencyKey("PSB"), district.time.at)
    async with district.database.begin() as uow:
        after = questions.ask(case, report, Path.CHILD, template="how_now", words="", by=by)
        await uow.cases.save(after, was=case.version)
        await uow.commit()
    return case.id


@pytest.mark.parametrize("kind", sorted(begun()))
async def test_the_preview_of_a_message_is_neutral(district: District, kind: str) -> None:
    """In every language, and to readers of every age."""
    reading, files = district.database.reading, district.database.files
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", reading, files, district.time.now)
    case = await question_waits(district) if kind == "question_waits" else None
    betrayed = []
    for language, voice in product(LANGUAGES, ("adult", "teen", "child")):
        notice = notice_of(kind, ToChat(ChatId(7), language), FACTS | {"voice": voice}, case=case)
        row = OutboxRow(1, ChatId(7), language, notice, 0, None, None, is_group=False)
        rendered = await worded(context, row)
        assert rendered is not None
        betrayed += [(language, voice, words) for words in wording.betrays(rendered.text, language)]
    assert betrayed == []

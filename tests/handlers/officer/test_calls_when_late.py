"""A call says by when to acknowledge; hours later it says since when the case waits, and that it is late."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.ids import CaseNumber, ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.officer.on_call import Called, NobodyOnCall
from bot.domain.queues.delivery import OutboxRow
from bot.domain.urgency import Urgency
from handlers.officer.staff.views_roster import called, nobody_on_call
from handlers.telegram.text.rendered import RenderContext
from tests.support.casework.roster import manned
from tests.support.domain.answers import PROFILE
from tests.support.facts_of_notices import CATALOGUE
from tests.support.officers import PSB
from tests.support.people import District, Someone, open_district
from tests.support.reporting.danger import told_harm

ONE = CaseNumber(1)


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_district(tmp_path)
    yield made
    await made.database.close()


async def reads(district: District, language: str, said: Called | NobodyOnCall) -> str:
    database = district.database
    context = RenderContext(
        CATALOGUE, CATALOGUE.has, PROFILE, "bot", database.reading, database.files, district.time.now
    )
    notice = Notice(said, ToChat(ChatId(20), language))
    row = OutboxRow(1, ChatId(20), language, notice, 0, None, None, is_group=False)
    if isinstance(said, Called):
        return (await called(context, row, said)).text
    return (await nobody_on_call(context, row, said)).text


AT_ONCE = {
    "en": (
        "Case <b>1</b> (P1) has come for Police. Please acknowledge it by 10:15.",
        "has come for Police, and nobody there is on call.",
    ),
    "zh-Hans": ("公安有新案件 <b>1</b>（P1），请在 10:15 前签收。", "公安有新案件 <b>1</b>（P1）"),
}
LATE = {
    "en": (
        "has waited for Police since Mon 2 Mar, 10:00 and is late: it was to be acknowledged by Mon 2 Mar, 10:15.",
        "has waited for Police since Mon 2 Mar, 10:00 and is late",
    ),
    "zh-Hans": ("从 3月2日（周一）10:00 起等待签收，已经超时（期限 3月2日（周一）10:15）", "已经超时"),
}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_a_call_names_its_deadline_and_says_when_it_is_late(district: District, language: str) -> None:
    await manned(district, 20, 21)
    await told_harm(Someone(district))
    nobody = NobodyOnCall(number=ONE, urgency=Urgency.P1, agency=PSB)
    calls: tuple[Called | NobodyOnCall, ...] = (Called(number=ONE, agency=PSB), nobody)
    for said, words in zip(calls, AT_ONCE[language], strict=True):
        assert words in await reads(district, language, said)
    district.time.move(hours=5)
    for said, words in zip(calls, LATE[language], strict=True):
        text = await reads(district, language, said)
        assert words in text
        assert "has come" not in text
        assert "新案件" not in text

"""/status says of an unsent conversation that it is kept, and when it is sent; after Hide nothing about it."""

import pytest

from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.reports import OwnReports
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter.screens.views_status import status
from handlers.telegram.text.rendered import RenderContext
from tests.support.facts_of_notices import CATALOGUE
from tests.support.people import PROFILE, Someone

NOTHING = {"en": "There is nothing here yet.", "zh-Hans": "这里还没有内容。"}
BEGUN = {"en": "What you began here is kept, and not sent yet.", "zh-Hans": "写到一半的内容已保存，还没有发送。"}


async def reads(rita: Someone, voice: str = "adult", language: str = "en") -> str:
    stores = rita.district.database
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", stores.reading, stores.files, lambda: rita.now)
    said = OwnReports(person=rita.visitor.person, voice=voice)
    notice = Notice(said, ToChat(rita.visitor.chat, language))
    row = OutboxRow(1, rita.visitor.chat, language, notice, 0, None, None, is_group=False)
    return (await status(context, row, said)).text


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
async def test_the_status_says_that_a_begun_report_is_kept(rita: Someone, language: str) -> None:
    assert NOTHING[language] in await reads(rita, language=language)
    await rita.start()
    await rita.choose("start", "adult")
    await rita.choose("danger", "no")
    await rita.say("He beats her at night")
    text = await reads(rita, language=language)
    assert BEGUN[language] in text
    assert NOTHING[language] not in text


async def test_the_status_of_somebody_in_danger_says_when_the_report_is_sent(rita: Someone) -> None:
    await rita.start()
    await rita.choose("start", "child_self-under_14")
    await rita.choose("danger", "maybe_today")
    assert "It goes to helpers at 10:10." in await reads(rita, "child")


async def test_after_hide_the_status_says_nothing_of_a_begun_report(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("He beats her at night")
    await rita.hide()
    assert NOTHING["en"] in await reads(rita)
    await rita.hide(erase=False)
    assert NOTHING["en"] in await reads(rita)


async def test_the_status_shows_a_sent_report_and_a_begun_one_together(rita: Someone) -> None:
    await rita.is_reporting()
    await rita.say("They wait for him")
    await rita.check()
    await rita.send()
    assert BEGUN["en"] not in await reads(rita)
    await rita.start()
    await rita.choose("start", "adult")
    text = await reads(rita)
    assert BEGUN["en"] in text
    assert "What you told us" in text

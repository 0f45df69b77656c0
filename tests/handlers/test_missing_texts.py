"""Missing texts mute nothing: every notice is worded without any text, and a running line goes on."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.cli.demo import Cast, CastByLinks
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.notices.every import Worded
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToChat
from bot.domain.notices.officer.answers import AnswerWaits
from bot.domain.notices.officer.cases import Card
from bot.domain.notices.officer.merged_cases import MergeReasons
from bot.domain.notices.officer.questions import AskShown
from bot.domain.notices.reporter.to_reporters import CaseAcknowledged, CaseClosed
from bot.domain.notices.supervisor.deadlines import TextsMissing
from bot.domain.notices.supervisor.people import PersonAsked, PersonShown
from bot.domain.notices.supervisor.retention import KeepWhyAsked, KeepYearsAsked
from bot.domain.queues.delivery import OutboxRow
from bot.loops.text_watch import TextWatch
from bot.usecases.access.appointments import appoint
from bot.usecases.deadlines.missing_texts import tell_missing
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.views import VIEWS
from locales.catalogue import Catalogue
from locales.fallback import FallbackCatalogue
from tests.support.any_notice import any_of
from tests.support.people import PROFILE, District, Someone, open_district
from tests.support.processes.outages import RunningBots, running_bots
from tests.support.reporting.danger import told_harm
from tests.support.running.bot_with_roles import the_case
from tests.support.running.conversation import answer, tell
from tests.support.running.running_bot import still_queued
from tests.support.sources.removed_texts import take_out
from tests.support.waiting import until

EDU = AgencyKey("EDU")


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    """A case of somebody in danger."""
    made = await open_district(tmp_path)
    await made.bind("PSB", "PROC")
    await told_harm(Someone(made))
    yield made
    await made.database.close()


async def said(district: District, text: Catalogue, content: Worded, case: Case) -> Rendered | None:
    """The notice about this case as its view words it."""
    reading, files = district.database.reading, district.database.files
    context = RenderContext(text, text.has, PROFILE, "bot", reading, files, district.time.now)
    to = ToAgency(case.lead) if isinstance(content, Card) else ToChat(ChatId(7), "en")
    about = None if isinstance(content, STEPS) else case.id
    notice = Notice(content, to, Priority.REPLY, case=about)
    row = OutboxRow(1, ChatId(7), "en", notice, 0, None, None, is_group=False)
    return await VIEWS.words(context, row, content)


def catalogue() -> FallbackCatalogue:
    return FallbackCatalogue(PROFILE.zone, PROFILE.languages, PROFILE.texts)


STEPS = (CaseAcknowledged, CaseClosed)
"""For a given case these are said only where that step was taken."""
SPECIAL: dict[type, dict[str, Any]] = {
    AskShown: {"chosen": 1},
    AnswerWaits: {"item": 1},
    KeepWhyAsked: {"what": "keep"},
    KeepYearsAsked: {"reason": "inquiry"},
    MergeReasons: {"options": ("same_child", "link")},
    PersonAsked: {"what": "leaves"},
    PersonShown: {"offers": ("leaves", "newcode")},
}
"""Facts that a button of the notice must be able to hold."""
SILENT = {
    "AnswerLate", "AskedToLead", "DutyLetter", "HandedOver", "HandoverTold", "HeadCard", "InstitutionCard",
    "LadderList", "LeftAlone", "LinkPoster", "QuestionShown", "QuestionWaits", "Raised", "ReminderList",
    "RevealAsked", "SealedFile", "SlipAsk", "SlipHandOver", "SlipPage", "SlipText", "StaffLinkAsk", "StoryFile",
    "StoryPlace", "TaskEnded", "TaskGiven", "TaskOpened",
}  # fmt: skip
"""Nothing is said about a question, a task, a file, an institution or a handover that does not exist, or a step that
was not taken."""


async def test_every_notice_is_worded_without_any_text(district: District) -> None:
    """A notice that has words where all texts exist has some where none does, and it has the same buttons."""
    whole, torn, silent = catalogue(), catalogue(), set[str]()
    take_out(torn)
    case, known = await at_hand(district)
    for kind in sorted(VIEWS.kinds, key=str):
        content = any_of(kind, known | SPECIAL.get(kind, {}))
        full, bare = await said(district, whole, content, case), await said(district, torn, content, case)
        if full is None or bare is None:
            assert full is bare, kind
            silent.add(kind.__name__)
            continue
        assert bool(bare.text.strip()) == bool(full.text.strip()), kind
        assert [[key.data for key in row] for row in bare.keys] == [[key.data for key in row] for row in full.keys]
        assert all(key.text.strip() for row in bare.keys for key in row), kind
    assert silent == SILENT


async def at_hand(district: District) -> tuple[Case, dict[str, Any]]:
    """The case, and facts that lead to it and to the conversation of its reporter."""
    case = await the_case(district)
    async with district.database.reading() as uow:
        (report,) = await uow.reports.of_case(case.id)
        reporter = await uow.reports.reporter(report.reporter)
    assert reporter is not None
    facts = {"agency": case.lead, "case": case.id, "cases": (case.id,), "report": report.id, "person": reporter.person}
    return case, facts


TORN = ("agency-EDU", "agency-EDU-short", "harm-bullying", "number-police", "q-review", "received", "urgency-P3")
"""Of every kind one: a body, a harm, a number, a question, the receipt, a class."""


@asynccontextmanager
async def a_line(home: Path) -> AsyncIterator[tuple[RunningBots, Cast, FallbackCatalogue]]:
    """A running line with people, an administrator, and its texts."""
    async with running_bots(home, f"sqlite:///{home}/tipline.db") as here:
        (app,) = here.apps
        yield here, await CastByLinks(app, here.world).gather(), app.assembly.components.text


async def is_done(here: RunningBots) -> bool:
    """Whether everything has been handled and sent, and nothing was given up."""
    report = await here.apps[0].status.report()
    assert not report["outbox_dead"]
    return not still_queued(report)


async def test_texts_missing_at_runtime_delay_nothing(tmp_path: Path) -> None:
    async with a_line(tmp_path) as (here, cast, text):
        rita = await here.world.person("Rita")
        await tell(rita)
        take_out(text, TORN)
        await answer(rita, ("", "Send what I have"), ("review", "Send"))
        await rita.wait_for(lambda message: message.words == "received" or message.words.startswith("received\n"))
        card = await cast.officers[EDU].wait_for("bullying", cast.groups[EDU])
        assert "P3" in card.words
        await rita.say("/help")
        listed = await rita.wait_for("120 Ambulance")
        assert "110 police" in listed.words
        await here.ada.wait_for(lambda message: "有文字缺失" in message.words and "en received" in message.words)
        await until(partial(is_done, here))


async def test_without_any_text_every_message_is_still_sent(tmp_path: Path) -> None:
    async with a_line(tmp_path) as (here, cast, text):
        rita = await here.world.person("Rita")
        await tell(rita)
        await answer(rita, ("", "Send what I have"))
        screen = await rita.wait_for("Please check, then send")
        take_out(text)
        await rita.press("Send", message=screen)
        await rita.wait_for(lambda message: message.words.startswith("received"))
        await cast.officers[EDU].wait_for("staff card", cast.groups[EDU])
        await here.ada.wait_for("machine texts missing")
        await until(partial(is_done, here))


async def test_administrators_are_told_once_of_each_missing_text(tmp_path: Path) -> None:
    """That is true for any number of messages that need the text, in any process."""
    district = await open_district(tmp_path)
    ada = Someone(district, 77)
    await ada.start()
    await appoint(district.services, district.time.at, frozenset(), frozenset({UserId(77)}))
    first, second = ("harm-hazing", "en"), ("agency-HBR", "zh-Hans")
    for missing in ([first], [first], [second, first], [second]):
        await tell_missing(district.services, missing, district.time.at)
    sent = [notice.content for notice in await district.deliver() if isinstance(notice.content, TextsMissing)]
    assert [said.texts for said in sent] == [("en harm-hazing",), ("zh-Hans agency-HBR",)]
    await district.database.close()


async def test_a_missing_text_that_could_not_be_reported_is_reported_later() -> None:
    missing, told, is_away = {("a", "en")}, list[set[tuple[str, str]]](), [True, False, False]

    async def tell_them(new: Collection[tuple[str, str]]) -> None:
        if is_away.pop(0):
            raise OSError
        told.append(set(new))

    watch = TextWatch(lambda: missing, tell_them)
    for _ in range(3):
        await watch.look()
    missing.add(("b", "en"))
    await watch.look()
    assert told == [{("a", "en")}, {("b", "en")}]

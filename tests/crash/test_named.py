"""What may come twice after a death says of which morning or which week it is: the proof knows a repeat by it."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.officer.on_call import WhoIsOnCall
from bot.domain.notices.supervisor.exports import WeeklyReport, WeeklyTable
from bot.domain.numbers.board import Period
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext
from tests.crash.flight import shape
from tests.crash.life import Death, Life
from tests.crash.proof import may_repeat, posted
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.oversight.boards import AT, weeks_without_cases
from tests.support.people import PROFILE, District, open_district

HERE, GROUP = ChatId(-7), "Group of PROC"
WEEK = ("Late now\nAll agencies: as of 30 Nov, 08:30", "Promises\nAll agencies: 24 Nov to 30 Nov")
"""Captions of two pictures of a weekly report."""


def a_life(*captions: str) -> Life:
    """In it one album was sent to the supervising body's group."""
    media = json.dumps([{"type": "photo", "media": "attach://1", "caption": one} for one in captions])
    call = {"n": 1, "method": "sendMediaGroup", "code": 200, "params": {"chat_id": HERE, "media": media}}
    journal = SimpleNamespace(after=lambda _: [call])
    simulator = SimpleNamespace(cloud=SimpleNamespace(journal=journal))
    district = SimpleNamespace(names={HERE: GROUP})
    return cast("Life", SimpleNamespace(simulator=simulator, district=district, stretch_at=lambda _: "begin"))


def test_an_album_is_as_many_messages_as_pictures_and_known_by_their_captions() -> None:
    assert posted(a_life(*WEEK)) == {("begin", GROUP): Counter(shape(one) for one in WEEK)}


def test_an_album_that_says_its_week_may_come_twice_and_one_that_does_not_may_not() -> None:
    for captions, may in ((WEEK, True), (("Late now", "Promises"), False)):
        again = [*posted(a_life(*captions))["begin", GROUP].elements()]
        death = Death("begin", {GROUP: Counter(again)})
        assert may_repeat(death, GROUP, again) is may


async def of_the_calendar(district: District, content: Any) -> list[str]:
    """The words of each message, as they are in the group."""
    database = district.database
    at = district.time.now
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", database.reading, database.files, at)
    rendered = await worded(
        context, OutboxRow(1, HERE, "en", Notice(content, ToChat(HERE, "en")), 0, None, None, is_group=True)
    )
    assert rendered is not None
    return [*[one.caption for one in rendered.made], *([rendered.text] if rendered.text else [])]


@pytest.fixture
async def district(tmp_path: Path) -> AsyncIterator[District]:
    made = await open_district(tmp_path)
    yield made
    await made.database.close()


async def test_whatever_the_calendar_sends_to_a_group_is_known_by_its_day(district: District) -> None:
    board = replace(weeks_without_cases(), period=Period("week", AT.date(), AT.date()))
    sent = [WhoIsOnCall(agency=AgencyKey("PROC"), why="today"), WeeklyReport(board=board), WeeklyTable(board=board)]
    told = [words for content in sent for words in await of_the_calendar(district, content)]
    assert len(told) == 1 + (4 + 1) + 1
    for words in told:
        assert may_repeat(Death("begin", {GROUP: Counter([shape(words)])}), GROUP, [shape(words)]), words


def test_what_hangs_under_a_card_of_its_case_may_come_twice_and_what_hangs_nowhere_may_not() -> None:
    flying = {GROUP: Counter(["On call: Sue"])}
    assert may_repeat(Death("begin", flying, {GROUP: frozenset(["On call: Sue"])}), GROUP, ["On call: Sue"])
    assert not may_repeat(Death("begin", flying), GROUP, ["On call: Sue"])
    assert not may_repeat(Death("begin", {}, {GROUP: frozenset(["On call: Sue"])}), GROUP, ["On call: Sue"])

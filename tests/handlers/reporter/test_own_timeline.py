"""/status says in plain words what was done and on which day, to adults, teenagers and children, in both languages."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from bot.domain.cases import steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.reports import OwnReports
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter.screens.views_status import OwnStatus, status_block
from handlers.reporter.screens.words import ScreenWords
from handlers.telegram.text.rendered import RenderContext
from locales.catalogue import Catalogue
from tests.support.domain.a_case import AMAL, BULLYING, POLICY, a_case, a_report, an_opinion
from tests.support.people import PROFILE

RITA = ChatId(7)
TUESDAY = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
"""10 in the morning in the district."""


def worked_on() -> Case:
    case = steps.acknowledge(a_case(BULLYING, TUESDAY - timedelta(days=1)), a_case().lead, AMAL, TUESDAY)
    case = steps.assess(case, an_opinion(case.lead), POLICY, TUESDAY + timedelta(days=1))
    return steps.act(case, By(AMAL, case.lead, TUESDAY + timedelta(days=2)), "Visit to Poplar Road")


def block(voice: str, locale: str, case: Case) -> list[str]:
    """The lines below the number of the report."""
    text, nothing = Catalogue(PROFILE.zone, own=PROFILE.texts), cast("Any", None)
    context = RenderContext(text, text.has, PROFILE, "tipline", nothing, nothing, lambda: TUESDAY)
    notice = Notice(OwnReports(person=AMAL, voice=voice), ToChat(RITA, locale))
    words = ScreenWords(context, OutboxRow(1, RITA, locale, notice, 0, None, None, is_group=False), voice)
    return status_block(words, OwnStatus(a_report(BULLYING), 1, case, []), TUESDAY).split("\n")[1:4]


SAID = {
    ("adult", "en"): [
        "Taken by an officer on Tue 3 Mar.",
        "Officers looked at it closely on Wed 4 Mar.",
        "Officers began to work on it on Thu 5 Mar.",
    ],
    ("teen", "en"): [
        "Taken by an officer on Tue 3 Mar.",
        "Officers looked at it closely on Wed 4 Mar.",
        "Officers began to work on it on Thu 5 Mar.",
    ],
    ("child", "en"): [
        "A helper took it on Tue 3 Mar.",
        "Helpers looked at it closely on Wed 4 Mar.",
        "Helpers began to work on it on Thu 5 Mar.",
    ],
    ("adult", "zh-Hans"): [
        "已于 3月3日（周二）由工作人员接手。",
        "已于 3月4日（周三）仔细评估。",
        "已于 3月5日（周四）开始办理。",
    ],
    ("child", "zh-Hans"): [
        "3月3日（周二）有人接手了。",
        "3月4日（周三）帮忙的人仔细看过了。",
        "3月5日（周四）帮忙的人开始办了。",
    ],
}


@pytest.mark.parametrize(("voice", "locale"), sorted(SAID))
def test_each_step_of_the_timeline_has_its_day(voice: str, locale: str) -> None:
    assert block(voice, locale, worked_on()) == SAID[voice, locale]


@pytest.mark.parametrize(("voice", "locale"), sorted(SAID))
def test_the_timeline_names_no_body_no_person_and_no_measure(voice: str, locale: str) -> None:
    told = "\n".join(block(voice, locale, worked_on()))
    text = Catalogue(PROFILE.zone, own=PROFILE.texts)
    bodies = [text(f"agency-{key}", locale) for key in PROFILE.agencies]
    assert [name for name in (*bodies, *PROFILE.agencies, "amal", "Poplar Road") if name in told] == []

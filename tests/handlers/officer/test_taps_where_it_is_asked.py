"""Acts that are begun where somebody is asked for them: after how many taps, counted on the shown buttons; the message
with the last tap says what follows."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_roster as r
from handlers.officer import buttons_work as w
from handlers.officer.buttons_lists import CasesFrom
from handlers.reporter import buttons_identity as v
from handlers.supervisor import buttons as k
from handlers.supervisor import buttons_boards as n
from handlers.supervisor import buttons_institutions as i
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown
from tests.support.screens.scenes_of_asking import (
    AskingScene,
    a_group_is_new,
    has_a_file,
    has_just_answered,
    helps,
    is_asked_to_lead,
    is_asked_who_reported,
    is_on_call,
    is_one_of_two,
    is_over_the_limit,
    is_rung,
    is_told_twice,
    leads_and_has_no_name,
    one_has_let_it_go,
    sealed_files_wait,
    sits_in_a_group,
    supervises,
    time_is_over,
)
from tests.support.screens.tap_walk import ASKED_WHERE_IT_IS_SHOWN, MOST_TAPS, Taps, TapWalk


@pytest.fixture
def scene(district: District, rita: Someone) -> AskingScene:
    """Nothing has been reported yet."""
    return AskingScene(district, Chats(district, defaultdict(lambda: Shown("", ()))), rita)


Start = Callable[[TapWalk], Awaitable[Taps]]


def desk(walk: TapWalk) -> Awaitable[Taps]:
    return walk.from_the_desk()


def here(walk: TapWalk) -> Awaitable[Taps]:
    return walk.from_what_stands_here()


@cache
def menu(command: str, *given: Any) -> Start:
    return lambda walk: walk.from_the_menu(command, *given)


@dataclass(frozen=True)
class TapCount:
    """Where an act is begun, after how many taps it is done or begun, and what is read before the last one."""

    comes_about: Callable[[AskingScene], Awaitable[TapWalk]]
    start: Start
    taps: int
    said: str


TABLE: Mapping[type[Any] | str, TapCount] = {
    b.NotOurs: TapCount(helps, here, 1, "Case 1"),
    b.NotOursReason: TapCount(helps, here, 2, "The others keep it"),
    h.AcceptLead: TapCount(is_asked_to_lead, desk, 2, "from then on you answer for it"),
    h.GiveBack: TapCount(is_asked_to_lead, desk, 2, "Please answer by"),
    b.TakeAnswerBack: TapCount(has_just_answered, here, 1, "Until then you can take it back"),
    "reveal": TapCount(leads_and_has_no_name, desk, 2, "cannot be seen until two people agree"),
    v.RevealDecide: TapCount(is_asked_who_reported, desk, 2, "it is shown once to that person alone"),
    h.OpenHanded: TapCount(is_on_call, desk, 1, "handed all of it to you"),
    b.SealFile: TapCount(
        has_a_file, desk, 2, "takes it out of every chat at once, and only the police and the procuratorate"
    ),
    b.Release: TapCount(sealed_files_wait, desk, 2, "A second person, of your agency, must press"),
    b.QuarantinedCase: TapCount(is_over_the_limit, desk, 2, "Passes by itself at"),
    k.Keep: TapCount(time_is_over, here, 1, "Keep longer"),
    k.KeepExport: TapCount(time_is_over, here, 1, "Nothing is erased by itself"),
    k.LetGo: TapCount(one_has_let_it_go, desk, 2, "it is gone for good"),
    k.DecideNewGroup: TapCount(a_group_is_new, desk, 2, "Nothing goes there unless you agree"),
    r.RingHeard: TapCount(is_rung, here, 1, "so that we know that it rings here"),
    b.Merge: TapCount(is_told_twice, desk, 2, "Perhaps the same child as /case_1"),
    b.Unmerge: TapCount(is_one_of_two, desk, 2, "One case with case 2"),
    CasesFrom: TapCount(supervises, menu("cases", ""), 2, "<b>Cases</b> (1)"),
    k.Drill: TapCount(supervises, menu("drill"), 2, "marked on every card and in no number"),
    i.OpenInstitution: TapCount(supervises, menu("institutions", ""), 2, "nobody linked"),
    i.InstitutionsPage: TapCount(supervises, menu("institutions", ""), 2, "No report in the last 12 full months: 2"),
    i.InviteHead: TapCount(supervises, menu("institutions", ""), 3, "you get a link for its head"),
    i.RemindDuty: TapCount(supervises, menu("institutions", ""), 3, "no head is here yet, so you get the letter"),
    i.NoteSuggestion: TapCount(supervises, menu("institutions", ""), 3, "Reported in the last 12 full months: no"),
    b.StaffLanguage: TapCount(sits_in_a_group, menu("language", ""), 2, "Which language"),
}


BEGINNINGS = list(dict.fromkeys((row.comes_about, row.start) for row in TABLE.values()))
"""Several acts are begun in one scene."""


@pytest.mark.parametrize(("comes_about", "start"), BEGINNINGS)
async def test_each_act_takes_its_number_of_taps_and_shows_its_consequences_first(
    scene: AskingScene, comes_about: Callable[[AskingScene], Awaitable[TapWalk]], start: Start
) -> None:
    found = await start(await comes_about(scene))
    begun = {button: row for button, row in TABLE.items() if (row.comes_about, row.start) == (comes_about, start)}
    for button, row in begun.items():
        assert button in found, sorted(map(str, found))
        count, words = found[button]
        assert count == row.taps <= MOST_TAPS, button
        assert row.said in words, words


ELSEWHERE = {
    b.CasesPage: "only under lists of the version before: today's have CasesFrom",
    n.BoardPage: "below a picture, in test_boards",
    n.BoardTheme: "below a picture, in test_boards",
    w.BodyPage: "below a desk of which there is more than it shows, in test_lists_of_the_desk",
    v.AskWhoReported: "on the desk of the second person, in test_waiting; who asks first taps the command",
}
"""Buttons that are in no message of these scenes, and where they are pressed."""


def test_every_button_of_the_staff_is_counted_here_or_from_the_desk() -> None:
    """`test_taps_of_acts` counts those of the opened case, of tasks and of staff."""
    assert not set(ELSEWHERE) & set(TABLE)
    assert set(ASKED_WHERE_IT_IS_SHOWN) == {one for one in {*TABLE, *ELSEWHERE} if not isinstance(one, str)}

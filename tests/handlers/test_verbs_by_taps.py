"""Every verb of the staff can be begun by a tap: by a button, or from the menu where it needs no word beside it."""

from typing import Any

import pytest

from bot.domain.access.duties import Duty
from bot.domain.access.places import Place
from bot.domain.ids import AgencyKey
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_case as c
from handlers.officer import buttons_tasks as t
from handlers.officer import buttons_work as w
from handlers.officer.verb import Verb
from handlers.reporter import buttons_identity as v
from handlers.staff_menus import commands_for
from handlers.staff_verbs import VERBS
from handlers.supervisor import buttons as k
from handlers.supervisor import buttons_people as p
from locales.catalogue import Catalogue
from tests.support.people import PROFILE

BUTTONS: dict[str, type[Any]] = {
    # A case: on its card, on the desk, under the opened report, under /case
    "take": b.Take, "notours": b.NotOurs, "open": b.Open, "assess": b.Assess, "reply": b.AnswerReporter,
    "takeback": b.TakeAnswerBack, "ask": b.AskReporter, "unask": b.TakeQuestionBack, "act": b.RecordMeasure,
    "close": b.Close, "approve": b.Approve, "recuse": h.Recuse, "merge": b.Merge, "unmerge": b.Unmerge,
    "transfer": h.HandOver, "accept": h.AcceptLead, "giveback": h.GiveBack, "bringin": h.BringIn,
    "finish": c.EndPart, "note": b.WriteNote, "handover": h.ToDutyDesk, "handed": h.OpenHanded,
    "reveal": v.AskWhoReported, "raise": b.RaiseClass, "lower": b.LowerClass, "agree": b.AnswerLower,
    "talk": h.CallTalk, "record": h.RecordTalk, "seal": b.SealFile, "release": b.Release, "files": b.FilesFor,
    "case": c.ShowCase,
    **c.FURTHER_ACT_BUTTONS,
    # Tasks
    "task": t.MakeTask, "tasktake": t.TakeTask, "taskdone": t.DoneTask, "taskdecline": t.DeclineTask,
    "taskgive": t.GiveTask,
    # Closed cases, and people
    "keep": k.Keep, "erase": k.LetGo, "leaves": p.AskOfPerson, "returns": p.AskOfPerson, "newcode": p.AskOfPerson,
    "hold": c.AskHold, "newgroup": k.DecideNewGroup,
    # Lists that lead on
    "desk": w.ShowDesk, "mine": w.MinePage, "tasks": t.TasksPage, "people": w.PeoplePage,
}  # fmt: skip
"""The button that begins it. On which screens it stands is walked in officer/test_taps_of_acts.py."""
FROM_THE_MENU = {
    "roster": "who is on call changes no case",
    "intake": "what is told now is no case yet",
    "cases": "a list of its own, with pages and filters by buttons below it",
    "overdue": "a list of its own",
    "agencies": "a list of its own",
    "stats": "numbers",
    "board": "pictures, with buttons below them",
    "export": "asks for nothing but the period, which is a week where none is named",
    "institutions": "a list of its own, with buttons below it",
    "quarantine": "the list of reports that wait, each with its buttons",
    "drill": "asks for the harm by buttons",
    "language": "asks for the language by buttons, in the group",
}
"""Begun from the chat's menu, because it needs no word beside it; with the reason why no other screen leads to it."""
ASKED_FIRST = {"leaves", "returns", "newcode", "hold"}
"""Their button says what follows, and the button below does it: that one is in the row of the command."""
DUTIES = (
    Duty(supervisor=True),
    Duty(bodies=frozenset({AgencyKey("EDU")})),
    Duty(heads=frozenset({AgencyKey("EDU")})),
    Duty(bodies=frozenset({AgencyKey("PROC")})),
)
TEXTS = Catalogue(PROFILE.zone, own=PROFILE.texts)
BY_NAME: dict[str, Verb] = {verb.command: verb for verb in VERBS if verb.command}


def test_every_staff_verb_can_be_started_by_a_tap() -> None:
    assert set(BY_NAME) == set(BUTTONS) | set(FROM_THE_MENU), "name its button, or why the menu alone leads to it"
    assert not set(BUTTONS) & set(FROM_THE_MENU)


def test_the_button_does_what_the_command_does() -> None:
    """It has the use case of the command, or first says what that would do."""
    for name, button in BUTTONS.items():
        uses = [verb.run for verb in VERBS if verb.button is button]
        assert len(uses) == 1, name
        assert name in ASKED_FIRST or uses == [BY_NAME[name].run], name
        assert BY_NAME[name].button is not None or name == "task"


@pytest.mark.parametrize("name", FROM_THE_MENU)
def test_commands_in_the_menu_need_no_further_words(name: str) -> None:
    BY_NAME[name].words([])  # raises a refusal where a word is missing
    places = BY_NAME[name].run.places
    shown = [commands_for(duty, place, PROFILE) for duty in DUTIES for place in (Place.PRIVATE, Place.GROUP)]
    assert Place.PRIVATE not in places or any(name in menu for menu in shown)


@pytest.mark.parametrize("language", PROFILE.languages)
def test_every_verb_says_in_the_menu_what_it_does(language: str) -> None:
    assert [name for name in BY_NAME if not TEXTS.has(f"command-{name}", language)] == []

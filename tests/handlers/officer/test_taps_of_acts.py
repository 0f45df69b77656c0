"""How many taps lead from the desk to each act of the staff, counted on the shown buttons: three at most.

The last tap begins the act: its form first says what follows (class, deadlines, who is told), or it is done.
"""

from pathlib import Path
from typing import Any

from bot.domain.cases import assignments
from bot.domain.cases.by import By
from bot.domain.ids import CaseNumber
from bot.domain.people import Agent, Staff
from bot.domain.second_factor import FactorStep, SecondFactor
from bot.usecases.casework.forms import FORMS
from bot.usecases.deadlines import reminders
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_case as c
from handlers.officer import buttons_roster as r
from handlers.officer import buttons_work as w
from handlers.supervisor import buttons as k
from handlers.supervisor import buttons_people as p
from tests.support.acting import begins, hands_in, taps, writes
from tests.support.bound_district import open_bound
from tests.support.casework.questions import asks
from tests.support.officers import CYL, EDU, PROC, Officer, employ, officer, reported
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats
from tests.support.screens.tap_walk import ASKED_WHERE_IT_IS_SHOWN, BUTTONS, MOST_TAPS, TapWalk

OF_A_FORM = {
    b.AssessValue, b.ReplyCanned, b.CloseOutcome, b.CloseSafe, h.RecuseWho, b.DeskTap, b.DeskDone, b.NotOursReason,
    h.GiveBackReason, k.KeepWhy, k.KeepYears, k.HoldWhy, k.LiftWhy, b.FilesFor, r.RosterTap,
    p.EndRights, p.GiveRightsBack, p.TakeSecondFactorOff,
}  # fmt: skip
"""Steps of an act that has begun."""


async def waits(district: District) -> Officer:
    return officer(district, 20, EDU)


async def is_worked_on(district: District) -> Officer:
    """The lead's head, with a question that waits, a task of their own and one that nobody has taken."""
    head = officer(district, 24, EDU, head=True)
    await employ(district, head, head=EDU)
    await head.takes()
    await asks(head)
    async with district.services.begin() as uow:
        was = await uow.cases.by_number(CaseNumber(1))
        assert was is not None
        case = was
        for owner in (head.agent.person, None):
            due_at, by = district.time.at.replace(day=9), By(head.agent.person, EDU, district.time.at)
            case = assignments.assign(case, template="", words="x", agency=EDU, owner=owner, due_at=due_at, by=by)
        await uow.cases.save(case, was=was.version)
        await uow.commit()
    return head


async def is_helped_with(district: District) -> Officer:
    who = officer(district, 22, CYL)
    await who.takes()
    return who


async def is_to_be_talked_of(district: District) -> Officer:
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins(*amal.me, "talk")
    await taps(*amal.me, "talk", "when", "2")
    await hands_in(*amal.me)
    return amal


async def has_done_all(district: District) -> tuple[Officer, Officer]:
    """The lead's officer has nothing left to do but close the case; and the lead's head."""
    amal, head = officer(district, 20, EDU), officer(district, 24, EDU, head=True)
    await amal.takes()
    await amal.assesses(1, 1, 2)
    await amal.acts("Talked to the class")
    await amal.answers("thank_you")
    return amal, head


async def is_to_be_closed(district: District) -> Officer:
    amal, head = await has_done_all(district)
    await amal.closes("school_measure")
    return head


async def is_to_be_looked_at_again(district: District) -> Officer:
    amal, head = await has_done_all(district)
    await begins(*amal.me, "close")
    await taps(*amal.me, "close", "outcome", "school_measure")
    await taps(*amal.me, "close", "safe", "plan")
    await taps(*amal.me, "close", "again", "7")
    await writes(*amal.me, "The others have nothing to add")
    await hands_in(*amal.me)
    await head.approves()
    return amal


async def above(district: District) -> Officer:
    """A supervisor who belongs to no body, beside an officer with a code of their own."""
    known = officer(district, 40, EDU)
    sue = Officer(district, Agent(known.agent.person, supervisor=True), known.visitor)
    await employ(district, sue, supervisor=True)
    amal = officer(district, 20, EDU)
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(amal.agent.person, amal.visitor.user, "en", bodies=frozenset({EDU})))
        await uow.second_factors.save(amal.agent.person, SecondFactor(step=FactorStep.CHOOSE))
        await uow.commit()
    return sue


async def is_to_be_lowered(district: District) -> Officer:
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins(*amal.me, "lower")
    await taps(*amal.me, "lower", "to", "P4")
    await writes(*amal.me, "It was a game")
    await hands_in(*amal.me)
    return await above(district)


async def nobody_leads_it(district: District) -> Officer:
    """Another body was asked to lead and has not answered for its 8 hours."""
    amal = officer(district, 20, EDU)
    await amal.takes()
    await begins(*amal.me, "transfer")
    await taps(*amal.me, "transfer", "body", "JUS")
    await writes(*amal.me, "It happens at home")
    await hands_in(*amal.me)
    district.time.move(hours=9)
    await reminders.act_on_due(district.services, district.time.at)
    return await above(district)


async def is_watched(district: District) -> Officer:
    """Somebody of the supervising body, with a copy of it."""
    return officer(district, 26, PROC)


SITUATIONS = (
    waits, is_worked_on, is_helped_with, is_to_be_talked_of, is_to_be_closed, is_to_be_looked_at_again, above,
    is_to_be_lowered, nobody_leads_it, is_watched,
)  # fmt: skip


async def counted(folder: Path) -> dict[type[Any], int]:
    """The fewest taps for each button, over all situations."""
    fewest: dict[type[Any], int] = {}
    for situation in SITUATIONS:
        home = folder / situation.__name__
        home.mkdir()
        district = await open_bound(home)
        rita = Someone(district)
        await reported(rita, "yes")
        walk = TapWalk(Chats(district), await situation(district))
        await walk.chats.deliver()
        for button, (depth, _) in (await walk.from_the_desk()).items():
            if not isinstance(button, str):
                fewest[button] = min(depth, fewest.get(button, depth))
        await district.database.close()
    return fewest


async def test_every_act_is_at_most_three_taps_from_the_desk(tmp_path: Path) -> None:
    found = await counted(tmp_path)
    acts = set(BUTTONS) - OF_A_FORM - ASKED_WHERE_IT_IS_SHOWN - {w.ShowDesk}
    assert acts - set(found) - set(c.FURTHER_ACT_BUTTONS.values()) == set(), (
        "these are reached by no taps from the desk"
    )
    assert found[c.ShowCase] < MOST_TAPS, "further acts stand below it, where they fit (test_ways)"
    assert {button.__name__: taps for button, taps in found.items() if button in acts and taps > MOST_TAPS} == {}


def test_every_staff_button_is_an_act_a_step_or_asked_elsewhere() -> None:
    assert set(BUTTONS) | {b.DeskTap} >= ASKED_WHERE_IT_IS_SHOWN | OF_A_FORM
    assert {b.NotOursReason} == OF_A_FORM & ASKED_WHERE_IT_IS_SHOWN


SAID_ON_THE_WAY = {
    "assess": "which class results, whose deadlines become sooner, whether the bodies must talk: before Save",
    "agree": "the proposal is read before it is answered",
}
CHANGES_A_RECORD_ALONE = {
    "act": "what was done is kept with the case",
    "note": "a note for each other",
    "finish": "the part is done, with a note",
    "look": "what was seen; who hears is said at the question",
    "recuse": "the question says what follows",
    "reveal": "the reason goes to the second person",
    "taskdone": "the task is done, with a note",
    "taskdecline": "the reason goes to who gave it",
    "taskgive": "the task is another's",
}


def test_the_consequences_of_an_act_are_shown_before_it_is_done() -> None:
    """Class, deadlines and who is told are in a preview, unless the form says them on the way or nothing follows."""
    shown = {name for name, form in FORMS.items() if form.preview}
    assert set(FORMS) - shown == {*SAID_ON_THE_WAY, *CHANGES_A_RECORD_ALONE}
    assert shown >= {
        "reply",
        "ask",
        "close",
        "transfer",
        "lead",
        "bringin",
        "raise",
        "lower",
        "talk",
        "record",
        "reopen",
        "task",
    }

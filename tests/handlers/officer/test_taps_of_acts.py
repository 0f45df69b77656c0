"""How many taps lead from the desk to each act of the staff, counted on the buttons that are shown: three at most.

The last of the taps begins the act: its form says first what follows (class, deadlines, who hears), or it is done.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.cases import assignments
from bot.domain.ids import CaseNumber
from bot.domain.people import Agent, Staff
from bot.domain.second_factor import LockStep, SecondFactor
from bot.usecases.access.asking import Asking
from bot.usecases.casework.forms import FORMS
from bot.usecases.clocks import reminders
from bot.usecases.oversight import worklist
from handlers.officer import buttons as b
from handlers.officer import buttons_bodies as h
from handlers.officer import buttons_case as c
from handlers.officer import buttons_roster as r
from handlers.officer import buttons_tasks as t
from handlers.officer import buttons_work as w
from handlers.officer.buttons_lists import CasesFrom
from handlers.reporter import buttons_identity as v
from handlers.staff_verbs import VERBS
from handlers.supervisor import buttons as k
from handlers.supervisor import buttons_boards as n
from handlers.supervisor import buttons_institutions as i
from handlers.supervisor import buttons_people as p
from tests.support.acting import asking, begins, hands_in, taps, writes
from tests.support.chats import Chats
from tests.support.officers import CYL, EDU, PROC, Officer, employ, officer, reported
from tests.support.people import District, Someone, open_district
from tests.support.questions import asks

MOST_TAPS = 3
WAYS = (b.Open, c.ShowCase, t.OpenTask, w.MinePage, t.TasksPage, w.ShowQuestion, w.PeoplePage, p.ShowPerson)
"""Buttons that only lead on."""
BUTTONS = {verb.button: verb.run for verb in VERBS if verb.button is not None}
OF_A_FORM = {
    b.AssessValue, b.ReplyCanned, b.CloseOutcome, b.CloseSafe, h.RecuseWho, b.DeskTap, b.DeskDone, b.NotOursReason,
    h.GiveBackReason, k.KeepWhy, k.KeepYears, k.HoldWhy, k.LiftWhy, b.FilesFor, r.RosterTap,
    p.EndRights, p.GiveRightsBack, p.TakeLockOff,
}  # fmt: skip
"""Steps of an act that has begun."""
WHERE_IT_IS_ASKED = {
    b.NotOurs: "the card in the group of a body that helps",
    h.AcceptLead: "the question to the body that is asked to lead",
    h.GiveBack: "the question to the body that is asked to lead",
    b.TakeAnswerBack: "the line that says that an answer leaves in a minute",
    v.Reveal: "the opened report, where its reporter has not said who they are",
    v.RevealDecide: "the question to the second person",
    h.OpenHanded: "the message that hands a case to the duty desk",
    b.SealFile: "under each file",
    b.Release: "the question to the second body",
    b.QuarantinedCase: "the list of reports that wait",
    b.CasesPage: "the list of cases",
    CasesFrom: "the list of cases",
    r.RingHeard: "the test ring",
    k.Keep: "the list of cases whose time is over",
    k.KeepExport: "the list of cases whose time is over",
    k.LetGo: "the list of cases whose time is over",
    k.Drill: "the question for whom the drill is",
    k.NewGroup: "the question to supervisors",
    b.StaffLanguage: "the question in the group",
    b.Merge: "the opened report, where there is perhaps another case of the same child",
    b.Unmerge: "the opened report of a case that was merged, for supervisors and the supervising body",
    n.BoardPage: "below the pictures of /board",
    n.BoardTheme: "below the pictures of /board",
    i.InstitutionsPage: "the list of institutions",
    i.OpenInstitution: "the list of institutions",
    i.InviteHead: "an institution of the list",
    i.RemindDuty: "an institution of the list",
    i.NoteSuggestion: "an institution of the list",
}
"""Acts that are not begun from an officer's desk: one tap where they are asked for, or offered."""


@dataclass
class Walk:
    """Somebody who taps from the desk on, every way that leads on."""

    chats: Chats
    who: Officer

    async def depths(self) -> dict[type[Any], int]:
        """How many taps each button needs that is reached."""
        found: dict[type[Any], int] = {}
        edge = await self._shown(worklist.show_desk)
        for depth in range(1, MOST_TAPS + 2):
            for button in edge:
                found.setdefault(type(button), depth)
            ways = [button for button in dict.fromkeys(edge) if isinstance(button, WAYS)]
            edge = [one for way in ways for one in await self._press(way)]
        return found

    async def _press(self, button: Any) -> list[Any]:
        return await self._shown(lambda ask: BUTTONS[type(button)](ask, *vars(button).values()))

    async def _shown(self, act: Callable[[Asking], Awaitable[object]]) -> list[Any]:
        """The buttons of what comes of it."""
        self.chats.shown.clear()
        await act(await asking(*self.who.me, is_press=True))
        await self.chats.deliver()
        return [button for chat, button in self.chats.live() if chat == self.who.visitor.chat]


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
            due = {"due_at": district.time.at.replace(day=9), "now": district.time.at}
            known = {"by": head.agent.person, "by_agency": EDU, "template": "", "words": "x"}
            case = assignments.assign(case, agency=EDU, owner=owner, **known, **due)  # type: ignore[arg-type]
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
    """The lead's officer has nothing left to do but to close; and the lead's head."""
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
    """A supervisor of no body, beside an officer with a code of their own."""
    known = officer(district, 40, EDU)
    sue = Officer(district, Agent(known.agent.person, supervisor=True), known.visitor)
    await employ(district, sue, supervisor=True)
    amal = officer(district, 20, EDU)
    async with district.database.begin() as uow:
        await uow.staff.save(Staff(amal.agent.person, amal.visitor.user, "en", bodies=frozenset({EDU})))
        await uow.second_factors.save(amal.agent.person, SecondFactor(step=LockStep.CHOOSE))
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
    """Another body was asked to lead and has been silent for its 8 hours."""
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
    """The fewest taps of each button, over all situations."""
    fewest: dict[type[Any], int] = {}
    for situation in SITUATIONS:
        home = folder / situation.__name__
        home.mkdir()
        district = await open_district(home)
        rita = Someone(district)
        await reported(rita, "yes")
        walk = Walk(Chats(district), await situation(district))
        await walk.chats.deliver()
        for button, depth in (await walk.depths()).items():
            fewest[button] = min(depth, fewest.get(button, depth))
        await district.database.close()
    return fewest


async def test_every_act_is_three_taps_from_the_desk_at_most(tmp_path: Path) -> None:
    found = await counted(tmp_path)
    acts = set(BUTTONS) - OF_A_FORM - set(WHERE_IT_IS_ASKED) - {w.ShowDesk}
    assert acts - set(found) - set(c.BY_WAY.values()) == set(), "these are reached by no taps from the desk"
    assert found[c.ShowCase] < MOST_TAPS, "ways in a case stand below it, where they fit (test_ways)"
    assert {button.__name__: taps for button, taps in found.items() if button in acts and taps > MOST_TAPS} == {}


def test_every_staff_button_is_an_act_a_step_or_asked_elsewhere() -> None:
    assert set(WHERE_IT_IS_ASKED) | OF_A_FORM <= set(BUTTONS) | {b.DeskTap}
    assert not OF_A_FORM & set(WHERE_IT_IS_ASKED)


SAID_ON_THE_WAY = {
    "assess": "which class results, whose deadlines become sooner, whether the bodies must talk: before Save",
    "task": "who hears, which deadline it meets: before Save",
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


def test_what_follows_is_shown_before_it_is_done() -> None:
    """Class, deadlines and who hears stand in a preview, unless the form says them on the way or sets nothing off."""
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
    }

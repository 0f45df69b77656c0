"""Taps through the chat of one member of the staff: which buttons are reached after how many taps, and below which
words.

Every tap presses a button that the real view has put into the chat, by the use case of its row in handlers/staff_verbs;
the result is worded by the real views again.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import AgencyKey
from bot.usecases.access.asking import Asking
from bot.usecases.oversight.case_lists import worklist
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
from tests.support.acting import asking
from tests.support.officers import Officer
from tests.support.screens.chats import Chats

MOST_TAPS = 3
WAYS = (
    b.Open, c.ShowCase, t.OpenTask, w.MinePage, t.TasksPage, w.ShowQuestion, w.PeoplePage, p.ShowPerson,
    i.OpenInstitution, b.NotOurs, v.AskWhoReported,
)  # fmt: skip
"""Buttons that only lead to others."""
BUTTONS: Mapping[type[Any], Any] = {verb.button: verb.run for verb in VERBS if verb.button is not None}
COMMANDS: Mapping[str, Any] = {verb.command: verb.run for verb in VERBS if verb.command}
ASKED_WHERE_IT_IS_SHOWN = frozenset({
    b.NotOurs, b.NotOursReason, h.AcceptLead, h.GiveBack, b.TakeAnswerBack, v.AskWhoReported, v.RevealDecide,
    h.OpenHanded, b.SealFile, b.Release, b.QuarantinedCase, b.CasesPage, CasesFrom, r.RingHeard, k.Keep, k.KeepExport,
    k.LetGo, k.Drill, k.DecideNewGroup, b.StaffLanguage, b.Merge, b.Unmerge, n.BoardPage, n.BoardTheme,
    i.InstitutionsPage, i.OpenInstitution, i.InviteHead, i.RemindDuty, i.NoteSuggestion, w.BodyPage,
})  # fmt: skip
"""Acts that are begun by a button of a question, a list or a card: counted in test_taps_where_it_is_asked."""
LINK = re.compile(r"/([a-z]+)_\d+")
"""A command in a message, which a tap on it sends."""
Taps = dict[type[Any] | str, tuple[int, str]]
"""By button, or by command in a text: how many taps lead to it and press it, and the words of the message."""
Edge = list[tuple[Any, str]]


@dataclass
class TapWalk:
    """Somebody who taps every button that leads further."""

    chats: Chats
    who: Officer
    group: AgencyKey | None = None
    """The body in whose group they are; None in private."""

    async def from_the_desk(self) -> Taps:
        """/desk is sent; each button that is pressed from there on is a tap."""
        return await self._goes_on(await self._shown(worklist.show_desk), 1)

    async def from_the_menu(self, command: str, *given: Any) -> Taps:
        """A command is chosen in the chat's menu, which is the first tap."""
        await self._does(lambda ask: COMMANDS[command](ask, *given), is_press=False)
        return await self._goes_on(await self._seen(), 2)

    async def from_what_stands_here(self) -> Taps:
        """Messages that came by themselves stand in the chat: each button that is pressed is a tap."""
        return await self._goes_on(await self._seen(), 1)

    async def _goes_on(self, edge: Edge, first: int) -> Taps:
        """Each button that leads further is pressed once: it leads to the same place whenever it is pressed."""
        found: Taps = {}
        ways = dict[Any, None]()
        for depth in range(first, MOST_TAPS + 2):
            for button, words in edge:
                found.setdefault(button if isinstance(button, str) else type(button), (depth, words))
            new = {button: None for button, _ in edge if isinstance(button, WAYS) or _asks_more(button)}
            fresh, ways = [way for way in new if way not in ways], ways | new
            edge = [one for way in fresh for one in await self._press(way)] if depth <= MOST_TAPS else []
        return found

    async def _press(self, button: Any) -> Edge:
        return await self._shown(lambda ask: BUTTONS[type(button)](ask, *vars(button).values()))

    async def _shown(self, act: Callable[[Asking], Awaitable[object]]) -> Edge:
        """The buttons of the result."""
        await self._does(act, is_press=True)
        return await self._seen()

    async def _does(self, act: Callable[[Asking], Awaitable[object]], *, is_press: bool) -> None:
        self.chats.shown.clear()
        await act(await asking(*self.who.me, group=self.group, is_press=is_press))
        await self.chats.deliver()

    async def _seen(self) -> Edge:
        """Every button of the chat and every command in its texts, with the texts."""
        chat = (await asking(*self.who.me, group=self.group)).visitor.chat
        here = [said for (at, _), said in self.chats.shown.items() if at == chat]
        return [(one, said.text) for said in here for one in (*said.buttons, *LINK.findall(said.text))]


def _asks_more(button: Any) -> bool:
    """Whether a drill is begun only by another press."""
    return bool(button == k.Drill("bullying", ""))

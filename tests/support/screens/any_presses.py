"""Three cases of one child: staff use any verb on any of them and press what they see.

The verbs are those of the registry (handlers/staff_verbs.py), so a new one is pressed here without a change. What
somebody may not do is refused, as always. What must hold is kept by hand, from casework.md.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from bot.domain.cases.case import Case, CaseState, DeadlineKind, Part
from bot.domain.cases.record import Ending
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.people import Agent
from bot.usecases.access.asking import Asking, Stranger
from bot.usecases.access.transaction import OnCase
from handlers.officer import buttons as b
from handlers.officer.verb import Arguments, Verb
from handlers.staff_verbs import VERBS
from tests.support.acting import asking, writes
from tests.support.casework.any_merging import CALLER, FAR, NUMBERS, OMAR, RITA
from tests.support.casework.merging import adds
from tests.support.officers import PSB, Officer, employ, leaves, officer, ticks
from tests.support.people import District, Someone
from tests.support.screens.chats import Chats, Shown

BODIES = tuple(AgencyKey(key) for key in ("EDU", "CYL", "CIV", "PSB", "PROC"))
BUTTONS = {verb.button: verb.run for verb in VERBS if verb.button is not None}
STEPS = (b.DeskTap, b.DeskDone, b.AssessValue, b.ReplyCanned, b.CloseOutcome, b.CloseSafe)
"""Buttons of a form on the desk."""
WORDS = "It has to be so"
TOLD = {RITA: "wait for her after school", OMAR: "torn books"}
"""What stands in an opened report, and nowhere else."""

MET_BY: dict[DeadlineKind, frozenset[str]] = {
    DeadlineKind.ACKNOWLEDGE: frozenset({"acknowledged", "transfer_accepted"}),
    DeadlineKind.FIRST_ACTION: frozenset({"action", "task_made", "task_taken", "task_done"}),
    DeadlineKind.ASSESS: frozenset({"assessed"}),
    DeadlineKind.REPLY: frozenset({"answered", "task_done"}),
    DeadlineKind.NEW_DATE: frozenset({"answered", "task_done"}),
    DeadlineKind.CALL_BACK: frozenset({"answered", "task_done"}),
    DeadlineKind.OUTCOME: frozenset({"closed"}),
    DeadlineKind.TRANSFER: frozenset({"transfer_accepted", "transfer_returned"}),
    DeadlineKind.DECIDE: frozenset({"transfer_decided"}),
    DeadlineKind.ASSIGNMENT: frozenset({"task_done"}),
    DeadlineKind.LOOK_AGAIN: frozenset({"looked_again", "looked_again_unsafe"}),
    DeadlineKind.JOINT_TALK: frozenset({"talk_recorded"}),
    DeadlineKind.QUESTION: frozenset({"question_answered"}),
    DeadlineKind.LOWER: frozenset({"lower_refused", "lowered_p2", "lowered_p3", "lowered_p4"}),
}
"""By deadline: the lines that an act leaves in the audit log when it meets it."""


def arguments_of(verb: Verb, number: int, other: int) -> Arguments | None:
    """The words beside the command: one case, or a second number too; None where it names no case."""
    for words in ([str(number)], [str(number), str(other)]):
        with suppress(Refusal):
            return verb.words(words)
    return None


OF_A_CASE = tuple(verb for verb in VERBS if verb.command and isinstance(verb.run, OnCase) and arguments_of(verb, 1, 2))
"""Every command that acts on a case."""


@dataclass
class OverheardChats(Chats):
    """Chats that remember what was written since they were last asked."""

    fresh: list[tuple[int, str]] = field(default_factory=list)

    async def send_message(self, chat: int, text: str, **more: Any) -> Any:
        self.fresh.append((chat, text))
        return await super().send_message(chat, text, **more)

    async def edit_message_text(self, text: str, chat: int, number: int, **more: Any) -> None:
        self.fresh.append((chat, text))
        await super().edit_message_text(text, chat, number, **more)

    async def edit_message_reply_markup(self, chat: int, number: int, **more: Any) -> None:
        self.shown.setdefault((chat, number), Shown("", ()))
        await super().edit_message_reply_markup(chat, number, **more)

    def of(self, chat: int, *kinds: type[Any]) -> list[Any]:
        """The buttons of one chat that can be pressed, perhaps of these kinds only."""
        return [one for place, one in self.live() if place == chat and (not kinds or isinstance(one, kinds))]


class AnyPresses:
    """The line with three cases, and everybody who works on them."""

    def __init__(self, district: District) -> None:
        self.district, self.chats = district, OverheardChats(district)
        self.people: list[Officer] = []
        self.reporters = {number: Someone(district, 100 + number) for number in (RITA, OMAR)}
        for one in self.reporters.values():
            one.messages = count(1000)
        self.barred: dict[int, set[AgencyKey]] = {RITA: set(), OMAR: {PSB}, CALLER: set()}
        self.done: list[str] = []
        """What was not refused."""
        self.checked = 0
        """After how many acts everything held."""

    async def gather(self) -> None:
        """Adds a member and a head of each body, and a supervisor. What is sent from now on stands in chats."""
        self.district.time.move(minutes=11)
        for place, body in enumerate(BODIES):
            self.people += [officer(self.district, 200 + place, body)]
            self.people += [officer(self.district, 220 + place, body, head=True)]
        known = officer(self.district, 240, BODIES[0])
        self.people.append(Officer(self.district, Agent(known.agent.person, supervisor=True), known.visitor))
        await employ(self.district, self.people[-1], supervisor=True)

        async def deliver() -> list[Any]:
            await self.chats.deliver()
            return []

        self.district.deliver = deliver  # type: ignore[method-assign]
        await deliver()

    # --- acts ---

    async def uses(self, who: int, verb: int, number: int, picks: Sequence[int]) -> None:
        """A command, and then whatever its form asks for."""
        one, what = await self._somebody(who, number), OF_A_CASE[verb % len(OF_A_CASE)]
        given = arguments_of(what, number, 1 + number % len(NUMBERS))
        assert given is not None
        if await self._tries(one, what.command, what.run, *given):
            await self._goes_on(one, picks)

    async def presses(self, who: int, picks: Sequence[int]) -> None:
        """A button in their private chat or in their body's group; then whatever its form asks for."""
        one = await self._somebody(who, 1 + picks[0] % len(NUMBERS))
        places = [(None, one.visitor.chat), *((body, -500 - BODIES.index(body)) for body in one.agent.agencies)]
        seen = [
            (body, button) for body, chat in places for button in self.chats.of(int(chat)) if type(button) in BUTTONS
        ]
        if seen:
            body, button = seen[picks[0] % len(seen)]
            run = BUTTONS[type(button)]
            if await self._tries(one, type(button).__name__, run, *vars(button).values(), group=body):
                await self._goes_on(one, picks[1:])

    async def _somebody(self, who: int, number: int) -> Officer:
        """Anybody; every second time a member of the body that leads the case."""
        if who < len(self.people):
            return self.people[who]
        leads = {case.lead for case in await self.cases() if int(case.number) == number}
        of_lead = [one for one in self.people if leads & one.agent.agencies]
        return of_lead[who % len(of_lead)] if of_lead else self.people[who % len(self.people)]

    async def _goes_on(self, one: Officer, picks: Sequence[int]) -> None:
        """The steps of the form on the desk: a button, or words where they are awaited."""
        for pick in picks:
            steps = self.chats.of(int(one.visitor.chat), *STEPS)
            steps = [step for step in steps if step != b.DeskDone(step.number, "stop")]
            if pick % 3 == 0 or not steps:
                with suppress(Refusal, Stranger):
                    await writes(*one.me, WORDS)
            else:
                step = steps[pick % len(steps)]
                await self._tries(one, type(step).__name__, BUTTONS[type(step)], *vars(step).values())
            self.district.time.move(seconds=1)
            await self.chats.deliver()

    async def _tries(self, one: Officer, name: str, run: Any, *given: Any, group: AgencyKey | None = None) -> bool:
        """Returns whether it was done. A refusal changes nothing."""
        before = [case.version for case in await self.cases()]
        ask: Asking = await asking(*one.me, group=group, is_press=True)
        try:
            await run(ask, *given)
        except (Refusal, Stranger):
            assert before == [case.version for case in await self.cases()], "a refusal has changed a case"
            return False
        self.done.append(name)
        await self.chats.deliver()
        return True

    async def tells(self, number: int) -> None:
        """A reporter tells more; the caller does not come back."""
        if number in self.reporters:
            await adds(self.reporters[number], number, "He is there again.")

    async def waits(self, which: int) -> None:
        """A minute, after which an answer is sent; or hours, or days; then the ticker runs."""
        await leaves(self.district)
        self.district.time.move(hours=(0, 5, 26, 80)[which % 4])
        await ticks(self.district)

    async def one(self, kind: str, who: int, what: int, number: int, picks: Sequence[int]) -> None:
        """One act, after which everything must hold."""
        self.district.time.move(minutes=1)
        self.chats.fresh.clear()
        out = await self._out()
        if kind == "use":
            await self.uses(who, what, number, picks)
        elif kind == "press":
            await self.presses(who, picks)
        else:
            await (self.tells(number) if kind == "tell" else self.waits(what))
        await self.chats.deliver()
        await self.check(out)

    # --- what holds ---

    async def cases(self) -> list[Case]:
        """The cases of the three that are still stored."""
        async with self.district.database.reading() as uow:
            found = [await uow.cases.by_number(CaseNumber(number)) for number in NUMBERS]
        return [case for case in found if case is not None]

    async def _out(self) -> list[tuple[int, int]]:
        """(chat, case): chats that must not be told of the case from now on, of a barred body or of a person who handed
        it on."""
        found: list[tuple[int, int]] = []
        for case in await self.cases():
            barred = self.barred[int(case.number)] | set(case.barred)
            found += [(-500 - place, int(case.number)) for place, body in enumerate(BODIES) if body in barred]
            gone = {*(case.handed_on or ())}
            for one in self.people:
                if one.agent.agencies & barred or one.agent.person in gone:
                    found.append((int(one.visitor.chat), int(case.number)))
        return found

    async def check(self, out: Sequence[tuple[int, int]]) -> None:
        """What must hold at every moment."""
        await self.check_cases(await self.cases(), out)
        self.checked += 1

    async def check_cases(self, cases: Sequence[Case], out: Sequence[tuple[int, int]]) -> None:
        """What must hold of these cases as they are."""
        async with self.district.database.reading() as uow:
            timed = set(await uow.cases.due(self.district.time.at + FAR, 100))
        for case in cases:
            assert self.barred[int(case.number)] <= set(case.barred), "who was barred is barred for good"
            self.barred[int(case.number)] |= set(case.barred)
            if case.state is not CaseState.MERGED:
                self._one_body_answers(case, timed)
        await self._only_what_was_done_is_met(cases)
        self.nobody_hears(out)

    def _one_body_answers(self, case: Case, timed: set[CaseId]) -> None:
        leads = [task for task in case.tasks if task.part is Part.LEAD]
        assert len(leads) == 1
        assert len({task.agency for task in case.tasks}) == len(case.tasks)
        assert not {task.agency for task in case.tasks} & set(case.barred)
        if case.is_open:
            here = {task.agency for task in case.tasks if task.is_open}
            assert leads[0].agency in here
            running = [c for c in case.deadlines if c.stopped_at is None and (c.agency is None or c.agency in here)]
            assert running, "nobody's clock runs"
            assert case.id in timed, "no clock will ask for it"

    async def _only_what_was_done_is_met(self, cases: Sequence[Case]) -> None:
        """For each deadline that counts as met, an act of its kind was done at that very moment, in one of the three
        cases."""
        lines: set[tuple[str, datetime]] = set()
        async with self.district.database.reading() as uow:
            for case in cases:
                lines |= {(line.action, line.at) for line in await uow.audit.history(case.id, 1000)}
        for case in cases:
            for kind, at in met(case):
                acts = {action for action, moment in lines if moment == at}
                assert acts & MET_BY[kind], (int(case.number), kind, at, sorted(lines, key=lambda one: one[1])[-20:])

    def nobody_hears(self, out: Sequence[tuple[int, int]]) -> None:
        """Nothing written to these chats since the last look names these cases, or holds what was told."""
        for chat, text in self.chats.fresh:
            for number in (number for place, number in out if place == chat):
                assert not re.search(rf"\b[Cc]ase {number}\b", text), (chat, number, text)
                assert number not in TOLD or TOLD[number] not in text, (chat, number, text)


def met(case: Case) -> Iterator[tuple[DeadlineKind, datetime]]:
    """Every deadline that counts as met, and when."""
    for deadline in (*case.deadlines, *(c for life in case.lives for c in life.deadlines)):
        if deadline.ended is Ending.MET and deadline.stopped_at is not None:
            yield deadline.kind, deadline.stopped_at

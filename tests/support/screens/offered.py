"""What the screens of the staff offer in private: the buttons that stand there for each person at each stage of a case,
and what comes of a press."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.record import Closing
from bot.domain.cases.work import Assignment, ClassChange, Talk
from bot.domain.ids import ChatId, PersonKey
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.queues.delivery import OutboxRow
from bot.domain.urgency import Urgency
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from tests.support.facts_of_notices import CATALOGUE
from tests.support.notices import worded
from tests.support.people import PROFILE
from tests.support.running.bot_with_roles import CYL, PSB, BotWithRoles, RequestResult, the_case

ALL_SCREENS = (
    *("/desk", "/mine", "/tasks", "/cases", "/institutions", "/people", "/quarantine"),
    *("/case 1", "/open 1", "/task 1 1", "/handed 1", "/keep 1", "/hold 1"),
)
"""Where the staff read about cases and people."""
OF_A_CASE = ("/open 1", "/desk", "/task 1 1", "/task 1 2")
NOT_BY_RIGHTS = frozenset({"", "acknowledge-first"})
"""Refusals that do not come from missing rights. Somebody who reads "acknowledge first" may do so there and then."""
NOT_THE_SAME = "second-person-needed"
"""The refusal of whoever has proposed it."""
Become = Callable[[Case, datetime, PersonKey], Case]


def end_proposed(urgency: Urgency, safe: str = "yes") -> Become:
    """The lead proposes to close the case, which needs a second person."""

    def become(case: Case, now: datetime, by: PersonKey) -> Case:
        end = Closing("school_measure", safe, by, PSB, now, goes_on=PSB if safe == "no" else None)
        return replace(case, urgency=urgency, proposal=end, transfers=(), state=CaseState.IN_PROGRESS)

    return become


def lower_proposed(urgency: Urgency) -> Become:
    """The lead proposes a lower class, which needs a second person."""

    def become(case: Case, now: datetime, by: PersonKey) -> Case:
        change = ClassChange(urgency, Urgency.P4, by, PSB, now, "She is safe at her aunt's")
        return replace(case, urgency=urgency, lowering=change, transfers=())

    return become


def with_tasks_and_a_talk(case: Case, now: datetime, by: PersonKey) -> Case:
    """A task of the lead, one of a body that helps, and a talk that nobody has recorded."""
    due = now + timedelta(days=1)
    given = [Assignment(n, "see_child", "", body, due, now, by, PSB) for n, body in ((1, PSB), (2, CYL))]
    return replace(case, assignments=tuple(given), talks=(Talk(now, by, due),), state=CaseState.IN_PROGRESS)


def closed(case: Case, now: datetime, by: PersonKey) -> Case:
    """The case is closed, and the lead looks again in a week."""
    again = now + timedelta(days=7)
    end = Closing("school_measure", "plan", by, PSB, now, approved_by=by, look_again_at=again)
    return replace(case, closing=end, transfers=(), state=CaseState.CLOSED)


STAGES: Mapping[str, tuple[str, Become]] = {
    "as it is told": ("lead member", lambda case, _, __: case),
    "P3, an officer proposes its end": ("lead member", end_proposed(Urgency.P3)),
    "P3, the head proposes its end": ("head", end_proposed(Urgency.P3)),
    "P3, its end is proposed, the child is not safe": ("lead member", end_proposed(Urgency.P3, "no")),
    "P2, an officer proposes its end": ("lead member", end_proposed(Urgency.P2)),
    "P3, an officer proposes a lower class": ("lead member", lower_proposed(Urgency.P3)),
    "P3, the head proposes a lower class": ("head", lower_proposed(Urgency.P3)),
    "P1, an officer proposes a lower class": ("lead member", lower_proposed(Urgency.P1)),
    "there are tasks, and a talk is called": ("lead member", with_tasks_and_a_talk),
    "closed, to be looked at again": ("lead member", closed),
}
"""By name: who has done it, and what became of the case."""


async def bring(bot: BotWithRoles, first: Case, stage: str) -> None:
    """The case is at this stage, and otherwise as it was at first."""
    who, become = STAGES[stage]
    case, was = become(first, bot.district.time.at, bot.person(who)), await the_case(bot.district)
    async with bot.district.database.begin() as uow:
        await uow.cases.save(replace(case, version=was.version + 1), was=was.version)
        await uow.commit()


@dataclass
class Offers:
    """What one person was offered, and what came of it."""

    labels: set[str] = field(default_factory=set)
    """The words on the buttons."""
    pressed: dict[object, RequestResult] = field(default_factory=dict)

    @property
    def refused(self) -> dict[object, str]:
        """What was offered and then refused because of who they are, not because of what has happened."""
        found = {button: heard.refusal for button, heard in self.pressed.items() if heard.refusal not in NOT_BY_RIGHTS}
        return {
            button: key for button, key in found.items() if key == NOT_THE_SAME or not self.pressed[button].is_allowed
        }


async def looks(bot: BotWithRoles, name: str, screens: Iterable[str], *, presses: bool = True) -> Offers:
    """The person opens these screens, and presses each button there once, or none. No press changes anything that
    stays."""
    found, here = Offers(), ChatId(bot.people[name])
    for words in screens:
        told = [one for one in (await bot.ask(name, words)).told if isinstance(one.to, ToChat) and one.to.chat == here]
        for label, button in [key for notice in told for key in await keys_of(bot, notice, here)]:
            found.labels.add(label)
            if presses and button not in found.pressed:
                found.pressed[button] = await bot.ask(name, button)
    return found


async def keys_of(bot: BotWithRoles, notice: Notice, chat: ChatId) -> list[tuple[str, object]]:
    """The words and the data of the buttons of a message, as its view gives them."""
    at, database = bot.district.time.now, bot.district.database
    context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", database.reading, database.files, at)
    rendered = await worded(context, OutboxRow(1, chat, "en", notice, 0, None, None, is_group=False))
    keys = [key for row in (rendered.keys if rendered is not None else ()) for key in row if key.data]
    return [(key.text, parse(key.data)) for key in keys]

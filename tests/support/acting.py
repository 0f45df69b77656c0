"""Staff before the use cases: what a handler would pass for them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec

from bot.domain.access.places import Place
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, MessageId, PersonKey, UserId
from bot.domain.notices.notice import ToChat
from bot.domain.people import Agent, Belonging, Staff, Visitor
from bot.usecases.access.asking import Act, Asking
from bot.usecases.access.permission import known_case
from bot.usecases.access.scope import Scope
from bot.usecases.access.transaction import OnCase, OnWholeLine
from bot.usecases.casework import desk
from bot.usecases.casework.assessment import assessing, changing_class, joint_talks
from bot.usecases.casework.bodies import bringing_in, handover, recusal, transfers
from bot.usecases.casework.closing import closing, looking_again, reopening_by_hand
from bot.usecases.casework.correspondence import asking as asking_verb
from bot.usecases.casework.correspondence import replying, unasking
from bot.usecases.casework.tasks import measures, notes, task_steps
from bot.usecases.services import Services
from tests.support.people import District
from tests.support.recorded_walks import recorded_walk

P = ParamSpec("P")
ONE = CaseNumber(1)


@recorded_walk
async def are_rights_of(district: District, staff: Staff) -> None:
    """These rights are stored."""
    async with district.database.begin() as uow:
        await uow.staff.get(staff.person)
        await uow.staff.save(staff)
        await uow.commit()


async def asking(
    district: District,
    agent: Agent,
    visitor: Visitor | None = None,
    *,
    group: AgencyKey | None = None,
    is_press: bool = False,
) -> Asking:
    """The person asks now, in private or in a body's group. Rights that were given to them are stored in the database
    as the agent has them."""
    visitor = visitor or Visitor(UserId(9), ChatId(9), agent.person, "en", "Amal")
    async with district.database.reading() as uow:
        found = await uow.staff.get(agent.person)
        place = await uow.agencies.place(group) if group is not None else None
    given = (agent.heads, agent.supervisor, agent.auditor)
    if given != ((found.heads, found.supervisor, found.auditor) if found else (frozenset(), False, False)):
        user, locale = (found.user, found.locale) if found else (visitor.user, "en")
        staff = Staff(agent.person, user, locale, agent.supervisor, heads=agent.heads, auditor=agent.auditor)
        await are_rights_of(district, staff)
    if place is not None and place.chat is not None:
        visitor = Visitor(visitor.user, place.chat, visitor.person, visitor.locale, visitor.name)
    belonging = Belonging(agent.agencies, agent.unsure)
    return Asking(district.services, visitor, belonging, district.time.at, is_press=is_press)


BEGIN: dict[str, Callable[..., Awaitable[bool]]] = {
    "assess": assessing.begin,
    "reply": replying.begin,
    "ask": asking_verb.begin,
    "unask": unasking.begin,
    "act": measures.begin,
    "close": closing.begin,
    "recuse": recusal.begin,
    "transfer": transfers.begin,
    "lead": transfers.begin_decision,
    "bringin": bringing_in.begin,
    "finish": bringing_in.begin_end,
    "raise": changing_class.begin_raise,
    "lower": changing_class.begin_lower,
    "agree": changing_class.begin_answer,
    "reopen": reopening_by_hand.begin,
    "talk": joint_talks.begin,
    "record": joint_talks.begin_record,
    "note": notes.begin,
    "handover": handover.begin,
    "look": looking_again.begin,
    "task": task_steps.task,
}
"""By name of a form: the use case that puts it on the desk."""


@recorded_walk
async def begins(district: District, agent: Agent, visitor: Visitor, doing: str, number: CaseNumber = ONE) -> bool:
    """The command of a form, in private."""
    return await BEGIN[doing](await asking(district, agent, visitor, is_press=True), number)


@recorded_walk
async def taps(
    district: District, agent: Agent, visitor: Visitor, doing: str, step: str, value: str | int, number: int = ONE
) -> bool:
    """A button of the form that lies on the desk."""
    return await desk.tap(await asking(district, agent, visitor, is_press=True), number, doing, step, value)


@recorded_walk
async def writes(
    district: District, agent: Agent, visitor: Visitor, words: str, message: MessageId | None = None
) -> bool:
    """Words in private. Returns whether they belonged to the desk."""
    try:
        await desk.write(await asking(district, agent, visitor), words, message=message)
    except desk.NotAwaited:
        return False
    return True


@recorded_walk
async def hands_in(district: District, agent: Agent, visitor: Visitor, what: str = "go", number: int = ONE) -> bool:
    """Save, Send or Cancel."""
    return await desk.finish(await asking(district, agent, visitor, is_press=True), number, what)


@dataclass(frozen=True)
class ActInScope(Act):
    """An act of somebody who may see what the test says, and nothing else."""

    given: Scope

    @property
    def scope(self) -> Scope:
        """The scope that the test gives."""
        return self.given

    @property
    def is_private(self) -> bool:
        """Whether this is in private, as the test says."""
        return self.given.private


async def in_scope(
    services: Services,
    scope: Scope,
    to: ToChat,
    now: datetime,
    use_case: OnWholeLine[P],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Makes a list for a scope. Rights are not checked."""
    agent = Agent(scope.asker or PersonKey("asker"))
    visitor = Visitor(UserId(9), to.chat, agent.person, to.locale)
    async with services.begin() as uow:
        place = Place.PRIVATE if scope.private else Place.GROUP
        act = ActInScope(services, uow, now, visitor, agent, place, frozenset(), to, is_press=False, given=scope)
        await use_case.run(act, *args, **kwargs)
        await uow.commit()


async def with_rights(
    services: Services,
    agent: Agent,
    to: ToChat,
    now: datetime,
    number: CaseNumber,
    use_case: OnCase[P],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """Runs a use case on a case as after its rights were checked."""
    visitor = Visitor(UserId(9), to.chat, agent.person, to.locale)
    async with services.begin() as uow:
        act = Act(services, uow, now, visitor, agent, Place.PRIVATE, frozenset(), to, is_press=True)
        await use_case.run(await known_case(act, number), *args, **kwargs)
        await uow.commit()

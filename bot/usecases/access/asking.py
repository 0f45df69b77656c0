"""Who asks, where and when: what a handler passes to a use case, and the same inside the transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.access.places import Place
from bot.domain.access.roles import Action, Role, may
from bot.domain.access.roles_in_case import roles_of
from bot.domain.cases.case import Case
from bot.domain.errors import Refusal, Unreachable
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.say import AnySay
from bot.domain.people import OVERSIGHT, AgencyPlace, Agent, Belonging, Staff, Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.officers import seen_in
from bot.usecases.access.scope import Scope, group_scope, private_scope, scope_of_roles
from bot.usecases.services import Services, Transaction


class Stranger(Exception):
    """The person is not staff, or the chat is not ours. Nothing is answered (SG22) and nothing was changed."""


@dataclass(frozen=True)
class Asking:
    """What a handler passes to a use case: what Telegram said. What the database says is read inside the
    transaction."""

    services: Services
    visitor: Visitor
    belonging: Belonging
    now: datetime
    is_anonymous: bool = False
    """The message was sent in the name of the group, so no person answers for it."""
    is_press: bool = False
    """A button was pressed: a toast can say what came of it, so no message has to."""


@dataclass(frozen=True)
class Act(Transaction):
    """One act of somebody of the staff, inside its transaction."""

    visitor: Visitor
    agent: Agent
    place: Place
    here: frozenset[AgencyKey]
    """The bodies whose group this chat is; empty in private."""
    to: ToChat
    """This chat, and the language in which it is answered."""
    is_press: bool
    answers: list[Notice] | None = field(default=None, kw_only=True)
    """Where notices are gathered while the transaction only reads; None: they go to the outbox at once."""
    staff: Staff | None = field(default=None, kw_only=True)
    """The person's staff entry as it was when the act began; None for somebody who has none."""

    @property
    def person(self) -> PersonKey:
        """The person who acts."""
        return self.agent.person

    @property
    def supervising(self) -> AgencyKey:
        """The body that supervises the other bodies."""
        return self.services.profile.agency_with("supervising")

    @property
    def is_private(self) -> bool:
        """Whether this is the person's private chat, where nobody reads along."""
        return self.place is Place.PRIVATE

    @property
    def group(self) -> AgencyKey | None:
        """The body in whose group this is; None in private and in the oversight group."""
        return min(self.here - {OVERSIGHT}, default=None)

    @property
    def scope(self) -> Scope:
        """What this person may be shown in this chat."""
        if self.is_private:
            return private_scope(self.agent, self.supervising)
        return scope_of_roles(group_scope(self.here, self.supervising, self.services.profile.agencies), self.agent)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of the person towards the line as a whole, in this chat. In a group, everybody has the roles of its
        members."""
        supervisor, auditor, agent = self.agent.supervisor, self.agent.auditor, self.agent
        if self.is_private:
            bodies = (agent.agencies - {OVERSIGHT}) | agent.heads
            return roles_of(agencies=bodies, supervisor=supervisor, auditor=auditor, supervising=self.supervising)
        return self.scope.roles | roles_of(agencies=agent.agencies & self.here, supervisor=supervisor)

    async def tell(self, *notices: Notice) -> None:
        """Adds notices to the outbox; they are sent after the commit."""
        if self.answers is None:
            await self.uow.outbox.add(*notices)
        else:
            self.answers.extend(notices)

    async def say(self, said: AnySay) -> None:
        """Says a sentence in this chat."""
        await self.tell(Notice(said, self.to))


@dataclass(frozen=True)
class CaseAct(Act):
    """One act on a case. The person may do it, in this place, and their second factor is open where the act needs
    it."""

    case: Case
    role_in_case: frozenset[Role]

    def may(self, action: Action) -> bool:
        """Whether the person may do this action on the case too."""
        return may(action, self.role_in_case, self.case, supervising=self.supervising)


async def begun(uow: UnitOfWork, asking: Asking) -> Act:
    """The act of a member of the staff. Raises Stranger for anybody else, and whatever `act_of` raises."""
    act = await act_of(uow, asking)
    if is_nobody(act.agent):
        raise Stranger
    return act


async def act_of(uow: UnitOfWork, asking: Asking) -> Act:
    """Who asks, by what the database says now. Raises Stranger in a group that is not ours. Raises Refusal (key
    anonymous-admin) for an anonymous sender in one of our groups. Raises Unreachable when Telegram could not say to
    which bodies the person belongs."""
    visitor, belonging = asking.visitor, asking.belonging
    bound = await _bound(uow, visitor)
    if bound is not None and not bound:
        raise Stranger
    if asking.is_anonymous:
        raise Refusal("anonymous-admin") if bound else Stranger
    known = await uow.staff.get(visitor.person)
    staff = known or Staff(visitor.person, visitor.user, visitor.locale)
    agent = replace(agent_of(staff, belonging), shown_at=visitor.shown_at)
    here = frozenset(place.agency for place in bound or ())
    if here & belonging.unsure or (belonging.unsure and is_nobody(agent)):
        raise Unreachable("telegram")
    to = ToChat(visitor.chat, staff.locale if bound is None else bound[0].locale)
    place, is_press = _place(here), asking.is_press
    return Act(asking.services, uow, asking.now, visitor, agent, place, here, to, is_press, staff=known)


async def _bound(uow: UnitOfWork, visitor: Visitor) -> Sequence[AgencyPlace] | None:
    """Whose group this chat is; None for a private chat."""
    if visitor.is_in_private:
        return None
    return [place for place in await uow.agencies.all() if place.joined == visitor.chat]


def _place(here: frozenset[AgencyKey]) -> Place:
    if not here:
        return Place.PRIVATE
    return Place.OVERSIGHT if OVERSIGHT in here else Place.GROUP


def agent_of(staff: Staff, belonging: Belonging) -> Agent:
    """The person's rights: those given to them, and those that come with the groups they sit in. Somebody who has left
    has none."""
    if staff.left_at is not None:
        return Agent(staff.person)
    appointed = (staff.heads, staff.supervisor, staff.admin)
    return Agent(staff.person, belonging.sure, *appointed, auditor=staff.auditor, unsure=belonging.unsure)


def is_nobody(agent: Agent) -> bool:
    """Whether the person has no role in any body and in oversight."""
    return not (agent.agencies or agent.heads or agent.supervisor or agent.auditor)


def is_of_staff(agent: Agent) -> bool:
    """Whether the person is staff; administrators, who run the machine, are."""
    return agent.admin or not is_nobody(agent)


async def account_is_of_staff(uow: UnitOfWork, visitor: Visitor, belonging: Belonging | None) -> bool:
    """Whether the account is staff. `belonging` is what Telegram said; where it could not be asked (None), whoever has
    a staff entry is. Raises Unreachable where Telegram could not say it of a body's group."""
    staff = await uow.staff.get(visitor.person)
    if belonging is None:
        return staff is not None
    agent = agent_of(staff or Staff(visitor.person, visitor.user, visitor.locale), belonging)
    if agent.unsure and not is_of_staff(agent):
        raise Unreachable("telegram")
    return is_of_staff(agent)


async def make_known(act: Act) -> None:
    """Notes that a member of the staff who acts in private can be written to there, and in which bodies' groups they
    sit."""
    if not act.is_private or is_nobody(act.agent):
        return
    known = act.staff or Staff(act.person, act.visitor.user, act.to.locale)
    seen = replace(seen_in(known, Belonging(act.agent.agencies, act.agent.unsure)), reachable=True)
    if seen != act.staff:
        await act.uow.staff.save(seen)

"""Who asks, where, and when: what a handler passes to a use case, and the same inside the transaction that acts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access.places import Place
from bot.domain.access.roles import Action, Role, may
from bot.domain.access.roles_in_case import roles_of
from bot.domain.cases.case import Case
from bot.domain.errors import Refusal, Unreachable
from bot.domain.ids import AgencyKey, CaseNumber, PersonKey
from bot.domain.notices.lines import Say, Sentence
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.people import OVERSIGHT, AgencyPlace, Agent, Belonging, Staff, Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.officers import seen_in
from bot.usecases.access.scope import Scope, group_scope, private_scope, scope_of_roles
from bot.usecases.services import Services, Transaction


class Stranger(Exception):
    """Nobody of the staff asks, or in a chat that is not ours: nothing is answered (SG22) and nothing was changed."""


@dataclass(frozen=True)
class Asking:
    """Passed by a handler. It holds what Telegram said; what the database says is read in the transaction that acts."""

    services: Services
    visitor: Visitor
    belonging: Belonging
    now: datetime
    is_anonymous: bool = False
    """Writes in the name of the group: no person answers for it."""
    is_press: bool = False
    """A button was pressed: a toast says what came of it, so no message has to."""


@dataclass(frozen=True)
class Act(Transaction):
    """One act of somebody of the staff, inside its transaction."""

    visitor: Visitor
    agent: Agent
    place: Place
    here: frozenset[AgencyKey]
    """The bodies whose group this is; nobody's in private."""
    to: ToChat
    """This chat, in the language that is read here."""
    is_press: bool

    @property
    def person(self) -> PersonKey:
        """Who acts."""
        return self.agent.person

    @property
    def supervising(self) -> AgencyKey:
        """The body that supervises the others."""
        return self.services.profile.agency_with("supervising")

    @property
    def is_private(self) -> bool:
        """Nobody reads along."""
        return self.place is Place.PRIVATE

    @property
    def group(self) -> AgencyKey | None:
        """The body in whose group this is; None in private and in the oversight group."""
        return min(self.here - {OVERSIGHT}, default=None)

    @property
    def scope(self) -> Scope:
        """What may be named in this chat to this person."""
        if self.is_private:
            return private_scope(self.agent, self.supervising)
        return scope_of_roles(group_scope(self.here, self.supervising, self.services.profile.agencies), self.agent)

    @property
    def roles(self) -> frozenset[Role]:
        """How the person stands to the line as a whole, in this chat: in a group its readers are its members."""
        supervisor, auditor, agent = self.agent.supervisor, self.agent.auditor, self.agent
        if self.is_private:
            bodies = (agent.agencies - {OVERSIGHT}) | agent.heads
            return roles_of(agencies=bodies, supervisor=supervisor, auditor=auditor, supervising=self.supervising)
        return self.scope.roles | roles_of(agencies=agent.agencies & self.here, supervisor=supervisor)

    async def tell(self, *notices: Notice) -> None:
        """What follows from the act is sent after the commit."""
        await self.uow.outbox.add(*notices)

    async def say(self, key: Sentence, *, number: CaseNumber | None = None, agency: AgencyKey | None = None) -> None:
        """A sentence in this chat."""
        await self.tell(Notice(Say(key=key, number=number, agency=agency), self.to))


@dataclass(frozen=True)
class CaseAct(Act):
    """One act on a case that this person may do, in this place, with an open second factor where that is needed."""

    case: Case
    role_in_case: frozenset[Role]

    def may(self, action: Action) -> bool:
        """Whether the person may do this too."""
        return may(action, self.role_in_case, self.case, supervising=self.supervising)


async def begun(uow: UnitOfWork, asking: Asking) -> Act:
    """The act of somebody of the staff. Raises Stranger for anybody else; and what `act_of` raises."""
    act = await act_of(uow, asking)
    if is_nobody(act.agent):
        raise Stranger
    return act


async def act_of(uow: UnitOfWork, asking: Asking) -> Act:
    """Who asks, by what the database says now. Raises Stranger in a group that is not ours; Refusal (key
    anonymous-admin) in one of ours; Unreachable when Telegram could not say whether they belong here."""
    visitor, belonging = asking.visitor, asking.belonging
    bound = await _bound(uow, visitor)
    if bound is not None and not bound:
        raise Stranger
    if asking.is_anonymous:
        raise Refusal("anonymous-admin") if bound else Stranger
    staff = await uow.staff.get(visitor.person) or Staff(visitor.person, visitor.user, visitor.locale)
    agent = replace(agent_of(staff, belonging), shown_at=visitor.shown_at)
    here = frozenset(place.agency for place in bound or ())
    if here & belonging.unsure or (belonging.unsure and is_nobody(agent)):
        raise Unreachable("telegram")
    to = ToChat(visitor.chat, staff.locale if bound is None else bound[0].locale)
    return Act(asking.services, uow, asking.now, visitor, agent, _place(here), here, to, asking.is_press)


async def _bound(uow: UnitOfWork, visitor: Visitor) -> Sequence[AgencyPlace] | None:
    """Whose group this chat is; None for the private chat."""
    if visitor.is_in_private:
        return None
    return [place for place in await uow.agencies.all() if place.joined == visitor.chat]


def _place(here: frozenset[AgencyKey]) -> Place:
    if not here:
        return Place.PRIVATE
    return Place.OVERSIGHT if OVERSIGHT in here else Place.GROUP


def agent_of(staff: Staff, belonging: Belonging) -> Agent:
    """The person's rights: those that were given to them, and those that come with the groups they sit in; none for
    somebody who has left."""
    if staff.left_at is not None:
        return Agent(staff.person)
    appointed = (staff.heads, staff.supervisor, staff.admin)
    return Agent(staff.person, belonging.sure, *appointed, auditor=staff.auditor, unsure=belonging.unsure)


def is_nobody(agent: Agent) -> bool:
    """Nobody of ours."""
    return not (agent.agencies or agent.heads or agent.supervisor or agent.auditor)


def is_of_staff(agent: Agent) -> bool:
    """Anybody of the staff, who runs the machine among them."""
    return agent.admin or not is_nobody(agent)


async def make_known(act: Act) -> None:
    """Somebody of the staff who acts in private can be written to there from now on, and is known as an officer of the
    bodies in whose groups they sit."""
    if not act.is_private or is_nobody(act.agent):
        return
    staff = await act.uow.staff.get(act.person)
    known = staff or Staff(act.person, act.visitor.user, act.to.locale)
    seen = replace(seen_in(known, Belonging(act.agent.agencies, act.agent.unsure)), reachable=True)
    if seen != staff:
        await act.uow.staff.save(seen)

"""What may be shown to whom in which place: in private a person's scope, in a group the group's. The default is
nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.access.roles import Role
from bot.domain.access.roles_in_case import is_barred
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.people import OVERSIGHT, Agent
from bot.usecases.access.audience import bodies_of, may_be_of


@dataclass(frozen=True)
class Scope:
    """What may be shown in this place to this person: everything, or one's own agencies' cases; default nothing."""

    everything: bool = False
    agencies: frozenset[AgencyKey] = frozenset()
    barred_as: frozenset[AgencyKey] = frozenset()
    """Cases that bar one of these bodies are left out, also from lists and counts."""
    private: bool = False
    """Whether this is a private chat. Only there may the matched rules of triage and the mark of a conflict be shown:
    they say who reported and who is suspected."""
    asker: PersonKey | None = None
    """Cases that this person has handed on are left out too."""
    numbers_only: bool = False
    """The scope of an auditor: only numbers are shown, and of cases only the numbers of late ones."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing may be shown: to a stranger, or in a chat that is not ours."""
        return not self.roles

    @property
    def roles(self) -> frozenset[Role]:
        """The roles with which the table of rights is asked."""
        if self.numbers_only:
            return frozenset({Role.AUDITOR})
        if self.everything:
            return frozenset({Role.SUPERVISOR})
        return frozenset({Role.MEMBER}) if self.agencies else frozenset()

    @property
    def not_for(self) -> frozenset[PersonKey]:
        """The person whose handed-on cases are left out; None where nobody's are."""
        return frozenset() if self.asker is None else frozenset({self.asker})


def private_scope(agent: Agent, supervising: AgencyKey) -> Scope:
    """A person's scope in the private chat: supervisors and the supervising body see all, officers and heads their
    agencies', auditors numbers. An auditor who belongs to a body is shown what that body is shown."""
    own = bodies_of(agent)
    if agent.supervisor or supervising in own:
        return Scope(everything=True, barred_as=may_be_of(agent), private=True, asker=agent.person)
    if agent.auditor and not own:
        return Scope(everything=True, private=True, asker=agent.person, numbers_only=True)
    return Scope(agencies=own, barred_as=may_be_of(agent), private=True, asker=agent.person)


def group_scope(bound: frozenset[AgencyKey], supervising: AgencyKey, bodies: Iterable[AgencyKey]) -> Scope:
    """A group's scope is the group's: its readers are the group's members.

    Members of any body may sit in the oversight group, and Telegram gives a bot no list of a group's members. So a case
    that bars a body, whichever, is not in that group's lists, counts, digests and searches at all. Supervisors who
    belong to no barred body find it in private, the supervising body in its own group. `bodies`: all of them.
    """
    if OVERSIGHT in bound:
        return Scope(everything=True, barred_as=frozenset(bodies))
    if supervising in bound:
        return Scope(everything=True, barred_as=bound)
    return Scope(agencies=bound, barred_as=bound)


def scope_of_roles(scope: Scope, agent: Agent) -> Scope:
    """A group's scope as this member may use it: somebody who is barred from a case elsewhere, or has handed it on,
    cannot get it shown in any group."""
    if scope.is_nothing:
        return scope
    return replace(scope, barred_as=scope.barred_as | may_be_of(agent), asker=agent.person)


def sees(scope: Scope, case: Case) -> bool:
    """Whether the case may be named in this scope. A body that said 'not ours' has no part in a case any more."""
    if is_barred(case, scope.barred_as) or (is_quarantined(case) and not scope.everything):
        return False
    return scope.everything or any(task.agency in scope.agencies and task.has_part for task in case.tasks)

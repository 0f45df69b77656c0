"""Somebody in whose private chat an opened case stands, and what they may do in the case as it is now."""

from dataclasses import dataclass

from bot.domain.access.roles import MATRIX, Action, Role, may
from bot.domain.access.roles_in_case import roles_in_case
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey, PersonKey


@dataclass(frozen=True)
class Viewer:
    """The person who has opened the case, as far as a message can know it when it is sent."""

    agency: AgencyKey | None
    """The body for which they look; None where it is not known any more."""
    heads: frozenset[AgencyKey] = frozenset()
    supervisor: bool = False
    person: PersonKey | None = None

    def acts(self, case: Case, supervising: AgencyKey) -> frozenset[Action]:
        """What the table of rights lets them do. A second person is never the one who has proposed it."""
        roles = self._roles(case, supervising)
        allowed = {action for action in MATRIX if may(action, roles, case, supervising=supervising)}
        is_own = case.proposal is not None and case.proposal.proposed_by == self.person
        return frozenset(allowed - {Action.APPROVE} if is_own else allowed)

    def _roles(self, case: Case, supervising: AgencyKey) -> frozenset[Role]:
        """The viewer's roles in the case. A viewer whose body is not known counts as an officer of any body that has
        acknowledged."""
        known = frozenset() if self.agency is None else frozenset({self.agency}) - self.heads
        roles = roles_in_case(
            case,
            agencies=known,
            heads=self.heads,
            supervisor=self.supervisor,
            supervising=supervising,
        )
        return roles | {Role.SUPPORT_ACKED} if self.agency is None else roles

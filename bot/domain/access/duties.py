"""What somebody may ever do, by their duty in the line: what menus and /help name. Whether they may do it to a
particular case is asked at the act."""

from dataclasses import dataclass

from bot.domain.access.places import Place
from bot.domain.access.roles import MATRIX, Action, Role
from bot.domain.access.roles_in_case import roles_of
from bot.domain.ids import AgencyKey
from bot.domain.intake.media import key_holders
from bot.domain.profile import Profile

S = Role
OF_A_MEMBER = frozenset({S.LEAD, S.SUPPORT, S.SUPPORT_ACKED, S.ASKED})
OF_A_HEAD = frozenset({S.HEAD, S.SUPPORT_HEAD, S.SUPPORT, S.SUPPORT_ACKED, S.ASKED})


@dataclass(frozen=True)
class Duty:
    """What somebody is to the line: to which bodies they belong, which they head, whether they are supervisor or
    auditor."""

    bodies: frozenset[AgencyKey] = frozenset()
    heads: frozenset[AgencyKey] = frozenset()
    supervisor: bool = False
    auditor: bool = False

    @property
    def own_bodies(self) -> frozenset[AgencyKey]:
        """All bodies that they belong to or head."""
        return self.bodies | self.heads

    @property
    def is_none(self) -> bool:
        """Whether they have no duty at all."""
        return not (self.bodies or self.heads or self.supervisor or self.auditor)

    @property
    def handles_cases(self) -> bool:
        """Whether they work on cases, rather than only see lists of them."""
        return bool(self.own_bodies)


def roles_ever(duty: Duty, profile: Profile) -> frozenset[Role]:
    """Every role that they may have, for the line or for one case or another."""
    mine = duty.own_bodies
    found = roles_of(
        agencies=duty.bodies,
        heads=duty.heads,
        supervisor=duty.supervisor,
        auditor=duty.auditor,
        supervising=profile.agency_with("supervising"),
    )
    found |= OF_A_MEMBER if duty.bodies else frozenset()
    found |= OF_A_HEAD if duty.heads else frozenset()
    police = profile.agency_with("police")
    found |= {S.POLICE} if police in mine else frozenset()
    found |= {S.POLICE_HEAD} if police in duty.heads else frozenset()
    return found | ({S.KEY_HOLDER} if mine & key_holders(profile) else frozenset())


def acts_ever(duty: Duty, place: Place, profile: Profile) -> frozenset[Action]:
    """What they may ask for in such a place, about one case or another."""
    roles = roles_ever(duty, profile)
    return frozenset(
        action for action, right in MATRIX.items() if place in right.places and not right.who.isdisjoint(roles)
    )

"""Which duty somebody has in the line; and as whom the members of a group ask there."""

from collections.abc import Collection

from bot.domain.access.duties import Duty
from bot.domain.ids import AgencyKey
from bot.domain.people import OVERSIGHT, Agent, Staff


def duty_of(person: Staff | Agent) -> Duty:
    """The person's duty: from the rights given to them, and the groups they sit in or were last seen in. None for
    somebody who has left."""
    if isinstance(person, Staff) and person.left_at is not None:
        return Duty()
    bodies = person.bodies if isinstance(person, Staff) else person.agencies
    return Duty(bodies - {OVERSIGHT}, person.heads, person.supervisor, person.auditor)


def duty_of_group(bodies: Collection[AgencyKey]) -> Duty:
    """The duty of a group's members: that of the body's officers; in the oversight group that of supervisors."""
    return Duty(frozenset(bodies) - {OVERSIGHT}, supervisor=OVERSIGHT in bodies)

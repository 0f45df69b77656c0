"""What somebody is to the line, by what is known of them; and as what the readers of a group ask there."""

from collections.abc import Collection

from bot.domain.access.duties import Duty
from bot.domain.ids import AgencyKey
from bot.domain.people import OVERSIGHT, Agent, Staff


def duty_of(person: Staff | Agent) -> Duty:
    """By the rights that somebody gave them, and the groups in which they sit or were last seen; none when gone."""
    if isinstance(person, Staff) and person.left_at is not None:
        return Duty()
    bodies = person.bodies if isinstance(person, Staff) else person.agencies
    return Duty(bodies - {OVERSIGHT}, person.heads, person.supervisor, person.auditor)


def duty_of_group(bodies: Collection[AgencyKey]) -> Duty:
    """As members of the body; in the oversight group as supervisors do."""
    return Duty(frozenset(bodies) - {OVERSIGHT}, supervisor=OVERSIGHT in bodies)

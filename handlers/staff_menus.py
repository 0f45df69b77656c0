"""The commands that a member of the staff may use, by place: what menus show and /help lists.

They follow from the table of verbs and from the table of rights: a new verb is in the menus of everybody who may use
it, with its text `command-NAME`.
"""

from collections.abc import Collection, Mapping

from bot.domain.access.duties import Duty, acts_ever
from bot.domain.access.places import Place
from bot.domain.access.roles import Action
from bot.domain.ids import AgencyKey
from bot.domain.people import OVERSIGHT, Staff
from bot.domain.profile import Profile
from bot.usecases.access.duties import duty_of, duty_of_group
from bot.usecases.access.transaction import OnCase, OnWholeLine
from handlers.staff_verbs import VERBS

COMMANDS: Mapping[str, Action] = {
    verb.command: verb.run.action for verb in VERBS if verb.command and isinstance(verb.run, OnCase | OnWholeLine)
}
"""By command: the action that it asks for, in the order of the table of verbs."""
LISTS = ("desk", "cases", "case", "tasks", "overdue", "agencies", "stats", "board")
"""Commands that come first for people who have no case on their desk."""
ALWAYS = ("help", "language")


def commands_for(duty: Duty, place: Place, profile: Profile) -> tuple[str, ...]:
    """Names of the commands, in the order in which they are shown."""
    acts = acts_ever(duty, place, profile)
    names = [name for name, action in COMMANDS.items() if action in acts]
    if not duty.handles_cases:
        names.sort(key=lambda name: name not in LISTS)
    return tuple(names)


def in_private(staff: Staff, profile: Profile) -> tuple[str, ...]:
    """The menu of a person's own chat; empty for somebody who has no right in the line."""
    duty = duty_of(staff)
    if duty.is_none and not staff.admin:
        return ()
    return (*commands_for(duty, Place.PRIVATE, profile), *ALWAYS)


def in_group(bodies: Collection[AgencyKey], profile: Profile) -> tuple[str, ...]:
    """The menu of a group: that of its members, or of the oversight group."""
    place = Place.OVERSIGHT if OVERSIGHT in bodies else Place.GROUP
    return (*commands_for(duty_of_group(bodies), place, profile), "help")

"""People of every role in a district where everybody needs a second factor."""

from dataclasses import replace

from handlers.telegram.handling.context import DEPENDENCIES
from tests.support.domain.profiles import shipped
from tests.support.running.bot_with_roles import ROLES, BotWithRoles

STAFF = [name for name, role in ROLES.items() if name != "anonymous admin" and (role.line or role.case)]


def shut(bot: BotWithRoles) -> None:
    """The profile that ships: everybody needs a second factor, and nobody has opened theirs."""
    dependencies = bot.application.bot_data[DEPENDENCIES]
    profile = replace(dependencies.profile, second_factor=shipped().second_factor)
    bot.application.bot_data[DEPENDENCIES] = replace(dependencies, profile=profile)

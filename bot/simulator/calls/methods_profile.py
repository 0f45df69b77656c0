"""The bot's own profile: who it is, its commands, names and menu button."""

from typing import Any

from bot.simulator.calls.methods import Method, method
from bot.simulator.calls.reach import chat_of
from bot.simulator.cloud import Call, Cloud
from bot.simulator.refusal import Json
from bot.simulator.world.menus import Scope, scope_of


@method("getMe")
async def get_me(cloud: Cloud, call: Call) -> Json:
    """Returns the bot itself as a User."""
    return cloud.world.bot.me()


def _scope(cloud: Cloud, call: Call) -> Scope:
    scope = scope_of(call.get("scope"))
    if scope[1]:
        chat_of(cloud, scope[1])
    return scope


@method("setMyCommands")
async def set_my_commands(cloud: Cloud, call: Call) -> bool:
    """The menu of one scope and language."""
    cloud.menus.set(_scope(cloud, call), call.get("language_code", ""), call["commands"])
    cloud.events.tell({"type": "commands"})
    return True


@method("getMyCommands")
async def get_my_commands(cloud: Cloud, call: Call) -> list[Json]:
    """Exactly what was set for this scope and language."""
    return cloud.menus.get(_scope(cloud, call), call.get("language_code", ""))


@method("deleteMyCommands")
async def delete_my_commands(cloud: Cloud, call: Call) -> bool:
    """Falls back to the wider scope."""
    cloud.menus.delete(_scope(cloud, call), call.get("language_code", ""))
    cloud.events.tell({"type": "commands"})
    return True


def _setter(field: str) -> Method:
    async def set_words(cloud: Cloud, call: Call) -> bool:
        """Name or description, per language."""
        cloud.profile[f"{field}:{call.get('language_code', '')}"] = call.get(field, "")
        return True

    return set_words


def _getter(field: str) -> Method:
    async def get_words(cloud: Cloud, call: Call) -> Any:
        """Name or description, per language."""
        language = call.get("language_code", "")
        default = cloud.world.bot.first_name if field == "name" else ""
        wider = cloud.profile.get(f"{field}:", default)
        return {field: cloud.profile.get(f"{field}:{language}", wider)}

    return get_words


for _name, _field in (("Name", "name"), ("Description", "description"), ("ShortDescription", "short_description")):
    method(f"setMy{_name}")(_setter(_field))
    method(f"getMy{_name}")(_getter(_field))


@method("setChatMenuButton")
async def set_chat_menu_button(cloud: Cloud, call: Call) -> bool:
    """What the button beside the input does."""
    cloud.profile[f"menu:{call.get('chat_id', '')}"] = call.get("menu_button", {"type": "default"})
    return True


@method("getChatMenuButton")
async def get_chat_menu_button(cloud: Cloud, call: Call) -> Any:
    """What was set, or the default."""
    default = cloud.profile.get("menu:", {"type": "default"})
    return cloud.profile.get(f"menu:{call.get('chat_id', '')}", default)


@method("logOut")
async def log_out(cloud: Cloud, call: Call) -> bool:
    """Leaves this server."""
    return True


@method("close")
async def close(cloud: Cloud, call: Call) -> bool:
    """Ends the instance before it moves."""
    return True

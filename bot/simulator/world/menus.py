"""Command menus: a list for each scope and language, the most specific one is shown."""

import re

from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import ADMINS, Chat

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_MOST = 100

Scope = tuple[str, int, int]


def scope_of(scope: Json | None) -> Scope:
    """The scope of a call as a key."""
    scope = scope or {"type": "default"}
    kind, needed = scope["type"], ("chat", "chat_administrators", "chat_member")
    if kind in needed and "chat_id" not in scope:
        raise bad("can't parse BotCommandScope: chat_id is empty")
    return kind, int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))


class Menus:
    """What setMyCommands stored."""

    def __init__(self) -> None:
        self._stored: dict[tuple[Scope, str], list[Json]] = {}

    def set(self, scope: Scope, language: str, commands: list[Json]) -> None:
        """Replaces the list of this scope and language."""
        if len(commands) > _MOST:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _NAME.fullmatch(command["command"].removeprefix("/")):
                raise bad("BOT_COMMAND_INVALID")
        self._stored[scope, language] = [c | {"command": c["command"].removeprefix("/")} for c in commands]

    def get(self, scope: Scope, language: str) -> list[Json]:
        """Exactly this scope and language."""
        return self._stored.get((scope, language), [])

    def delete(self, scope: Scope, language: str) -> None:
        """Higher lists are shown again."""
        self._stored.pop((scope, language), None)

    def seen(self, chat: Chat, person: int, language: str) -> list[Json]:
        """The menu that this person sees in this chat."""
        for scope in _scopes(chat, person):
            for tongue in (language, ""):
                if found := self._stored.get((scope, tongue)):
                    return found
        return []


def _scopes(chat: Chat, person: int) -> list[Scope]:
    if chat.private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    is_admin = chat.members.get(person) in ADMINS
    scopes = [
        (("chat_member", chat.id, person), True),
        (("chat_administrators", chat.id, 0), is_admin),
        (("chat", chat.id, 0), True),
        (("all_chat_administrators", 0, 0), is_admin),
        (("all_group_chats", 0, 0), True),
        (("default", 0, 0), True),
    ]
    return [scope for scope, fits in scopes if fits]

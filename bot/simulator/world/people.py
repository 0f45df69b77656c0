"""The people of the world, and the bot among them."""

from dataclasses import dataclass

from bot.simulator.refusal import Json


@dataclass(slots=True)
class Person:
    """One account. `role` and `avatar` are for the page only; the bot never sees them."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "en"
    role: str = ""
    avatar: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """The account in the form of the Bot API's User."""
        names = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | {k: v for k, v in names.items() if v}

    def card(self) -> Json:
        """The person in the form that the page shows."""
        keys = ("id", "first_name", "last_name", "username", "language_code", "role", "avatar")
        flags = ("started", "blocked", "deactivated")
        return {key: getattr(self, key) for key in keys + flags}


@dataclass(slots=True)
class BotAccount:
    """The one bot of this world."""

    id: int
    username: str
    first_name: str = "Tipline"

    def user(self) -> Json:
        """The bot in the form of the Bot API's User."""
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def me(self) -> Json:
        """The bot in the form of getMe's answer."""
        rights = {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        return self.user() | rights

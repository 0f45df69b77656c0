"""Chats and the messages in them, as the server keeps them."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.simulator.refusal import Json
from bot.simulator.world.people import Person

ADMIN = "administrator"
PRESENT = ("creator", ADMIN, "member")
ADMINS = ("creator", ADMIN)


@dataclass(slots=True)
class Message:
    """One message. `content` holds everything besides ids, people and times, already in the Bot API's words."""

    id: int
    chat: int
    sender: Json
    date: datetime
    content: Json
    by_bot: bool
    markup: Json | None = None
    reply_to: int | None = None
    thread: int | None = None
    edited: datetime | None = None
    deleted: bool = False
    service: bool = False
    reactions: list[Json] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text or the caption of the message."""
        words: str = self.content.get("text") or self.content.get("caption") or ""
        return words

    @property
    def protected(self) -> bool:
        """May not be forwarded."""
        return bool(self.content.get("has_protected_content"))


@dataclass(slots=True)
class Chat:
    """One chat. A private chat has a person and the person's id."""

    id: int
    kind: str
    title: str = ""
    person: Person | None = None
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "left"
    bot_muted: bool = False
    """Restricted: it is in the group and may not write."""
    members_may_write: bool = True
    hides_members: bool = False
    forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    deleted: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    changes: list[int] = field(default_factory=list)
    read: dict[int, int] = field(default_factory=dict)
    keyboard: Json | None = None
    pinned: int | None = None
    last_id: int = 0
    scenery: int = 0
    """The last message of the set-up: from here on something can be new to somebody."""

    @property
    def private(self) -> bool:
        """Between one person and the bot."""
        return self.kind == "private"

    @property
    def bot_is_admin(self) -> bool:
        """An admin bot sees everything."""
        return self.bot_status in ADMINS

    @property
    def bot_may_write(self) -> bool:
        """Whether the bot may write in the chat. Administrators always may."""
        return self.private or self.bot_is_admin or (self.members_may_write and not self.bot_muted)

    def shape(self) -> Json:
        """The chat in the form of the Bot API's Chat."""
        if self.person is not None:
            user = self.person.user()
            names = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
            return {"id": self.id, "type": "private"} | names
        forum = {"is_forum": True} if self.forum else {}
        return {"id": self.id, "type": self.kind, "title": self.title} | forum

    def present(self) -> list[int]:
        """People who are in the chat now."""
        return [person for person, status in self.members.items() if status in PRESENT]

    def unread(self) -> dict[str, int]:
        """How many messages came for each person in the chat since that person last looked."""
        ids = list(self.messages)
        if self.private:
            return {str(self.id): self._after(ids, self.read.get(self.id, 0), self.id)}
        return {str(who): self._after(ids, self.read.get(who, 0), who) for who in self.present()}

    def _after(self, ids: list[int], seen: int, who: int) -> int:
        count = 0
        for number in reversed(ids):
            if number <= seen:
                break
            message = self.messages[number]
            count += not message.deleted and message.sender["id"] != who
        return count

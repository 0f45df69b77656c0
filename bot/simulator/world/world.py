"""The world: people, chats, messages. Only this module writes into a chat's history."""

import asyncio
import itertools
import secrets
from typing import Any

from bot.simulator.clock import WorldClock
from bot.simulator.refusal import Json
from bot.simulator.world.chats import PRESENT, Chat, Message
from bot.simulator.world.events import Events
from bot.simulator.world.people import BotAccount, Person


class World:
    """State in memory. It stores and shapes; what the bot hears of it is decided in deeds.py."""

    def __init__(self, bot: BotAccount, clock: WorldClock, events: Events) -> None:
        self.run = secrets.token_hex(8)
        self.bot = bot
        self.clock = clock
        self.events = events
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._person_ids = itertools.count(710_000_001, 97)
        self._group_ids = itertools.count(4_100_000_001, 131)
        self._supergroup_ids = itertools.count(1_002_000_000_001, 211)
        self._message_ids = itertools.count(101)
        self._changed: dict[int, asyncio.Event] = {}

    def add_person(self, **facts: Any) -> Person:
        """A new account with its private chat, not started yet."""
        person = Person(id=next(self._person_ids), **facts)
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person, bot_status="member")
        return person

    def add_group(self, title: str, owner: int, members: list[int], *, supergroup: bool = False) -> Chat:
        """A new group without the bot."""
        number = -next(self._supergroup_ids if supergroup else self._group_ids)
        chat = Chat(number, "supergroup" if supergroup else "group", title)
        chat.members = {owner: "creator"} | {member: "member" for member in members if member != owner}
        self.chats[chat.id] = chat
        return chat

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and basic groups share the account's counter."""
        chat.last_id = chat.last_id + 1 if chat.kind == "supergroup" else next(self._message_ids)
        return chat.last_id

    def post(self, chat: Chat, sender: Json, content: Json, **details: Any) -> Message:
        """Writes one message into the chat's history and tells the page."""
        by_bot = sender["id"] == self.bot.id
        number, now = self.next_message_id(chat), self.clock.now()
        message = Message(number, chat.id, sender, now, content, by_bot, **details)
        chat.messages[message.id] = message
        self._note_change(chat, message, "message")
        return message

    def changed(self, message: Message, kind: str = "edit") -> None:
        """Tells the page that a stored message is different now."""
        self._note_change(self.chats[message.chat], message, kind)

    def delete(self, message: Message) -> None:
        """Gone for everyone; kept here as deleted so that a late press still finds it."""
        message.deleted = True
        self.changed(message, "delete")

    def tell(self, chat: Chat, kind: str = "chat", **facts: Any) -> None:
        """An event of the chat that is no message."""
        self.events.tell({"type": kind, "chat": chat.id} | facts)

    def _note_change(self, chat: Chat, message: Message, kind: str) -> None:
        chat.changes.append(message.id)
        if waiting := self._changed.pop(chat.id, None):
            waiting.set()
        if self.events.heard:
            self.tell(chat, kind, message_id=message.id, message=self.page_shape(message))

    async def wait_for_change(self, chat: Chat, since: int, seconds: float) -> None:
        """Returns when the chat has more changes than `since`, at the latest after the given number of real seconds."""
        if len(chat.changes) > since:
            return
        waiting = self._changed.setdefault(chat.id, asyncio.Event())
        try:
            async with asyncio.timeout(seconds):
                await waiting.wait()
        except TimeoutError:
            return

    def read_everything(self) -> None:
        """The stage is set: everybody has read everything so far."""
        for chat in self.chats.values():
            chat.scenery = chat.last_id
            chat.read = dict.fromkeys([chat.id, *chat.members], chat.last_id)
        self.events.tell({"type": "world"})

    def shape(self, message: Message, *, nested: bool = True) -> Json:
        """The message in the form of the Bot API's Message."""
        chat = self.chats[message.chat]
        shaped: Json = {"message_id": message.id, "from": message.sender, "chat": chat.shape()}
        shaped["date"] = int(message.date.timestamp())
        if message.edited is not None:
            shaped["edit_date"] = int(message.edited.timestamp())
        if message.thread is not None:
            shaped |= {"message_thread_id": message.thread, "is_topic_message": True}
        replied = chat.messages.get(message.reply_to) if message.reply_to and nested else None
        if replied is not None and not replied.deleted:
            shaped["reply_to_message"] = self.shape(replied, nested=False)
        shaped |= message.content
        if message.markup is not None and "inline_keyboard" in message.markup:
            shaped["reply_markup"] = message.markup
        return shaped

    def page_shape(self, message: Message) -> Json:
        """The message in the form that the page and the tests see."""
        facts = {
            "deleted": message.deleted,
            "edited": message.edited is not None,
            "out": message.by_bot,
            "service": message.service,
            "spoiler": bool(message.content.get("has_media_spoiler")),
            "protected": message.protected,
            "reply_to": message.reply_to,
            "reactions": message.reactions,
        }
        return self.shape(message) | facts

    def chat_card(self, chat: Chat) -> Json:
        """The chat in the form in which the page lists it."""
        return {
            "id": chat.id,
            "type": chat.kind,
            "title": chat.title or (chat.person.first_name if chat.person else ""),
            "person": chat.person.id if chat.person else None,
            "members": [{"id": who, "status": status} for who, status in chat.members.items()],
            "bot_status": chat.bot_status,
            "forum": chat.forum,
            "migrated_to": chat.migrated_to,
            "deleted": chat.deleted,
            "scenery": chat.scenery,
            "unread": chat.unread(),
            "last_message": self._last(chat),
        }

    def _last(self, chat: Chat) -> Json | None:
        alive = (number for number in reversed(chat.messages) if not chat.messages[number].deleted)
        number = next(alive, None)
        return None if number is None else self.page_shape(chat.messages[number])

    def is_present(self, chat: Chat, person: int) -> bool:
        """Sits in this chat now."""
        return chat.id == person or chat.members.get(person) in PRESENT

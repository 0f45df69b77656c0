"""People of the simulated world, to be moved by tests and by the demo's set-up: they write, press, look and wait."""

import asyncio
import io
from collections.abc import Callable, Iterable
from typing import Any

import aiohttp

from bot.simulator.api import Api, Refused
from bot.simulator.refusal import Json
from bot.simulator.sights import Button, Call, Message, Seen, Wanted, find_button, is_later, matcher, picture, shown

__all__ = ["Button", "Call", "Group", "Message", "NothingSeen", "Person", "Refused", "World", "picture"]

_TIMEOUT = 30.0
"""Seconds, for a machine with a lot to do; nobody waits longer than needed."""


class NothingSeen(AssertionError):
    """What was waited for did not come; says what the chat shows instead."""


class World(Api):
    """A running simulator at this base address."""

    async def person(
        self,
        first_name: str,
        *,
        language_code: str = "en",
        role: str = "",
        last_name: str | None = None,
        username: str | None = None,
        avatar: str | None = None,
    ) -> "Person":
        """A new person with a private chat to the bot."""
        names = {"last_name": last_name, "username": username, "avatar": avatar}
        facts = await self.post("people", first_name=first_name, language_code=language_code, role=role, **names)
        return Person(self, facts["id"], first_name)

    async def group(self, title: str, owner: "Person", *members: "Person") -> "Group":
        """A new group without the bot."""
        facts = await self.post("groups", title=title, owner=owner.id, members=[member.id for member in members])
        return Group(self, facts["id"], title, owner)

    async def advance(self, **duration: float) -> None:
        """Moves the world's clock: days, hours, minutes, seconds."""
        units = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
        await self.post("clock", seconds=sum(units[unit] * amount for unit, amount in duration.items()))

    async def read_everything(self) -> None:
        """The stage is set: nothing so far is new to anybody."""
        await self.post("read_everything")

    async def fault(self, kind: str, method: str = "*", *, times: int = 1, **details: Any) -> None:
        """Plans a fault: status, description, retry_after, parameters, seconds, chat_id. `times=0`: until `heal`."""
        await self.post("faults", kind=kind, method=method, times=times, **details)

    async def heal(self, chat_id: int = 0) -> None:
        """No more faults; of a chat, if one is given, none of those that were planned for it alone."""
        await self._ask("DELETE", "faults", params={"chat_id": chat_id})

    async def calls(self, after: int = 0, method: str | None = None) -> list[Call]:
        """The bot's calls so far."""
        query = {"after": after} | ({"method": method} if method else {})
        return [Call(**entry) for entry in await self.get("calls", **query)]


class Group:
    """A group or supergroup; `id` follows a migration made through this object."""

    def __init__(self, world: World, number: int, title: str, owner: "Person") -> None:
        self._world = world
        self.id = number
        self.title = title
        self.owner = owner

    async def bot(self, action: str, by: "Person | None" = None) -> None:
        """add, kick, promote, demote, mute or unmute the bot."""
        await self._world.post(f"chats/{self.id}/bot", action=action, by=(by or self.owner).id)

    async def member(self, action: str, person: "Person", by: "Person | None" = None) -> None:
        """add, remove, leave, promote or demote a person."""
        await self._world.post(f"chats/{self.id}/members", action=action, person=person.id, by=(by or self.owner).id)

    async def migrate(self) -> int:
        """Becomes a supergroup with a new id."""
        self.id = (await self._world.post(f"chats/{self.id}/migrate"))["id"]
        return self.id

    async def topics(self, **facts: Any) -> None:
        """on=True turns topics on; delete=THREAD deletes one."""
        await self._world.post(f"chats/{self.id}/topics", **facts)

    async def rights(self, **facts: Any) -> None:
        """write=False: members may not write; hidden=True: the list of members is hidden. The bot is not told."""
        await self._world.post(f"chats/{self.id}/rights", **facts)

    async def delete(self) -> None:
        """The owner deletes the group."""
        await self._world.post(f"chats/{self.id}/delete")


Place = Group | int | None


class Person:
    """One person. `chat` names a group or a chat id; without it the private chat with the bot is meant."""

    def __init__(self, world: World, number: int, name: str = "") -> None:
        self._world = world
        self._seen: dict[int, Seen] = {}
        self.id = number
        self.chat = number
        self.name = name

    def _place(self, chat: Place) -> int:
        return chat.id if isinstance(chat, Group) else chat or self.chat

    async def say(self, text: str, chat: Place = None, *, reply_to: Message | None = None) -> Message:
        """Writes a text."""
        facts: Json = {"from": self.id, "text": text} | ({"reply_to": reply_to.id} if reply_to else {})
        return shown(await self._world.post(f"chats/{self._place(chat)}/send", **facts))

    async def forward(self, source: Message, chat: Place = None) -> Message:
        """Forwards a message that this person can see."""
        origin = {"chat": source.chat, "message_id": source.id}
        facts: Json = {"from": self.id, "forward_from": origin}
        return shown(await self._world.post(f"chats/{self._place(chat)}/send", **facts))

    async def photo(self, *files: bytes, caption: str | None = None, chat: Place = None) -> list[Message]:
        """One photo, or an album."""
        named = [(data, f"photo{at}.jpg", "image/jpeg") for at, data in enumerate(files)]
        return await self._media("photo", named, caption, chat)

    async def document(
        self,
        data: bytes,
        name: str = "file.pdf",
        mime: str = "application/pdf",
        *,
        caption: str | None = None,
        chat: Place = None,
    ) -> Message:
        """A file as it is."""
        return (await self._media("document", [(data, name, mime)], caption, chat))[0]

    async def voice(self, data: bytes, chat: Place = None) -> Message:
        """Sends a voice message."""
        return (await self._media("voice", [(data, "voice.oga", "audio/ogg")], None, chat))[0]

    async def video(self, data: bytes, *, caption: str | None = None, chat: Place = None) -> Message:
        """Sends a video."""
        return (await self._media("video", [(data, "video.mp4", "video/mp4")], caption, chat))[0]

    async def _media(
        self, kind: str, files: Iterable[tuple[bytes, str, str]], caption: str | None, chat: Place
    ) -> list[Message]:
        form = aiohttp.FormData({"from": str(self.id), "kind": kind})
        if caption:
            form.add_field("caption", caption)
        for data, name, mime in files:
            form.add_field("file", io.BytesIO(data), filename=name, content_type=mime)
        return [shown(raw) for raw in await self._world.upload(f"chats/{self._place(chat)}/media", form)]

    async def location(self, lat: float, lon: float, chat: Place = None) -> Message:
        """Sends a place."""
        facts = {"from": self.id, "latitude": lat, "longitude": lon}
        return shown(await self._world.post(f"chats/{self._place(chat)}/location", **facts))

    async def contact(self, phone: str, chat: Place = None) -> Message:
        """The own telephone number."""
        facts = {"from": self.id, "phone_number": phone}
        return shown(await self._world.post(f"chats/{self._place(chat)}/contact", **facts))

    async def edit(self, message: Message, text: str) -> Message:
        """Changes an own message."""
        facts = {"from": self.id, "message_id": message.id, "text": text}
        return shown(await self._world.post(f"chats/{message.chat}/edit", **facts))

    async def open(self, url: str, group: Place = None) -> Message:
        """Opens a deep link; a startgroup link needs the group."""
        facts: Json = {"from": self.id, "url": url} | ({"group": self._place(group)} if group else {})
        return shown(await self._world.post("links/open", **facts))

    async def block(self) -> None:
        """Blocks the bot."""
        await self._world.post(f"people/{self.id}/block")

    async def unblock(self) -> None:
        """Lets the bot write again."""
        await self._world.post(f"people/{self.id}/unblock")

    async def deactivate(self) -> None:
        """Deletes the account."""
        await self._world.post(f"people/{self.id}/deactivate")

    async def speaks(self, language_code: str) -> None:
        """Changes the language of the person's app."""
        await self._world.post(f"people/{self.id}", language_code=language_code)

    async def commands(self, chat: Place = None) -> list[str]:
        """Names in the command menu that this person sees."""
        return [c["command"] for c in await self._world.get(f"commands/{self._place(chat)}", viewer=self.id)]

    async def press(
        self, label_or_data: str, chat: Place = None, message: Message | None = None, *, timeout: float = _TIMEOUT
    ) -> str | None:
        """Presses the newest such button as soon as there is one, also on the reply keyboard; a link is opened.

        Returns the id of the press, for `answer_to`."""
        place = message.chat if message else self._place(chat)
        pressed: str | None = await self._within(timeout, place, self._try_press, label_or_data, message)
        return pressed

    async def _try_press(self, place: int, wanted: str, message: Message | None) -> tuple[bool, str | None]:
        messages = [message] if message else reversed(self._live(place))
        found = find_button(wanted, messages)
        if found is not None:
            return True, await self._push(place, *found)
        rows = (self._seen[place].keyboard or {}).get("keyboard", [])
        for label in (button["text"] for row in rows for button in row):
            if wanted.casefold() in label.casefold() and message is None:
                await self.say(label, place)
                return True, None
        return False, None

    async def _push(self, place: int, message: Message, button: Button) -> str | None:
        if button.data is None:
            await self.open(button.url or "")
            return None
        facts = {"from": self.id, "message_id": message.id, "data": button.data}
        pressed: str = (await self._world.post(f"chats/{place}/press", **facts))["id"]
        return pressed

    async def answer_to(self, press: str | None, *, timeout: float = _TIMEOUT) -> Json:
        """What was shown after a press: text, show_alert, url."""
        answer: Json | None = await self._world.get(f"answers/{press}", wait=timeout)
        if answer is None:
            raise NothingSeen(f"{self.name} waited {timeout:g} s for an answer to press {press}")
        return answer

    async def sees(self, chat: Place = None) -> list[Message]:
        """All live messages of the chat, oldest first."""
        place = self._place(chat)
        await self._look(place)
        return self._live(place)

    async def wait_for(
        self, wanted: Wanted, chat: Place = None, *, after: Message | None = None, timeout: float = _TIMEOUT
    ) -> Message:
        """The newest live message of the bot that contains the words or fits the predicate; waits until there is one.

        With `after` only messages that are newer than it, or that have changed since it was seen."""
        matches = matcher(wanted)
        place = self._place(chat)
        found: Message = await self._within(timeout, place, self._try_find, matches, after, what=wanted)
        return found

    async def _try_find(
        self, place: int, matches: Callable[[Message], object], after: Message | None
    ) -> tuple[bool, Message | None]:
        for message in reversed(self._live(place)):
            if message.from_bot and is_later(message, after) and matches(message):
                return True, message
        return False, None

    async def _within(
        self, timeout: float, place: int, attempt: Callable[..., Any], *details: Any, what: object = None
    ) -> Any:
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        await self._look(place)
        while True:
            done, result = await attempt(place, *details)
            if done:
                return result
            left = until - loop.time()
            if left <= 0:
                raise NothingSeen(self._report(place, what or details[0]))
            await self._look(place, wait=min(left, 5.0))

    def _report(self, place: int, wanted: object) -> str:
        lines = [f"{'bot' if m.from_bot else 'person'} #{m.id}: {m.words!r} {m.labels}" for m in self._live(place)]
        return f"{self.name} waited for {wanted!r}; the chat shows:\n" + "\n".join(lines[-8:])

    async def _look(self, place: int, *, wait: float = 0) -> None:
        seen = self._seen.setdefault(place, Seen())
        query: dict[str, float] = {"since": seen.version, "viewer": self.id} | ({"wait": wait} if wait else {})
        answer = await self._world.get(f"chats/{place}/messages", **query)
        seen.messages |= {raw["message_id"]: shown(raw) for raw in answer["messages"]}
        seen.version, seen.keyboard = answer["version"], answer["keyboard"]

    def _live(self, place: int) -> list[Message]:
        messages = self._seen[place].messages
        return [messages[number] for number in sorted(messages) if not messages[number].deleted]

"""The part of the /sim API by which people act in a chat: write, send files, press, open links, manage groups."""

import re
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, urlsplit

from aiohttp import BodyPartReader, web

from bot.simulator import deeds, membership
from bot.simulator.cloud import Cloud
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import PRESENT, Chat, Message
from bot.simulator.world.people import Person

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_KINDS = ("photo", "video", "document", "voice", "audio")
_ALBUM = 10


class PageDeeds:
    """Handlers of what people do."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def _place(self, request: web.Request, facts: Json) -> tuple[Chat, Person]:
        person = deeds.person_of(self._cloud, int(facts["from"]))
        return deeds.place_of(self._cloud, int(request.match_info["chat"]), person), person

    def _group(self, request: web.Request) -> Chat:
        chat = self._cloud.world.chats.get(int(request.match_info["chat"]))
        if chat is None or chat.private:
            raise bad("no such group")
        return chat

    def _shown(self, messages: list[Message]) -> list[Json]:
        return [self._cloud.world.page_shape(message) for message in messages]

    async def send(self, request: web.Request) -> web.Response:
        """A text or a forwarded message; the last message where a long text was cut."""
        facts = await request.json()
        chat, person = self._place(request, facts)
        if facts.get("forward_from"):
            return web.json_response(self._shown([deeds.forward(self._cloud, chat, person, facts["forward_from"])])[0])
        details = {"reply_to": facts.get("reply_to"), "thread": facts.get("thread")}
        return web.json_response(self._shown(deeds.say(self._cloud, chat, person, facts["text"], **details))[-1])

    async def media(self, request: web.Request) -> web.Response:
        """Files of one kind; several become an album."""
        facts: Json = {}
        files: list[tuple[str, str, bytes]] = []
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                continue
            data = bytes(await part.read())
            if part.filename is None:
                facts[part.name] = data.decode()
            else:
                files.append((part.filename, part.headers.get("Content-Type", ""), data))
        chat, person = self._place(request, facts)
        if not files or facts.get("kind") not in _KINDS:
            raise bad(f"a kind and at least one file are needed; kinds are {', '.join(_KINDS)}")
        return web.json_response(self._shown(await self._post_files(chat, person, facts, files)))

    async def _post_files(
        self, chat: Chat, person: Person, facts: Json, files: list[tuple[str, str, bytes]]
    ) -> list[Message]:
        stored = [await self._cloud.files.keep(facts["kind"], data, name, mime) for name, mime, data in files]
        messages = []
        album = facts.get("album")
        for at, content in enumerate(stored):
            if at % _ALBUM == 0 and not facts.get("album"):
                album = str(secrets.randbits(53)) if len(stored) - at > 1 else None
            words = deeds.worded(facts["caption"], caption=True) if at == 0 and facts.get("caption") else {}
            spoiler = {"has_media_spoiler": True} if facts.get("spoiler") else {}
            group = {"media_group_id": album} if album else {}
            messages.append(deeds.post(self._cloud, chat, person, content | words | spoiler | group))
        return messages

    async def location(self, request: web.Request) -> web.Response:
        """A place."""
        facts = await request.json()
        chat, person = self._place(request, facts)
        place = {"latitude": float(facts["latitude"]), "longitude": float(facts["longitude"])}
        return web.json_response(self._shown([deeds.post(self._cloud, chat, person, {"location": place})])[0])

    async def contact(self, request: web.Request) -> web.Response:
        """A telephone number; one's own carries the user id."""
        facts = await request.json()
        chat, person = self._place(request, facts)
        contact = {"phone_number": facts["phone_number"], "first_name": facts.get("first_name") or person.first_name}
        own = {"user_id": person.id} if contact["first_name"] == person.first_name else {}
        return web.json_response(self._shown([deeds.post(self._cloud, chat, person, {"contact": contact | own})])[0])

    async def edit(self, request: web.Request) -> web.Response:
        """New words for an own message."""
        facts = await request.json()
        chat, person = self._place(request, facts)
        message = deeds.edit(self._cloud, chat, person, int(facts["message_id"]), facts["text"])
        return web.json_response(self._shown([message])[0])

    async def remove(self, request: web.Request) -> web.Response:
        """Deletes an own message for everyone."""
        facts = await request.json()
        chat, person = self._place(request, facts)
        deeds.delete(self._cloud, chat, person, int(facts["message_id"]))
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """Presses an inline button."""
        facts = await request.json()
        chat, person = self._place(request, facts)
        number = deeds.press(self._cloud, chat, person, int(facts["message_id"]), facts["data"])
        return web.json_response({"id": number})

    async def bot(self, request: web.Request) -> web.Response:
        """Adds, kicks, promotes, demotes, mutes or unmutes the bot."""
        facts, chat = await request.json(), self._group(request)
        by = deeds.person_of(self._cloud, int(facts["by"]))
        membership.act_on_bot(self._cloud, chat, by, facts["action"])
        return web.json_response(self._cloud.world.chat_card(chat))

    async def members(self, request: web.Request) -> web.Response:
        """Adds, removes, promotes or demotes a person."""
        facts, chat = await request.json(), self._group(request)
        person, by = (deeds.person_of(self._cloud, int(facts[key])) for key in ("person", "by"))
        membership.act_on_member(self._cloud, chat, person, by, facts["action"])
        return web.json_response(self._cloud.world.chat_card(chat))

    async def migrate(self, request: web.Request) -> web.Response:
        """The group becomes a supergroup."""
        return web.json_response({"id": membership.migrate(self._cloud, self._group(request)).id})

    async def delete(self, request: web.Request) -> web.Response:
        """The group is deleted."""
        membership.delete_group(self._cloud, self._group(request))
        return web.json_response({})

    async def topics(self, request: web.Request) -> web.Response:
        """Turns topics on, or deletes one: {"on": true} or {"delete": thread}."""
        facts, chat = await request.json(), self._group(request)
        chat.forum = bool(facts.get("on", chat.forum))
        chat.topics.pop(int(facts.get("delete", 0)), None)
        return web.json_response(self._cloud.world.chat_card(chat))

    async def rights(self, request: web.Request) -> web.Response:
        """What members may do, changed without a word to the bot: {"write": false} or {"hidden": true}."""
        facts, chat = await request.json(), self._group(request)
        chat.members_may_write = bool(facts.get("write", chat.members_may_write))
        chat.hides_members = bool(facts.get("hidden", chat.hides_members))
        return web.json_response(self._cloud.world.chat_card(chat))

    async def open_link(self, request: web.Request) -> web.Response:
        """Opens a deep link to the bot, in the private chat or with a group."""
        facts = await request.json()
        person = deeds.person_of(self._cloud, int(facts["from"]))
        parts = urlsplit(facts["url"])
        username = self._cloud.world.bot.username
        if parts.path.strip("/").lower() != username.lower():
            raise bad("this link does not lead to the bot")
        query = parse_qs(parts.query, keep_blank_values=True)
        if "startgroup" in query:
            chat, text = self._invited(facts, person), f"/start@{username} {query['startgroup'][0]}"
        else:
            chat = deeds.place_of(self._cloud, person.id, person)
            text = f"/start {query.get('start', [''])[0]}"
        if not _PAYLOAD.fullmatch(text.partition(" ")[2]):
            raise bad("the payload of the link is not well-formed")
        return web.json_response(self._shown(deeds.say(self._cloud, chat, person, text.strip()))[0])

    def _invited(self, facts: Json, person: Person) -> Chat:
        if facts.get("group") is None:
            raise bad("this link needs a group")
        chat = deeds.place_of(self._cloud, int(facts["group"]), person)
        if chat.bot_status not in PRESENT:
            membership.act_on_bot(self._cloud, chat, person, "add")
        return chat


def deed_routes(cloud: Cloud) -> list[web.AbstractRouteDef]:
    """Routes of what people do."""
    api = PageDeeds(cloud)
    in_chat: dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]] = {
        "send": api.send,
        "media": api.media,
        "location": api.location,
        "contact": api.contact,
        "edit": api.edit,
        "remove": api.remove,
        "press": api.press,
        "bot": api.bot,
        "members": api.members,
        "migrate": api.migrate,
        "delete": api.delete,
        "topics": api.topics,
        "rights": api.rights,
    }
    routes = [web.post(f"/sim/chats/{{chat:-?\\d+}}/{name}", handler) for name, handler in in_chat.items()]
    return [*routes, web.post("/sim/links/open", api.open_link)]

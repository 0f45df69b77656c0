"""The /sim API: people act through it, the page and the tests look through it. And the page itself."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.simulator import deeds, membership, page_deeds
from bot.simulator.cloud import Cloud
from bot.simulator.faults import KINDS, Fault
from bot.simulator.refusal import Json, Refusal, bad

_STATIC = Path(__file__).with_name("static")
_LONGEST_WAIT = 30.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _json(value: Any) -> web.Response:
    return web.json_response(value)


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request; an empty body is an empty object."""
    if not request.can_read_body:
        return {}
    value = await request.json()
    if not isinstance(value, dict):
        raise bad("expected a JSON object")
    return value


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What the world refuses to people is a 400 with the reason; the Bot API has its own words."""
    if not request.path.startswith("/sim/"):
        return await handler(request)
    try:
        return await handler(request)
    except Refusal as refusal:
        return web.json_response({"error": refusal.description}, status=400)
    except (KeyError, ValueError, TypeError) as error:
        return web.json_response({"error": f"malformed request: {type(error).__name__} {error}"}, status=400)


class PageApi:
    """Handlers of /sim."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    async def world(self, request: web.Request) -> web.Response:
        """Everything at a glance."""
        world = self._cloud.world
        bot = {key: world.bot.user()[key] for key in ("id", "username", "first_name")}
        bot["profile"] = {key: words for key, words in self._cloud.profile.items() if not key.startswith("menu:")}
        people = [person.card() for person in world.people.values()]
        chats = [world.chat_card(chat) for chat in world.chats.values()]
        clock, faults = self._cloud.clock, self._cloud.faults.listed()
        times = {"now": clock.now().isoformat(), "time_zone": clock.zone}
        return _json({"run": world.run, **times, "bot": bot, "people": people, "chats": chats, "faults": faults})

    async def add_person(self, request: web.Request) -> web.Response:
        """A new person with a private chat."""
        facts = await body_of(request)
        allowed = ("first_name", "last_name", "username", "language_code", "role", "avatar")
        person = self._cloud.world.add_person(**{key: facts[key] for key in allowed if facts.get(key) is not None})
        self._cloud.world.tell(self._cloud.world.chats[person.id], person=person.id)
        return _json(person.card())

    async def change_person(self, request: web.Request) -> web.Response:
        """Another language or name."""
        person = deeds.person_of(self._cloud, int(request.match_info["person"]))
        facts = await body_of(request)
        for key in ("first_name", "last_name", "username", "language_code", "role", "avatar"):
            if key in facts:
                setattr(person, key, facts[key])
        self._cloud.world.tell(self._cloud.world.chats[person.id], person=person.id)
        return _json(person.card())

    async def person_deed(self, request: web.Request) -> web.Response:
        """block, unblock, deactivate."""
        person = deeds.person_of(self._cloud, int(request.match_info["person"]))
        deed = request.match_info["deed"]
        if deed == "deactivate":
            membership.deactivate(self._cloud, person)
        else:
            membership.block(self._cloud, person, blocked=deed == "block")
        return _json(person.card())

    async def add_group(self, request: web.Request) -> web.Response:
        """A new group without the bot."""
        facts = await body_of(request)
        members = [deeds.person_of(self._cloud, int(who)).id for who in facts.get("members", [])]
        owner = deeds.person_of(self._cloud, int(facts["owner"]))
        chat = self._cloud.world.add_group(facts["title"], owner.id, members)
        self._cloud.world.tell(chat, title=chat.title)
        return _json(self._cloud.world.chat_card(chat))

    async def messages(self, request: web.Request) -> web.Response:
        """The chat's messages after an id, or those changed since a version; `wait` waits for a change."""
        world, query = self._cloud.world, request.query
        chat = world.chats.get(int(request.match_info["chat"]))
        if chat is None:
            raise bad("no such chat")
        since = int(query.get("since", -1))
        if since >= 0 and "wait" in query:
            await world.wait_for_change(chat, since, min(float(query["wait"]), _LONGEST_WAIT))
        after = int(query.get("after", 0))
        wanted = chat.messages if since < 0 else dict.fromkeys(chat.changes[since:])
        shown = [world.page_shape(chat.messages[number]) for number in sorted(wanted) if number > after]
        if "viewer" in query:
            chat.read[int(query["viewer"])] = chat.last_id
        return _json({"messages": shown, "keyboard": chat.keyboard, "version": len(chat.changes)})

    async def answer(self, request: web.Request) -> web.Response:
        """How a press was answered, or null."""
        wait = min(float(request.query.get("wait", 0)), _LONGEST_WAIT)
        return _json(await self._cloud.presses.wait(request.match_info["press"], wait))

    async def read_everything(self, request: web.Request) -> web.Response:
        """Nothing that happened so far is new to anybody."""
        self._cloud.world.read_everything()
        return _json({})

    async def clock(self, request: web.Request) -> web.Response:
        """Moves the world on."""
        now = self._cloud.clock.forward(float((await body_of(request))["seconds"])).isoformat()
        self._cloud.events.tell({"type": "clock", "now": now})
        return _json({"now": now})

    async def add_fault(self, request: web.Request) -> web.Response:
        """Plans a fault."""
        facts = {key: value for key, value in (await body_of(request)).items() if value is not None}
        if facts.get("kind") not in KINDS:
            raise bad(f"unknown kind of fault; one of {', '.join(KINDS)}")
        if facts["kind"] == "raw":
            facts.setdefault("status", 200)
        self._cloud.faults.plan(Fault(**facts))
        return _json(self._cloud.faults.listed())

    async def clear_faults(self, request: web.Request) -> web.Response:
        """Everything works again, or one chat."""
        self._cloud.faults.clear(int(request.query.get("chat_id", 0)))
        return _json([])

    async def calls(self, request: web.Request) -> web.Response:
        """The journal of the bot's calls."""
        after = int(request.query.get("after", 0))
        return _json(self._cloud.journal.after(after, request.query.get("method")))

    async def commands(self, request: web.Request) -> web.Response:
        """The command menu that a person sees in a chat."""
        chat = self._cloud.world.chats[int(request.match_info["chat"])]
        viewer = int(request.query.get("viewer", chat.id))
        person = self._cloud.world.people.get(viewer)
        language = request.query.get("language_code") or (person.language_code if person else "")
        return _json(self._cloud.menus.seen(chat, viewer, language.split("-")[0]))

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file, for the page."""
        stored = self._cloud.files.find(request.match_info["file"])
        if stored is None:
            return web.json_response({"error": "no such file"}, status=404)
        return web.Response(body=stored.data, content_type=stored.mime.split(";")[0])

    async def events(self, request: web.Request) -> web.StreamResponse:
        """What happens, as it happens."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        try:
            async for chunk in self._cloud.events.stream():
                await response.write(chunk)
        except (ConnectionResetError, asyncio.CancelledError):
            return response
        return response


async def _page(_: web.Request) -> web.StreamResponse:
    page = _STATIC / "index.html"
    if not page.is_file():
        return web.Response(text="The page is not here; the API is.", content_type="text/plain")
    return web.FileResponse(page, headers={"Cache-Control": "no-cache"})


def page_routes(cloud: Cloud) -> list[web.AbstractRouteDef]:
    """Routes of /sim and of the page."""
    api = PageApi(cloud)
    routes = [
        web.get("/sim/world", api.world),
        web.post("/sim/people", api.add_person),
        web.post("/sim/people/{person:\\d+}", api.change_person),
        web.post("/sim/people/{person:\\d+}/{deed:block|unblock|deactivate}", api.person_deed),
        web.post("/sim/groups", api.add_group),
        web.get("/sim/chats/{chat:-?\\d+}/messages", api.messages),
        web.get("/sim/answers/{press}", api.answer),
        web.post("/sim/read_everything", api.read_everything),
        web.post("/sim/clock", api.clock),
        web.post("/sim/faults", api.add_fault),
        web.delete("/sim/faults", api.clear_faults),
        web.get("/sim/calls", api.calls),
        web.get("/sim/commands/{chat:-?\\d+}", api.commands),
        web.get("/sim/events", api.events),
        web.get("/sim/files/{file}", api.file),
        web.get("/", _page),
        *page_deeds.deed_routes(cloud),
    ]
    static: list[web.AbstractRouteDef] = [web.static("/static", _STATIC)] if _STATIC.is_dir() else []
    return [*routes, *static]

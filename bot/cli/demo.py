"""The demo: a pretended Telegram on loopback, the real bot before it, people and bodies, a movable clock."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog
from pydantic import SecretStr
from rich.console import Console

from bot.cli.demo_institutions import fill_registry
from bot.domain.demo_names import Player
from bot.domain.ids import AgencyKey
from bot.profile.demo_rows import institutions_of_demo
from bot.profile.files import find
from bot.profile.load import load_profile
from bot.runtime.app import App, open_app
from bot.runtime.components import texts_of
from bot.settings import Settings, load_settings
from bot.simulator.client import Group, Person, World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link

log = structlog.get_logger()

TOKEN = "1000001:demo-token-of-a-bot-that-does-not-exist"  # noqa: S105
USERNAME = "tipline_demo_bot"
LANGUAGE = "en"
"""The language of everybody in the demo, where the line speaks it."""
HOST = "127.0.0.1"
DEMO_FILE = ".tipline-demo"
"""Lies in a demo's folder, so that no other folder is ever emptied."""


@dataclass
class Cast:
    """The people and groups of the demo."""

    reporters: list[Person]
    heads: dict[AgencyKey, Person]
    officers: dict[AgencyKey, Person]
    groups: dict[AgencyKey, Group]
    supervisor: Person
    oversight: Group


def demo_settings(base: str, home: Path, profile: str) -> Settings:
    """Ordinary settings, all given: the operator's own environment has no part in the demo."""
    return load_settings(
        token=SecretStr(TOKEN), token_file=None, api_url=base, api_file_url=base, home=home, database_url="",
        files_url="", key_file=Path(), profile=profile, webhook_url="", webhook_secret=SecretStr(""),
        webhook_secret_file=None, webhook_listen="", api_local_dir=None, proxy=SecretStr(""),
        listen=f"{HOST}:0", supervisors=(), admins=(), log="json warning",
    )  # fmt: skip


def fresh(home: Path) -> Path:
    """An empty folder for this run; refuses to empty one that no demo has made."""
    if home.exists() and any(home.iterdir()) and not (home / DEMO_FILE).exists():
        raise FileExistsError(f"{home} holds something else; choose another --home")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / DEMO_FILE).touch()
    return home


def for_demo(profile: str, home: Path) -> str:
    """The district of the demo, laid down in its folder: as its profile says, but that nobody has an authenticator app.
    Raises ProfileError where there is no such profile, or its institutions are none that could be imported."""
    path = home / "profile.toml"
    path.write_text(f'base = {json.dumps(str(find(profile).resolve()))}\n\n[lock]\nkind = "pin"\n', "utf-8")
    institutions_of_demo(load_profile(path))
    return str(path)


async def run_demo(
    port: int, home: Path, profile: str, out: Console, stop_on_signals: Callable[[Callable[[], None]], None]
) -> None:
    """Runs the demo until a signal stops it."""
    clock = MovableClock()
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance)
    base = await simulator.start(HOST, port)
    try:
        app = await open_app(demo_settings(base, fresh(home), for_demo(profile, home)), clock)
        simulator.cloud.clock.show_in(app.services.profile.zone.key)
        stop_on_signals(app.stop)
        await play(app, base, out)
    finally:
        await simulator.stop()


async def play(app: App, base: str, out: Console) -> None:
    """The bot runs; the people come in; the page is ready."""

    async def bring_people() -> None:
        async with World(base) as world:
            cast = await CastByLinks(app, world).gather()
            await fill_registry(app, first_teacher(app.services.profile.demo.reporters, cast.reporters))
        out.print(f"\n[bold]The demo is ready:[/] {base}/\n", highlight=False)
        out.print("Be anybody on the left: a teacher, a child, an officer, the supervisor. Ctrl+C ends it.")

    await app.run(bring_people)


def first_teacher(players: Sequence[Player], people: Sequence[Person]) -> Person | None:
    """The person who plays the first teacher. None where nobody plays a teacher."""
    return next((person for one, person in zip(players, people, strict=True) if one.role == "teacher"), None)


class CastByLinks:
    """Puts people and groups into the pretended Telegram and binds them by opening real invite links."""

    def __init__(self, app: App, world: World) -> None:
        self._app = app
        self._world = world
        profile = app.services.profile
        self._names, self._text = profile.demo, texts_of(profile)
        self._language = LANGUAGE if LANGUAGE in profile.languages else profile.languages[0]

    async def gather(self) -> Cast:
        """Everybody in place; each link was opened as a person would open it."""
        reporters = [await self._person(one.name, one.role, one.language) for one in self._names.reporters]
        supervisor = await self._person(self._names.supervisor, "supervisor", self._language)
        await supervisor.open(await self._link("supervisor", None))
        await supervisor.wait_for(lambda message: message.from_bot)
        oversight = await self._world.group("Oversight", supervisor)
        await supervisor.open(await self._link("oversight", None), oversight)
        await self._choose_language(supervisor, oversight)
        cast = Cast(reporters, {}, {}, {}, supervisor, oversight)
        for key in self._app.services.profile.agencies:
            await self._agency(cast, key)
        await self._world.read_everything()
        return cast

    async def _agency(self, cast: Cast, key: AgencyKey) -> None:
        """A body with its head, an officer, and their group."""
        names = self._names.of_body(key)
        short = self._text(f"agency-{key}-short", self._language)
        head = cast.heads[key] = await self._person(names[0], f"head · {short}", self._language)
        officer = cast.officers[key] = await self._person(names[1], f"officer · {short}", self._language)
        group = cast.groups[key] = await self._world.group(self._text(f"agency-{key}", self._language), head, officer)
        await head.open(await self._link("agency", key), group)
        await self._choose_language(head, group)
        await head.open(await self._link("head", key))
        await head.wait_for(lambda message: message.from_bot)
        await cast.supervisor.wait_for(lambda message: short in message.words)

    async def _choose_language(self, who: Person, group: Group) -> None:
        """A group that was just bound reads the demo's language from now on."""
        await who.wait_for(lambda message: message.from_bot, group)
        await who.say(f"/language@{USERNAME} {self._language}", group)
        await who.wait_for(self._text("staff-language-set", self._language), group)

    async def _person(self, name: str, role: str, language: str) -> Person:
        first, _, last = name.partition(" ")
        return await self._world.person(first, last_name=last, role=role, language_code=language)

    async def _link(self, what: str, agency: AgencyKey | None) -> str:
        secret = await make_invite(self._app.services, self._app.now(), what, agency)
        return invite_link(USERNAME, what, secret)

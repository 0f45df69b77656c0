"""A district that is the same in every life: the people, the groups, and a home that has known them for a week."""

import asyncio
import secrets
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import asyncpg

from bot.domain.access import on_call
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import OVERSIGHT, Staff
from bot.runtime.components import open_components
from bot.simulator.client import Group, Person, World
from bot.simulator.server import Simulator
from tests.crash.wrapped_bot import ClockFile
from tests.support.databases.databases import PostgresMaker, name_of
from tests.support.running.running_bot import TOKEN, USERNAME, settings_for

BEGIN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Monday, ten in the morning in Chongqing."""
BODIES = tuple(AgencyKey(key) for key in ("PSB", "PROC", "EDU"))
LEAD = AgencyKey("EDU")
SUPERVISING = AgencyKey("PROC")


class WorldClock:
    """The simulator's clock and the bot's: the same hand."""

    def __init__(self, path: Path) -> None:
        self.hand = ClockFile(path)
        self.hand.move(BEGIN - datetime.now(UTC))

    def now(self) -> datetime:
        """This moment in the moved world."""
        return datetime.now(UTC) + timedelta(seconds=self.hand.offset)

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self.hand.move(by)


@dataclass
class CrashCast:
    """Who is there. Their numbers are the same in every world that is made by `set_up`."""

    rita: Person
    omar: Person
    wu: Person
    sue: Person
    groups: dict[AgencyKey, Group]
    names: dict[int, str] = field(default_factory=dict)
    """What each chat is called in reports of a life."""


async def set_up(world: World, simulator: Simulator, name: str) -> CrashCast:
    """Rita, her neighbour Omar, officer Wu who heads the education body, supervisor Sue; groups with the bot."""
    rita, omar = await world.person(name, last_name=name), await world.person("Omar")
    wu, sue = await world.person("Wu"), await world.person("Sue")
    groups = {}
    for body in (*BODIES, OVERSIGHT):
        groups[body] = await world.group(body, wu, sue)
        await groups[body].bot("add")
    for person in (wu, sue):
        simulator.cloud.world.people[person.id].started = True
    simulator.cloud.updates.clear()
    names = {rita.chat: "Rita", omar.chat: "Omar", wu.chat: "Wu", sue.chat: "Sue"}
    names |= {group.id: str(key) for key, group in groups.items()}
    return CrashCast(rita, omar, wu, sue, groups, names)


def made(folder: Path) -> Path:
    """The folder, new."""
    folder.mkdir(parents=True)
    return folder


class HomeLender(Protocol):
    """Where the homes of lives come from."""

    async def lend(self, home: Path) -> str:
        """A home in the folder; the URL of its database, empty for SQLite in the home itself."""
        ...

    async def take_back(self, home: Path, url: str) -> None:
        """Nothing of it is left."""
        ...


class EmptyHomes:
    """Homes in which nothing is yet."""

    async def lend(self, home: Path) -> str:
        """An empty folder."""
        made(home)
        return ""

    async def take_back(self, home: Path, url: str) -> None:
        """Nothing of it is left."""
        shutil.rmtree(home)


class Homes:
    """Homes with a database of one kind that know the district already; copies of one that is made once."""

    def __init__(self, folder: Path, postgres: PostgresMaker | None) -> None:
        self._postgres = postgres
        self._template = folder / "template"
        self._url = postgres.make() if postgres is not None else ""
        self._template.mkdir()
        asyncio.run(self._furnish(folder))

    async def _furnish(self, folder: Path) -> None:
        """Bind the groups and appoint the people, as invites would have done."""
        clock = WorldClock(folder / "hand")
        simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, flood=False)
        base = await simulator.start()
        parts = await open_components(settings_for(base, self._template, database_url=self._url), clock)
        try:
            async with World(base) as world, parts.database.begin() as uow:
                district = await set_up(world, simulator, "Rita")
                for body, group in district.groups.items():
                    await uow.agencies.bind(body, ChatId(group.id), body, "en", clock.now())
                for person, is_supervisor, heads in ((district.sue, True, ()), (district.wu, False, (LEAD,))):
                    user = UserId(person.id)
                    key = parts.database.blind_index.person(user)
                    await uow.staff.save(Staff(key, user, "en", supervisor=is_supervisor, heads=frozenset(heads)))
                    await uow.audit.add("appointed", at=BEGIN - timedelta(days=7), person=key)
                sue = parts.database.blind_index.person(UserId(district.sue.id))
                await uow.rosters.save(replace(on_call.joined(on_call.Roster(BODIES[0]), sue, "Sue"), told=sue))
                await uow.commit()
        finally:
            await parts.database.close()
            await simulator.stop()

    async def lend(self, home: Path) -> str:
        """A fresh home in the folder; the URL of its database, empty for SQLite in the home itself."""
        shutil.copytree(self._template, home)
        if not self._url:
            return ""
        name = f"life_{secrets.token_hex(6)}"
        await self._give(f"CREATE DATABASE {name} TEMPLATE {name_of(self._url)}")
        return self._url.replace(f"/{name_of(self._url)}?", f"/{name}?")

    async def take_back(self, home: Path, url: str) -> None:
        """Nothing of it is left."""
        shutil.rmtree(home)
        if url:
            await self._give(f"DROP DATABASE {name_of(url)} WITH (FORCE)")

    async def _give(self, order: str) -> None:
        """One order to the server, outside of any transaction."""
        connection = await asyncpg.connect(self._url.replace(f"/{name_of(self._url)}?", "/postgres?"))
        try:
            await connection.execute(order)
        finally:
            await connection.close()

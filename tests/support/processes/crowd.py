"""People who report to real processes on one PostgreSQL, and the bodies' groups that get their alerts."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.domain.ids import AgencyKey, ChatId
from bot.runtime.components import Components, open_components
from bot.simulator.client import Group, Person, World
from bot.simulator.server import Simulator
from bot.system import SystemClock
from bot.usecases.access.membership import make_invite
from bot.usecases.services import Services
from handlers.telegram.text.links import invite_link
from tests.support.running.conversation import BULLYING, Step, is_screen
from tests.support.running.running_bot import TOKEN, USERNAME, settings_for

TIMEOUT = 60.0
"""For how many seconds a person waits for the next screen on a busy machine, while workers are killed."""
ROUTED = tuple(map(AgencyKey, ("EDU", "PSB", "CYL", "PROC")))
WORDS = ("He is beaten", "on the way to school", "every day")
SENDING: tuple[Step, ...] = (("", "Send what I have"), ("Please check, then send", "Send"))


@asynccontextmanager
async def place(*, flood: bool) -> AsyncIterator[tuple[str, World]]:
    """A simulated Telegram that runs on the machine's own time."""
    simulator = Simulator(token=TOKEN, username=USERNAME, now=SystemClock().now, flood=flood)
    base = await simulator.start()
    try:
        async with World(base) as world:
            yield base, world
    finally:
        await simulator.stop()


@asynccontextmanager
async def looking(base: str, home: Path, url: str) -> AsyncIterator[Components]:
    """The database of the processes, opened beside them."""
    parts = await open_components(settings_for(base, home, database_url=url))
    try:
        yield parts
    finally:
        await parts.database.close()


async def bind(services: Services, world: World, bodies: Iterable[AgencyKey] = ROUTED) -> dict[AgencyKey, Group]:
    """The groups of the bodies, bound by real links."""
    groups: dict[AgencyKey, Group] = {}
    for key in bodies:
        head = await world.person(f"Head{key}")
        secret = await make_invite(services, SystemClock().now(), "agency", key)
        groups[key] = await world.group(key, head)
        await head.open(invite_link(USERNAME, "agency", secret), groups[key])
        bound = await head.wait_for(lambda message: message.from_bot, groups[key], timeout=TIMEOUT)
        await head.say(f"/language@{USERNAME} en", groups[key])
        await head.wait_for(lambda message: message.from_bot, groups[key], after=bound, timeout=TIMEOUT)
    return groups


async def bind_at_once(parts: Components, world: World, bodies: Iterable[AgencyKey]) -> dict[AgencyKey, Group]:
    """The groups of the bodies, each with its head, bound in the database without links."""
    groups = {key: await world.group(key, await world.person(f"Head{key}")) for key in bodies}
    for group in groups.values():
        await group.bot("add")
    async with parts.database.begin() as uow:
        for key, group in groups.items():
            await uow.agencies.bind(key, ChatId(group.id), key, "en", SystemClock().now())
        await uow.commit()
    return groups


async def report(person: Person) -> int:
    """Writes quickly, gives the few answers that are needed, gets the receipt; returns the case number."""
    for words in WORDS:
        await person.say(words)
    for words, label in (*BULLYING[:4], *SENDING):
        screen = await person.wait_for(partial(is_screen, words, label), timeout=TIMEOUT)
        await person.press(label, message=screen)
    receipt = await person.wait_for("Your case number is", timeout=TIMEOUT)
    return int(re.findall(r"case number is (\d+)", receipt.words)[0])

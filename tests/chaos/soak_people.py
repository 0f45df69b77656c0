"""Who writes during a soak, and how long each of them waits."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Group, Message, NothingSeen, Person, World
from tests.support.running.conversation import is_screen
from tests.support.running.running_bot import USERNAME

BAD, MUTE = AgencyKey("CIV"), AgencyKey("HEA")
"""The group for which every call is answered with 502; the group that refuses what is written."""
WELL = tuple(map(AgencyKey, ("PSB", "PROC", "WOM", "JUS")))
"""The other bodies that hear of a beating at home with danger now (triage-routing-clocks.md)."""
STEPS = (
    ("Who is writing?", "I am an adult"),
    ("danger right now", "Yes, now"),
)
HARMS = ("Assault, beating", "Violence at home")
NUMBER = re.compile(r"case number is (\d+)")
LONGEST = 120.0
"""Seconds after which somebody has waited in vain."""


@dataclass(frozen=True)
class Wait:
    """One wait: when it began, by the soak's own clock, for what, how many seconds; None: in vain."""

    began: float
    what: str
    seconds: float | None


@dataclass
class SoakWaits:
    """All waits of a soak."""

    now: Callable[[], float]
    waits: list[Wait] = field(default_factory=list)

    async def time(self, what: str, person: Person, said: Message | None, chat: Group | None, wanted: object) -> None:
        """Until the bot has shown what is wanted."""
        began = self.now()
        try:
            await person.wait_for(wanted, chat, after=said, timeout=LONGEST)  # type: ignore[arg-type]
        except NothingSeen:
            self.waits.append(Wait(began, what, None))
        else:
            self.waits.append(Wait(began, what, self.now() - began))


def anything(_: Message) -> bool:
    """True for every message of the bot."""
    return True


def is_answer(message: Message) -> bool:
    """A card is none: it comes by itself."""
    return "Case " not in message.words


async def ask(watch: SoakWaits, person: Person, pause: float, stop: asyncio.Event) -> None:
    """Somebody in private asks for numbers, again and again."""
    while not await is_set(stop, pause):
        await watch.time("private", person, await person.say("/help"), None, anything)


async def look(watch: SoakWaits, cast: Cast, key: AgencyKey, pause: float, stop: asyncio.Event) -> None:
    """The head of a body that is well sets the language of its group, which is answered there (help is not)."""
    head, group = cast.heads[key], cast.groups[key]
    while not await is_set(stop, pause):
        said = await head.say(f"/language@{USERNAME} en", group)
        await watch.time(f"group {key}", head, said, group, is_answer)


async def cry(watch: SoakWaits, cast: Cast, person: Person) -> int:
    """Danger now, in a few answers; each body that is well must have its alert. The number of the case; 0: none."""
    await person.say("/start")
    for words, label in STEPS:
        await press(person, words, label)
    await person.wait_for("Where is the child now", timeout=LONGEST)
    await person.say("Poplar Road 12, third floor")
    for label in HARMS:
        await press(person, "What kind of harm", label)
    await press(person, "What kind of harm", "Done")
    alerts = asyncio.ensure_future(alerted(watch, cast, person))
    seen = await person.wait_for("Your case number is", timeout=LONGEST)
    await alerts
    found = NUMBER.search(seen.words)
    return int(found[1]) if found else 0


async def press(person: Person, words: str, label: str) -> None:
    """The button, as soon as its screen is there."""
    screen = await person.wait_for(partial(is_screen, words, label), timeout=LONGEST)
    await person.press(label, message=screen)


async def alerted(watch: SoakWaits, cast: Cast, person: Person) -> None:
    """From the last answer to the card of this case in each group that is well."""
    began = watch.now()
    seen = await person.wait_for("Your case number is", timeout=LONGEST)
    found = NUMBER.search(seen.words)
    card = f"Case {found[1]} " if found else "no number"
    waits = [await_card(watch, cast, key, card, began) for key in WELL]
    await asyncio.gather(*waits)


async def await_card(watch: SoakWaits, cast: Cast, key: AgencyKey, card: str, began: float) -> None:
    """One group."""
    try:
        await cast.heads[key].wait_for(card, cast.groups[key], timeout=LONGEST)
    except NothingSeen:
        watch.waits.append(Wait(began, "alert", None))
    else:
        watch.waits.append(Wait(began, "alert", watch.now() - began))


async def has_card(cast: Cast, key: AgencyKey, number: int) -> bool:
    """Whether the body's group shows the case."""
    seen = await cast.heads[key].sees(cast.groups[key])
    return any(message.from_bot and f"Case {number} " in message.words for message in seen)


async def people(world: World, names: str, count: int) -> list[Person]:
    """`count` people who are known to the bot from now on."""
    return [await world.person(f"{names}{number}") for number in range(count)]


async def is_set(stop: asyncio.Event, seconds: float) -> bool:
    """Whether it is over within so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True

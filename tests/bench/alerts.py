"""How soon a body hears of a child in danger while three workers are killed in turn and very many people report."""

import asyncio
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from math import ceil
from pathlib import Path

from bot.runtime.components import services_of
from bot.simulator.client import Person, World
from tests.bench.noise import probe
from tests.bench.postgres import Postgres
from tests.bench.results import Results, out
from tests.support.processes.crowd import SENDING, TIMEOUT, bind, looking, place, report
from tests.support.processes.fleet import fleet
from tests.support.running.conversation import Step, is_screen
from tests.support.waiting import until

IN_DANGER = 5
"""Every so many-th person tells of a child in danger now."""
WORKERS = 3
FIRST: tuple[Step, ...] = (("Who is writing?", "I am an adult"), ("in danger right now", "Yes, now"))
THEN: tuple[Step, ...] = (("What kind of harm", "Bullying"), ("What kind of harm", "Done"), *SENDING)


class Alerts:
    """One run: people come as others go, so many at once; a worker dies every few seconds."""

    def __init__(self, results: Results, *, people: int, at_once: int, every: float) -> None:
        self._results = results
        self._people = people
        self._door = asyncio.Semaphore(at_once)
        self._at_once = at_once
        self._every = every
        self._told: dict[int, datetime] = {}
        """When the third answer was given, by case number."""

    async def measure(self) -> None:
        """Adds one row."""
        with tempfile.TemporaryDirectory(prefix="tla") as folder:
            home, quiet = Path(folder), probe(Path(folder))
            async with Postgres.running() as server, place(flood=False) as (base, world):
                url = await server.make()
                async with (
                    fleet(
                        base, home, url, size=WORKERS, program=("tests.support.processes.quick",), is_forked=False
                    ) as here,
                    looking(base, home, url) as components,
                ):
                    await bind(services_of(components), world)
                    done, began = asyncio.Event(), time.perf_counter()
                    killing = asyncio.create_task(here.harass(done, self._every))
                    numbers = await asyncio.gather(*[self._comes(world, at) for at in range(self._people)])
                    seconds = time.perf_counter() - began
                    done.set()
                    await killing
                    await until(partial(self._all_have_cards, world))
                    waits, cards = await self._alerts(world)
        lost = len(set(range(1, self._people + 1)) - set(numbers))
        self._results.add(
            "alerts",
            {
                "people": self._people, "at_once": self._at_once, "workers": WORKERS, "every": self._every,
                "kills": here.kills, "seconds": seconds, "lost": lost, "in_danger": len(self._told),
                "cards": sum(cards.values()), "again": sum(times - 1 for times in cards.values()),
                **{f"p{part}": nearest(waits, part) for part in (50, 95, 99, 100)}, **quiet,
            },
        )  # fmt: skip
        out.print("waits for an alert, longest first:", [round(wait, 2) for wait in sorted(waits)[::-1][:8]])

    async def _comes(self, world: World, at: int) -> int:
        async with self._door:
            person = await world.person(f"Rita{at}")
            return await (report(person) if at % IN_DANGER else self._cries(person))

    async def _cries(self, person: Person) -> int:
        """Danger now, and where; the rest as quickly as it goes."""
        await person.say("/start")
        await taps(person, FIRST)
        await person.wait_for("Where is the child now?", timeout=TIMEOUT)
        answered = datetime.now(UTC)
        await person.say("Poplar Road 12")
        await taps(person, THEN)
        receipt = await person.wait_for("Your case number is", timeout=TIMEOUT)
        number = int(re.findall(r"case number is (\d+)", receipt.words)[0])
        self._told[number] = answered
        return number

    async def _all_have_cards(self, world: World) -> bool:
        _, cards = await self._alerts(world)
        return len({number for number, _ in cards}) == self._people

    async def _alerts(self, world: World) -> tuple[list[float], Counter[tuple[int, int | str]]]:
        """Seconds from the third answer to each group's first card, and how many cards of each case each group got."""
        first, cards = dict[tuple[int, int | str], datetime](), Counter[tuple[int, int | str]]()
        for call in await world.calls(method="sendMessage"):
            found = re.search(r"Case (\d+) ", str(call.params.get("text", "")))
            if found and call.code == 200 and int(call.chat_id or 0) < 0 and not call.params.get("reply_parameters"):
                key = int(found[1]), call.chat_id or 0
                cards[key] += 1
                first.setdefault(key, datetime.fromisoformat(call.at))
        waits = [(at - self._told[number]).total_seconds() for (number, _), at in first.items() if number in self._told]
        return waits, cards


async def taps(person: Person, steps: Iterable[Step]) -> None:
    """Each button on its screen, as soon as it is there."""
    for words, label in steps:
        screen = await person.wait_for(partial(is_screen, words, label), timeout=TIMEOUT)
        await person.press(label, message=screen)


def nearest(waits: Sequence[float], part: int) -> float:
    """The percentile by nearest rank."""
    return sorted(waits)[ceil(part / 100 * len(waits)) - 1]

"""The real program as its own process, killed without warning: nothing is lost and nothing is seen twice."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.simulator.client import Person, World, picture
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.house import UNLOCKED, free_port, until
from tests.support.talk import BULLYING, answer, begin, send, tell

pytestmark = pytest.mark.timeout(300)
PATIENCE = 60.0
"""Seconds for a process to come up on a busy machine."""
ROOT = Path(__file__).parents[2]
TOKEN = "4242:very-secret-token"


@dataclass
class Machine:
    """Where the program runs again and again on the same home."""

    base: str
    world: World
    home: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        """Ordinary settings, as an operator would give them."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("TIPLINE_", "PYTHONDONT"))}
        ours = {
            "TOKEN": TOKEN,
            "API_URL": self.base,
            "HOME": str(self.home),
            "LISTEN": f"127.0.0.1:{self.port}",
            "LOG": "json debug",
            "PROFILE": UNLOCKED,
        }
        return clean | {f"TIPLINE_{name}": value for name, value in ours.items()}

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """`python -m bot WORDS`; its log goes on in one file."""
        with (self.home / "log.jsonl").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", *words, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )

    async def said(self, *words: str) -> str:
        """What the command prints."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *words, cwd=ROOT, env=self.environment,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        printed = (await process.communicate())[0].decode()
        assert process.returncode == 0, printed
        return printed

    async def _is_ready(self, process: asyncio.subprocess.Process) -> bool:
        assert process.returncode is None, (self.home / "log.jsonl").read_text("utf-8")[-2000:]
        try:
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/ready") as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    @asynccontextmanager
    async def running(self, end: signal.Signals = signal.SIGKILL) -> AsyncIterator[asyncio.subprocess.Process]:
        """The bot, ready; ended by this signal on leaving."""
        process = await self.start("run")
        try:
            await until(partial(self._is_ready, process))
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(end)
            await process.wait()


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Machine]:
    simulator = Simulator(token=TOKEN, now=SystemClock().now, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        yield Machine(base, world, tmp_path, free_port())
    await simulator.stop()


async def test_killed_in_the_middle_of_a_talk_it_goes_on_at_the_same_question(machine: Machine) -> None:
    rita = await machine.world.person("Rita")
    async with machine.running():
        await begin(rita)
        await answer(rita, *BULLYING)
        await rita.wait_for("in your own words")
    written = await rita.say("He is beaten on the way to school")
    async with machine.running():
        await rita.wait_for("Write more, or press Done", after=written)
    async with machine.running():
        await send(rita)


async def test_killed_right_after_received_the_report_its_files_and_its_alert_are_there_once(machine: Machine) -> None:
    rita, amal = await machine.world.person("Rita"), await machine.world.person("Amal")
    group = await machine.world.group("Education", amal)
    link = re.search(r"https://t\.me/\S+", await machine.said("invite", "agency", "EDU"))
    assert link is not None
    async with machine.running():
        await amal.open(link.group(), group)
        await amal.wait_for(lambda message: message.from_bot, group)
        await tell(rita)
        await rita.photo(picture(), picture())
        await rita.wait_for("2 ")
        await send(rita)
    async with machine.running():
        await amal.say("/start")
        await amal.say("/take 1", group)
        await amal.wait_for(lambda message: "Open" not in message.labels and "1" in message.words, group)
        await amal.say("/open 1")
        await amal.wait_for("beaten on the way")
        await rita.say("/status")
        await rita.wait_for(lambda message: "1" in message.words and message.buttons)
        cards = [m for m in await amal.sees(group) if m.from_bot and m.buttons]
        files = await _files(amal, 2)
    assert (len(cards), files) == (1, 2)


async def _files(person: Person, at_least: int) -> int:
    """How many pictures have come; waits for as many."""

    async def have_come() -> bool:
        return len([message for message in await person.sees() if message.photo]) >= at_least

    await until(have_come)
    return len([message for message in await person.sees() if message.photo])


async def test_killed_again_and_again_while_many_write_every_word_is_kept(machine: Machine) -> None:
    people = [await machine.world.person(f"Rita{n}") for n in range(6)]
    for person in people:
        await person.say("/start")
    for person in people[::2]:
        async with machine.running():
            await person.wait_for("Who is writing?", timeout=PATIENCE)
    async with machine.running():
        await asyncio.gather(*(_goes_on(person) for person in people))
    numbers = {re.findall(r"number is (\d+)", (await person.wait_for("number is")).words)[0] for person in people}
    assert len(numbers) == len(people)


async def _goes_on(person: Person) -> None:
    await answer(person, *BULLYING)
    await person.wait_for("in your own words")
    await person.say("He is beaten")
    await person.wait_for("Write more, or press Done")
    await send(person)


async def test_asked_to_end_twice_it_ends_once_and_well(machine: Machine) -> None:
    rita = await machine.world.person("Rita")
    async with machine.running() as process:
        await begin(rita)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_nothing_a_person_wrote_and_no_secret_is_in_any_log(machine: Machine) -> None:
    rita = await machine.world.person("Canaryname", username="canaryuser")
    async with machine.running(signal.SIGTERM):
        await tell(rita, "canaryword one")
        await machine.world.fault("missing_fields", "getUpdates")
        await rita.say("canaryword two")
        await machine.world.fault("status", "sendMessage", status=400, description="Bad Request: canaryword three")
        await rita.photo(picture(), caption="canaryword four")
        await rita.wait_for("1 ")
        await send(rita)
    log = (machine.home / "log.jsonl").read_text("utf-8").lower()
    assert '"event": "up"' in log
    for secret in ("canary", "very-secret-token", str(rita.id)):
        assert secret not in log

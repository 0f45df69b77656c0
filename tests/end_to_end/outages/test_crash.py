"""The real program as its own process, killed without warning: nothing is lost and nothing is seen twice."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.simulator.client import Person, World, picture
from bot.simulator.server import Simulator
from bot.system import SystemClock
from tests.support.databases.databases import lay_tables
from tests.support.processes.bot_process import TOKEN, BotProcess
from tests.support.running.conversation import BULLYING, answer, begin, send, tell
from tests.support.running.running_bot import free_port
from tests.support.waiting import until

TIMEOUT = 60.0
"""Seconds for a process to come up on a busy machine."""


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[BotProcess]:
    lay_tables(tmp_path / "tipline.db")
    simulator = Simulator(token=TOKEN, now=SystemClock().now, flood=False)
    base = await simulator.start()
    async with World(base) as world:
        yield BotProcess(base, world, tmp_path, free_port())
    await simulator.stop()


async def test_after_a_kill_a_conversation_goes_on_at_the_same_question(bot: BotProcess) -> None:
    rita = await bot.world.person("Rita")
    async with bot.running():
        await begin(rita)
        await answer(rita, *BULLYING)
        await rita.wait_for("in your own words")
    written = await rita.say("He is beaten on the way to school")
    async with bot.running():
        await rita.wait_for("Write more, or press Done", after=written)
    async with bot.running():
        await send(rita)


async def test_after_a_kill_right_after_sending_files_exist_once_and_the_alert_came(bot: BotProcess) -> None:
    rita, amal = await bot.world.person("Rita"), await bot.world.person("Amal")
    group = await bot.world.group("Education", amal)
    link = re.search(r"https://t\.me/\S+", await bot.said("invite", "agency", "EDU"))
    assert link is not None
    async with bot.running():
        await amal.open(link.group(), group)
        await amal.wait_for(lambda message: message.from_bot, group)
        await tell(rita)
        await rita.photo(picture(), picture())
        await rita.wait_for("2 ")
        await send(rita)
    async with bot.running():
        await amal.say("/start")
        await amal.say("/take 1", group)
        await amal.wait_for(lambda message: "Open" not in message.labels and "1" in message.words, group)
        await amal.say("/open 1")
        await amal.wait_for("beaten on the way")
        await rita.say("/status")
        await rita.wait_for(lambda message: "1" in message.words and message.buttons)
        cards = [m for m in await amal.sees(group) if m.buttons and m.words.startswith("案件 1")]
        files = await _files(amal, 2)
    assert (len(cards), files) == (1, 2)


async def _files(person: Person, at_least: int) -> int:
    """How many pictures have come; waits for as many."""

    async def have_come() -> bool:
        return len([message for message in await person.sees() if message.photo]) >= at_least

    await until(have_come)
    return len([message for message in await person.sees() if message.photo])


async def test_after_repeated_kills_every_message_of_many_people_is_stored(bot: BotProcess) -> None:
    people = [await bot.world.person(f"Rita{n}") for n in range(6)]
    for person in people:
        await person.say("/start")
    for person in people[::2]:
        async with bot.running():
            await person.wait_for("Who is writing?", timeout=TIMEOUT)
    async with bot.running():
        await asyncio.gather(*(_goes_on(person) for person in people))
    numbers = {re.findall(r"number is (\d+)", (await person.wait_for("number is")).words)[0] for person in people}
    assert len(numbers) == len(people)


async def _goes_on(person: Person) -> None:
    await answer(person, *BULLYING)
    await person.wait_for("in your own words")
    await person.say("He is beaten")
    await person.wait_for("Write more, or press Done")
    await send(person)


async def test_two_stop_signals_end_the_process_once_and_cleanly(bot: BotProcess) -> None:
    rita = await bot.world.person("Rita")
    async with bot.running() as process:
        await begin(rita)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_nothing_a_person_wrote_and_no_secret_is_in_any_log(bot: BotProcess) -> None:
    rita = await bot.world.person("Canaryname", username="canaryuser")
    async with bot.running(signal.SIGTERM):
        await tell(rita, "canaryword one")
        await bot.world.fault("missing_fields", "getUpdates")
        await rita.say("canaryword two")
        await bot.world.fault("status", "sendMessage", status=400, description="Bad Request: canaryword three")
        await rita.photo(picture(), caption="canaryword four")
        await rita.wait_for("1 ")
        await send(rita)
    log = (bot.home / "log.jsonl").read_text("utf-8").lower()
    assert '"event": "up"' in log
    for secret in ("canary", "very-secret-token", str(rita.id)):
        assert secret not in log

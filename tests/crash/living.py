"""One full life, step by step, and what it passes."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.simulator.client import World
from bot.simulator.server import Simulator
from tests.crash.district import BODIES, LEAD, SUPERVISING, HomeLender, WorldClock, made, set_up
from tests.crash.life import TIMEOUT, Life, LifeKind, LifePlay, Step, stretch_of
from tests.crash.rest import RestDoor
from tests.crash.restarting_bot import RestartingBot
from tests.support.casework.assessment_form import level_button
from tests.support.processes.children import FORKED, ChildOrder
from tests.support.processes.shared import Shared, bare_environment
from tests.support.running.running_bot import TOKEN, UNLOCKED, USERNAME, free_port

NIGHT = 5.0
"""For how many hours the line is up before that morning."""
OF_THE_WEEK = "The numbers of the 7 days before"
"""The caption of the workbook, which comes last."""


async def begin(life: Life) -> None:
    """Rita writes to a line that is just being started."""
    await life.district.rita.say("/start")
    await life.quiet()
    await life.district.rita.wait_for("Who is writing?", timeout=TIMEOUT)


async def begin_monday(life: Life) -> None:
    """The night passes."""
    await life.pass_time(hours=NIGHT)
    await read_monday(life)


async def begin_the_day(life: Life) -> None:
    """The line is being started on a Monday, when all of the morning is due already."""
    await begin(life)
    await read_monday(life)


async def read_monday(life: Life) -> None:
    """The district knows who is on call: the morning line and the monthly test come, and the weekly report to the three
    who read it."""
    await life.district.sue.wait_for("A test. You are on call", timeout=TIMEOUT)
    await life.district.wu.wait_for("On call today", life.district.groups[BODIES[0]], timeout=TIMEOUT)
    sue, wu, above = life.district.sue, life.district.wu, life.district.groups[SUPERVISING]
    await sue.wait_for(OF_THE_WEEK, timeout=TIMEOUT)
    await wu.wait_for(OF_THE_WEEK, timeout=TIMEOUT)
    await wu.wait_for(OF_THE_WEEK, above, timeout=TIMEOUT)
    await life.quiet()


async def tell(life: Life) -> None:
    """Rita has heard of a child in danger."""
    rita = life.district.rita
    await life.press(rita, "Who is writing?", "I am an adult")
    await life.press(rita, "in danger right now", "Yes, now")
    await rita.wait_for("Where is the child now", timeout=TIMEOUT)


async def raise_alarm(life: Life) -> None:
    """She says where, and the officers know."""
    await life.district.rita.say(life.canary("place"))
    await life.quiet()


async def tell_more(life: Life) -> None:
    """What kind of harm it is."""
    rita = life.district.rita
    await life.press(rita, "What kind of harm", "Bullying")


async def end_of_kinds(life: Life) -> None:
    """There is no other; whoever is on call for such harm is called."""
    await life.press(life.district.rita, "What kind of harm", "Done")
    await life.district.sue.wait_for("You are on call. Case", timeout=TIMEOUT)
    await life.quiet()


async def add_album(life: Life) -> None:
    """Two pictures at once, with words."""
    rita = life.district.rita
    await rita.photo(life.photo("first photo"), life.photo("second photo"), caption=life.canary("caption"))
    await life.quiet()


async def send(life: Life) -> None:
    """The report is sent, and the receipt is there."""
    rita = life.district.rita
    await life.press(rita, "", "Send what I have")
    await life.press(rita, "Please check, then send", "Send")
    await rita.wait_for("Your case number is 1", timeout=TIMEOUT)


async def take(life: Life) -> None:
    """The lead acknowledges in its group."""
    wu, group = life.district.wu, life.district.groups[LEAD]
    await life.press(wu, "Case 1", "Acknowledge", place=group)
    await wu.wait_for("Acknowledged", group, timeout=TIMEOUT)


async def assess(life: Life) -> None:
    """The lead looks at the case in private and begins to assess it."""
    await life.district.wu.say("/assess 1")
    await life.quiet()
    await choose(life, 0, 1)
    await choose(life, 1, 2)


async def save(life: Life) -> None:
    """The lead's assessment is kept."""
    await choose(life, 2, 2)
    await life.press(life.district.wu, "", "Save")
    await life.district.wu.wait_for("Saved: case 1", timeout=TIMEOUT)


async def choose(life: Life, row: int, value: int) -> None:
    """Press a button of the form."""
    form = await life.district.wu.wait_for("Assess case 1", timeout=TIMEOUT)
    await life.district.wu.press(level_button(form, row, value), message=form)
    await life.quiet()


async def remind(life: Life) -> None:
    """Nobody does anything, and those who could are reminded."""
    await life.pass_time(minutes=16)


async def be_late(life: Life) -> None:
    """The case is late, and those above are told."""
    await life.pass_time(minutes=46)


async def greet_morning(life: Life) -> None:
    """The night passes; then there is a digest."""
    await life.pass_time(hours=21, minutes=30)


async def hide(life: Life) -> None:
    """Rita clears her chat."""
    await life.district.rita.say("/hide")
    await life.quiet()


LIFE: dict[str, Step] = {
    "begin": begin, "monday": begin_monday, "tell": tell, "alarm": raise_alarm, "more": tell_more,
    "no more": end_of_kinds, "album": add_album, "send": send, "take": take,
    "assess": assess, "save": save, "remind": remind, "late": be_late, "morning": greet_morning,
    "hide": hide,
}  # fmt: skip
"""The stretches of a life, in order; between the morning and the end officers work on the case (casework.py)."""


async def afterwards(life: Life) -> None:
    """Nobody is stuck: each gets an answer to the next word."""
    life.enter("")
    rita, wu, sue = life.district.rita, life.district.wu, life.district.sue
    asked = await rita.say("/start")
    await rita.wait_for("Who is writing?", after=asked, timeout=TIMEOUT)
    asked = await wu.say("/open 1")
    await wu.wait_for(life.canaries["place"].decode(), after=asked, timeout=TIMEOUT)
    await life.quiet()
    photos = [message for message in await wu.sees() if message.photo and message.id > asked.id]
    assert len(photos) == 2, f"{len(photos)} pictures of 2"
    asked = await sue.say("/case 1")
    await sue.wait_for("Who has it", after=asked, timeout=TIMEOUT)
    await life.quiet()


def settings_of(kind: LifeKind, base: str, folder: Path, url: str, port: int) -> dict[str, str]:
    """Ordinary settings, as an operator would give them."""
    ours = {
        "TOKEN": TOKEN,
        "API_URL": base,
        "HOME": str(folder / "home"),
        "DATABASE_URL": url,
        "LISTEN": f"127.0.0.1:{port}",
        "LOG": "json debug",
        "PROFILE": UNLOCKED,
    }
    if kind.intake == "webhook":
        ours |= {
            "WEBHOOK_URL": f"http://127.0.0.2:{port}/telegram",
            "WEBHOOK_LISTEN": f"127.0.0.2:{port}",
            "WEBHOOK_SECRET": "canary-of-the-webhook",  # pragma: allowlist secret
        }
    return {f"TIPLINE_{name}": value for name, value in ours.items()} | {"TMPDIR": str(folder / "tmp")}


@asynccontextmanager
async def living(
    kind: LifeKind,
    play: LifePlay,
    homes: HomeLender,
    folder: Path,
    points: Sequence[str] = (),
    origin: Shared = FORKED,
) -> AsyncIterator[Life]:
    """A world, a home and a bot that will die at the points, which lie in different stretches; all gone on leaving.
    `origin`: the process that the bot is forked from."""
    made(folder / "tmp")
    url = await homes.lend(folder / "home")
    clock = WorldClock(folder / "hand")
    clock.advance(-play.sooner)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base, port = await simulator.start(), free_port()
    files = tuple(str(folder / name) for name in ("record", "hand", "plan"))
    settings = bare_environment("") | settings_of(kind, base, folder, url, port)
    door = RestDoor(folder)
    bot = RestartingBot(ChildOrder(files, settings, str(folder / "log"), "tests.crash.wrapped_bot"), origin)
    try:
        async with World(base) as world, asyncio.TaskGroup() as tasks:
            name = f"zq{secrets.token_hex(8)}"
            district = await set_up(world, simulator, name)
            secret = {"name": name.encode(), "token": TOKEN.partition(":")[2].encode()}
            deaths = {stretch_of(point): point for point in points}
            life = Life(kind, play, deaths, folder, url, clock, simulator, district, bot, door, secret)
            simulator.cloud.updates.on_push(lambda update: life.updates.append(update.number))
            life.enter(next(iter(play.steps)))
            running = tasks.create_task(bot.run(life.note_death))
            try:
                yield life
            finally:
                bot.end()
                await running
                door.close()
    finally:
        await simulator.stop()
        await homes.take_back(folder / "home", url)
        shutil.rmtree(folder)


def boundaries_of(life: Life) -> list[str]:
    """What was passed, in order."""
    return (life.folder / "record").read_text("utf-8").splitlines()

"""One full life of a case before a bot that dies once on the way; people do what people do, and nobody waits."""

import asyncio
import io
import os
import secrets
import shutil
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image

from bot.simulator.client import NothingSeen, Person, World
from bot.simulator.server import Simulator
from tests.crash.edges import ROOT
from tests.crash.launcher import LEASE, Order
from tests.crash.stage import BEGIN, LEAD, District, Lender, WorldClock, made, settle
from tests.handlers.house import TOKEN, USERNAME, free_port
from tests.handlers.talk import is_screen

PATIENCE = 40.0
"""Seconds of silence after which somebody is stuck."""
PAUSE = 0.02
NUDGE = 10
"""Looks between two reminders that the clock was moved (one that fell into a boot is not heard)."""


class Stuck(AssertionError):
    """Somebody waits for ever: what for, and what the bot says of itself."""


@dataclass(frozen=True)
class Kind:
    """Where the bot lives and how Telegram reaches it."""

    intake: str
    database: str

    def __str__(self) -> str:
        return f"{self.intake}, {self.database}"


KINDS = tuple(Kind(intake, database) for intake in ("polling", "webhook") for database in ("sqlite", "postgresql"))


@dataclass
class Launcher:
    """The process that bots are forked from."""

    process: Process

    async def hear(self) -> tuple[str, int]:
        """What it says next."""
        assert self.process.stdout is not None
        word, number = (await self.process.stdout.readline()).split()
        return word.decode(), int(number)

    async def start(self, order: Order) -> int:
        """A bot; its process id."""
        assert self.process.stdin is not None
        self.process.stdin.write(order.line())
        word, number = await self.hear()
        assert word == "started"
        return number


@asynccontextmanager
async def launching() -> AsyncIterator[Launcher]:
    """A launcher, ended on leaving; a bot that runs ends with it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.crash.launcher", cwd=ROOT, stdin=PIPE, stdout=PIPE
    )
    try:
        launcher = Launcher(process)
        await launcher.hear()
        yield launcher
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


class Machine:
    """The bot, started again whenever it has died."""

    def __init__(self, launcher: Launcher, order: Order, on_restart: Callable[[], None]) -> None:
        self._launcher = launcher
        self._order = order
        self._on_restart = on_restart
        self._pid = 0
        self._ending = False
        self.ended = asyncio.Event()
        self.deaths = 0

    async def run(self) -> None:
        """Until `end`; killed once by itself, it goes on without a target."""
        while not self._ending:
            self._pid = await self._launcher.start(self._order)
            _, status = await self._launcher.hear()
            self._pid = 0
            if self._ending:
                break
            self.deaths += 1
            assert status == -signal.SIGKILL, f"the bot ended by itself with {status}"
            self._order = Order(**{**vars(self._order), "target": ""})
            self._on_restart()
        self.ended.set()

    def tell(self, number: signal.Signals) -> None:
        """A signal to the bot, if it runs."""
        with suppress(ProcessLookupError):
            if self._pid:
                os.kill(self._pid, number)

    def end(self) -> None:
        """For good, without warning: what a file holds then is looked at."""
        self._ending = True
        self.tell(signal.SIGKILL)


@dataclass
class Life:
    """One life and what is left of it to look at."""

    kind: Kind
    target: str
    folder: Path
    url: str
    clock: WorldClock
    simulator: Simulator
    district: District
    port: int
    machine: Machine
    session: aiohttp.ClientSession
    canaries: dict[str, bytes]
    updates: list[int] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Database, files and keys."""
        return self.folder / "home"

    def canary(self, name: str) -> str:
        """A word that stands nowhere else."""
        word = f"zq{secrets.token_hex(8)}"
        self.canaries[name] = word.encode()
        return word

    def photo(self, name: str) -> bytes:
        """A picture that nobody else has."""
        buffer = io.BytesIO()
        Image.frombytes("L", (64, 64), secrets.token_bytes(64 * 64)).save(buffer, "JPEG")
        data = buffer.getvalue()
        self.canaries[name] = data[len(data) // 2 :][:32]
        return data

    # --- waiting ---

    async def report(self) -> dict[str, Any] | None:
        """What /health says; None while nobody answers."""
        try:
            async with self.session.get(f"http://127.0.0.1:{self.port}/health") as answer:
                return dict(await answer.json()) if answer.status == 200 else None
        except (aiohttp.ClientError, OSError):
            return None

    async def quiet(self, moved_at: datetime = BEGIN) -> None:
        """Until every update is handled, everything due is sent, and the ticker has seen this moment."""
        looks, until = 0, asyncio.get_running_loop().time() + PATIENCE
        while not await self._is_calm(moved_at):
            looks += 1
            if looks % NUDGE == 0:
                self.machine.tell(signal.SIGUSR1)
            if asyncio.get_running_loop().time() > until:
                raise Stuck(f"no rest: {await self.report()}")
            await asyncio.sleep(PAUSE)

    async def _is_calm(self, moved_at: datetime) -> bool:
        """What is stored was pending before, and what is to be sent was stored before: asked in this order."""
        if self.simulator.cloud.updates.pending():
            return False
        report = await self.report()
        if report is None or report["inbox_open"] or report["outbox_due"]:
            return False
        if moved_at == BEGIN:
            return True
        last = report["last_tick_at"]
        return last is not None and datetime.fromisoformat(last) >= moved_at and await self._is_calm(BEGIN)

    async def pass_time(self, **duration: float) -> None:
        """Everything of before is done; then the clock is moved, and what follows is done too."""
        await self.quiet()
        self.clock.advance(timedelta(**duration))
        self.machine.tell(signal.SIGUSR1)
        await self.quiet(self.clock.now())

    # --- people ---

    async def press(self, person: Person, words: str, label: str, *, place: Any = None) -> None:
        """Press as soon as the screen is there; again while the spinner turns for so long that people do."""
        screen = await person.wait_for(partial(is_screen, words, label), place, timeout=PATIENCE)
        press = await person.press(label, message=screen)
        with suppress(NothingSeen):
            await person.answer_to(press, timeout=0.02)
        await self.quiet()


Step = Callable[[Life], Any]


async def tell(life: Life) -> None:
    """Rita hears a child in danger; three answers, and the officers know."""
    rita = life.district.rita
    await rita.say("/start")
    await life.quiet()
    await life.press(rita, "Who is writing?", "I am an adult")
    await life.press(rita, "in danger right now", "Yes, now")
    await rita.wait_for("Where is the child now", timeout=PATIENCE)
    await rita.say(life.canary("place"))
    await life.quiet()
    await life.press(rita, "What kind of harm", "Bullying")
    await life.press(rita, "What kind of harm", "Done")


async def add_album(life: Life) -> None:
    """Two pictures at once, with words, and the report is sent."""
    rita = life.district.rita
    await rita.photo(life.photo("first photo"), life.photo("second photo"), caption=life.canary("caption"))
    await life.quiet()
    await life.press(rita, "", "Send what I have")
    await life.press(rita, "Please check, then send", "Send")
    await rita.wait_for("Your case number is 1", timeout=PATIENCE)


async def take(life: Life) -> None:
    """The lead acknowledges in its group, and assesses in private."""
    wu, group = life.district.wu, life.district.groups[LEAD]
    await life.press(wu, "Case 1", "Acknowledge", place=group)
    await wu.wait_for("Acknowledged", group, timeout=PATIENCE)
    await wu.say("/assess 1")
    await life.quiet()
    for row, value in enumerate((1, 2, 2)):
        form = await wu.wait_for("Assess case 1", timeout=PATIENCE)
        await wu.press(form.buttons[row][value].data or "", message=form)
        await life.quiet()
    await life.press(wu, "", "Save")
    await wu.wait_for("Saved: case 1", timeout=PATIENCE)


async def fall_silent(life: Life) -> None:
    """Nobody does anything: reminded, late, and told to those above; then it is morning."""
    await life.pass_time(minutes=16)
    await life.pass_time(minutes=46)
    await life.pass_time(hours=21, minutes=30)


async def hide(life: Life) -> None:
    """Rita clears her chat."""
    await life.district.rita.say("/hide")
    await life.quiet()


async def begin(life: Life) -> None:
    """Rita writes to a line that has just been set up."""
    await life.district.rita.say("/start")
    await life.quiet()
    await life.district.rita.wait_for("Who is writing?", timeout=PATIENCE)


LIFE: tuple[Step, ...] = (tell, add_album, take, fall_silent, hide)


async def afterwards(life: Life) -> None:
    """Nobody is stuck: each gets an answer to the next word."""
    life.machine.tell(signal.SIGUSR2)
    rita, wu, sue = life.district.rita, life.district.wu, life.district.sue
    asked = await rita.say("/start")
    await rita.wait_for("Who is writing?", after=asked, timeout=PATIENCE)
    asked = await wu.say("/open 1")
    await wu.wait_for(life.canaries["place"].decode(), after=asked, timeout=PATIENCE)
    await life.quiet()
    photos = [message for message in await wu.sees() if message.photo]
    assert len(photos) == 2, f"{len(photos)} pictures of 2"
    asked = await sue.say("/case 1")
    await sue.wait_for("Who has it", after=asked, timeout=PATIENCE)
    await life.quiet()


def settings_of(kind: Kind, base: str, folder: Path, url: str, port: int) -> dict[str, str]:
    """Ordinary settings, as an operator would give them."""
    ours = {
        "TOKEN": TOKEN,
        "API_URL": base,
        "HOME": str(folder / "home"),
        "DATABASE_URL": url,
        "LISTEN": f"127.0.0.1:{port}",
        "LOG": "json debug",
    }
    if kind.intake == "webhook":
        ours |= {
            "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "WEBHOOK_SECRET": "canary-of-the-webhook",  # pragma: allowlist secret
        }
    return {f"TIPLINE_{name}": value for name, value in ours.items()} | {"TMPDIR": str(folder / "tmp")}


@asynccontextmanager
async def living(kind: Kind, launcher: Launcher, homes: Lender, folder: Path, target: str = "") -> AsyncIterator[Life]:
    """A world, a home and a bot that will die at the target; all gone on leaving."""
    made(folder / "tmp")
    url = await homes.lend(folder / "home")
    clock = WorldClock(folder / "hand")
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base, port = await simulator.start(), free_port()
    order = Order(
        settings_of(kind, base, folder, url, port), str(folder / "log"), str(folder / "record"),
        str(folder / "hand"), target,
    )  # fmt: skip
    restarted = partial(clock.advance, LEASE * 1.1) if url else nothing
    machine = Machine(launcher, order, restarted)
    try:
        async with World(base) as world, aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            name = f"zq{secrets.token_hex(8)}"
            district = await settle(world, simulator, name)
            life = Life(
                kind, target, folder, url, clock, simulator, district, port, machine, session,
                {"name": name.encode(), "token": TOKEN.partition(":")[2].encode()},
            )  # fmt: skip
            simulator.cloud.updates.on_push(lambda update: life.updates.append(update.number))
            running = tasks.create_task(machine.run())
            try:
                yield life
            finally:
                machine.end()
                await running
    finally:
        await simulator.stop()
        await homes.take_back(folder / "home", url)
        shutil.rmtree(folder)


def nothing() -> None:
    """SQLite needs no time to pass."""


def boundaries_of(life: Life) -> list[str]:
    """What was passed, in order, up to the first death."""
    return (life.folder / "record").read_text("utf-8").splitlines()

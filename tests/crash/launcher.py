"""Runs the real bot again and again, each time as a process of its own, with its edges wrapped.

    python -m tests.crash.launcher

Everything is imported, and all words are read, once; for each line on standard input (an Order as JSON) a process is
forked off which is the bot: ordinary settings from the environment, `open_app` and `run` as `python -m bot run` does
it. Three things are given from outside: a clock whose hand is a file, no pacing, and pictures that are there at once:
they arrive in the same stretch of every life. When it has ended, its end is said.
"""

import asyncio
import json
import os
import signal
import struct
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.main import stop_on_signals
from bot.logs import configure_logs
from bot.runtime.app import open_app
from bot.settings import load_settings
from bot.system import MovableClock
from handlers.pictures import order as pictures
from handlers.telegram.sending import background
from tests.crash import quick_pictures
from tests.crash.edges import Boundaries, Plan
from tests.support.processes.dying import die_with_parent
from tests.support.processes.read_in import read_in
from tests.support.running.running_bot import QUICK


@dataclass(frozen=True)
class Order:
    """How the bot is to be run."""

    environment: dict[str, str]
    log: str
    record: str
    hand: str
    plan: str

    def services(self) -> bytes:
        """For the pipe."""
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass
class ClockFile:
    """The file that says how far the clock is from the machine's time."""

    path: Path
    offset: float = field(default=0.0)

    def read(self) -> timedelta:
        """As it stands now."""
        return timedelta(seconds=struct.unpack("d", self.path.read_bytes())[0])

    def move(self, by: timedelta) -> None:
        """Move on, in one step for whoever reads."""
        self.offset += by.total_seconds()
        fresh = self.path.with_suffix(".new")
        fresh.write_bytes(struct.pack("d", self.offset))
        fresh.replace(self.path)


class FileClock(MovableClock):
    """The clock of a bot that lives in another process than whoever moves it; a signal says that it was moved."""

    def __init__(self, hand: ClockFile) -> None:
        super().__init__()
        self._hand = hand

    def now(self) -> datetime:
        """This moment in the moved world."""
        return datetime.now(UTC) + self._hand.read()

    def tell(self) -> None:
        """The hand was moved."""
        self.advance(timedelta())


async def live(order: Order) -> None:
    """The bot, until it is stopped or killed."""
    settings = load_settings()
    configure_logs(settings.log)
    clock = FileClock(ClockFile(Path(order.hand)))
    pictures.PROGRAM, background.RENDER_TIMEOUT = quick_pictures.PROGRAM, pictures.TIMEOUT
    app = await open_app(settings, clock, limits=QUICK)
    stop_on_signals(app.stop)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, clock.tell)
    await app.run()


def become(order: Order) -> None:
    """This process is the bot now."""
    die_with_parent()
    os.environ.update(order.environment)
    log = os.open(order.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    Boundaries(Path(order.record), Plan(Path(order.plan))).wrap()
    asyncio.run(live(order))


def main() -> None:
    """Until standard input ends."""
    die_with_parent()
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    read_in()
    say("ready", os.getpid())
    while line := sys.stdin.buffer.readline():
        order = Order(**json.loads(line))
        if (child := os.fork()) == 0:
            status = 1
            try:
                become(order)
                status = 0
            finally:
                os._exit(status)
        say("started", child)
        say("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def say(word: str, number: int) -> None:
    """One line for whoever gave the order."""
    sys.stdout.write(f"{word} {number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

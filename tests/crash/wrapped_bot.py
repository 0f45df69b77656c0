"""The real bot with its edges wrapped, in a process forked from one that has imported everything (see
`tests.support.processes.forked`): ordinary settings from the environment, `open_app` and `run` as `python -m bot run`
does it. Three things are given from outside: a clock whose hand is a file, no pacing, and pictures that are there at
once: they arrive in the same stretch of every life.
"""

import asyncio
import signal
import struct
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.run import stop_on_signals
from bot.logs import configure_logs
from bot.runtime.app import open_app
from bot.settings import load_settings
from bot.system import MovableClock, collect_rarely
from handlers.pictures import order
from tests.crash.edges import Boundaries, CutPlan, put_in_place
from tests.crash.quick_pictures import drawn_at_once
from tests.crash.rest import answering
from tests.support.running.running_bot import QUICK


@dataclass
class ClockFile:
    """The file that says how far the clock is from the machine's time."""

    path: Path
    offset: float = field(default=0.0)
    _read: tuple[int, int] = (0, 0)
    """Which file was read last: it is replaced when the clock is moved."""
    _shown: timedelta = timedelta()

    def read(self) -> timedelta:
        """As it stands now. A bot asks thousands of times, so a file that was read is not read again."""
        there = self.path.stat()
        if (there.st_ino, there.st_mtime_ns) != self._read:
            self._shown = timedelta(seconds=struct.unpack("d", self.path.read_bytes())[0])
            self._read = there.st_ino, there.st_mtime_ns
        return self._shown

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


async def live(hand: Path) -> None:
    """The bot, until it is stopped or killed. `hand`: the file that says what its clock shows."""
    settings = load_settings()
    configure_logs(settings.log)
    clock = FileClock(ClockFile(hand))
    put_in_place(order, _drawn=drawn_at_once)
    app = await open_app(settings, clock, limits=QUICK)
    stop_on_signals(app.stop)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, clock.tell)
    async with answering(hand.parent, app):
        await app.run()


def main() -> None:
    """Three files: where it writes which boundaries it passes, what its clock shows, and where it is to die."""
    collect_rarely()
    record, hand, plan = map(Path, sys.argv[1:])
    Boundaries(record, CutPlan(plan)).wrap()
    asyncio.run(live(hand))

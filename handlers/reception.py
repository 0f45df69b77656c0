"""The leader's talk with Telegram beside the messages: how updates reach us, and the menus."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from telegram.error import InvalidToken, TelegramError

from handlers.menus import Menus
from handlers.receive import Intake, Polling

log = structlog.get_logger()

BOOT_PAUSE = 5.0
REFUSED_PAUSE = 60.0
"""The longest pause between two attempts with a token that Telegram refuses; the first are 1, 2 and 4 s."""
STAYS_REFUSED = 3


class Patience:
    """Asks Telegram until it answers, or until stopped."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Ask no more."""
        self._stop.set()

    def is_over(self) -> bool:
        """Whether it was stopped."""
        return self._stop.is_set()

    async def rest(self, seconds: float) -> None:
        """Wait, at most until stopped."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()

    async def answered(self, ask: Callable[[], Awaitable[object]]) -> bool:
        """True when Telegram has answered, False when stopped before."""
        failures = 0
        while not self.is_over():
            try:
                await ask()
            except TelegramError as error:
                await self.rest(self._pause(error, failures))
                failures += 1
            else:
                self._intake.trouble = ""
                return True
        return False

    def _pause(self, error: TelegramError, failures: int) -> float:
        """Seconds until the next attempt; whoever runs the line is paged, for a refused token only when it stays so."""
        is_refused = isinstance(error, InvalidToken)
        pause = min(2.0 ** min(failures, 10), REFUSED_PAUSE) if is_refused else BOOT_PAUSE
        self._intake.trouble = type(error).__name__
        page = log.warning if is_refused and failures < STAYS_REFUSED else log.critical
        page("telegram_away_at_boot", error=type(error).__name__, seconds=pause)
        return pause


class Reception:
    """One per database: tells Telegram how updates reach us, polls unless they come by webhook, keeps the menus."""

    def __init__(
        self, choose: Callable[[], Awaitable[object]], intake: Intake, menus: Menus, polling: Polling | None
    ) -> None:
        self._choose = choose
        self._menus = menus
        self._polling = polling
        self._patience = Patience(intake)

    def stop(self) -> None:
        """End now."""
        self._patience.stop()
        if self._polling is not None:
            self._polling.stop()

    async def run(self) -> None:
        """Until `stop`."""
        if not await self._patience.answered(self._choose):
            return
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._menus.keep(self._patience.rest, self._patience.is_over))
            if self._polling is not None:
                tasks.create_task(self._polling.run())

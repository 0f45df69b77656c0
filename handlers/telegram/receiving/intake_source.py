"""Takes updates in while this process may: tells Telegram how, and polls where there is no webhook."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from telegram.error import InvalidToken, TelegramError

from bot.domain.back_off import back_off
from handlers.telegram.menus import Menus
from handlers.telegram.receiving.polling import Polling
from handlers.telegram.receiving.receive import Intake

log = structlog.get_logger()

BOOT_PAUSE = 5.0
REFUSED_PAUSE = 60.0
"""The longest pause between two attempts with a token that Telegram refuses; the first are 1, 2 and 4 s."""
STAYS_REFUSED = 3
LOOK_AGAIN = 0.5
"""Seconds between two looks at whether this process may take updates in; a change is usually told at once."""
STAND_DOWN, LONGEST_DOWN = 60.0, 1800.0
"""Seconds for which a process that is not known to lead leaves the polling to another one; twice as long each time."""


class StartupRetry:
    """Asks Telegram until it answers, or until stopped."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """Stops asking Telegram."""
        self._stop.set()

    def is_over(self) -> bool:
        """Whether it was stopped."""
        return self._stop.is_set()

    async def rest(self, seconds: float | None) -> None:
        """Waits this number of seconds (None: for ever), or until stopped."""
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
                self._intake.note_trouble("")
                return True
        return False

    def _pause(self, error: TelegramError, failures: int) -> float:
        """Seconds until the next attempt. The operator is paged; for a refused token only when it stays refused."""
        is_refused = isinstance(error, InvalidToken)
        pause = back_off(failures, REFUSED_PAUSE) if is_refused else BOOT_PAUSE
        self._intake.note_trouble(type(error).__name__)
        page = log.warning if is_refused and failures < STAYS_REFUSED else log.critical
        page("telegram_away_at_boot", error=type(error).__name__, seconds=pause)
        return pause


class IntakeSource:
    """Runs in each process, but takes updates in only one of them at a time.

    `may`: whether this process may take updates in. Usually the leader may. While nobody can be asked who leads, the
    database being away, the one that led last goes on. It confirms nothing that is not stored, so nothing is lost.
    Those who write are told whom to call. `leads`: whether it certainly leads. A process that does not and meets
    another one that polls (409) stands down: that one leads by now.
    """

    def __init__(
        self,
        may: Callable[[], bool],
        leads: Callable[[], bool],
        choose: Callable[[], Awaitable[object]],
        intake: Intake,
        make_polling: Callable[[Callable[[], None]], Polling] | None,
    ) -> None:
        """`choose` tells Telegram how updates reach us. `make_polling` is given what to call at a 409; None where
        updates come by webhook."""
        self._may = may
        self._leads = leads
        self._choose = choose
        self._intake = intake
        self._make_polling = make_polling
        self._wake = asyncio.Event()
        self._stopping = False
        self._down_for = STAND_DOWN
        self._down_until = 0.0

    def wake(self) -> None:
        """Look now: whether this process may take updates in may have changed."""
        self._wake.set()

    def stop(self) -> None:
        """Ends the source now."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Runs until `stop`."""
        while not self._stopping:
            if self._may_now():
                await self._spell()
            else:
                await self._rest()

    def _may_now(self) -> bool:
        if self._stopping or not self._may():
            return False
        if self._leads():
            self._down_for, self._down_until = STAND_DOWN, 0.0
        return asyncio.get_running_loop().time() >= self._down_until

    async def _spell(self) -> None:
        """Take updates in from when this process may until it may no more."""
        retry = StartupRetry(self._intake)
        polling = self._make_polling(self._met_another) if self._make_polling is not None else None
        async with asyncio.TaskGroup() as tasks:
            taking = tasks.create_task(self._take_in(retry, polling))
            while self._may_now():
                await self._rest()
            retry.stop()
            if polling is not None:
                polling.stop()
            await taking

    async def _take_in(self, retry: StartupRetry, polling: Polling | None) -> None:
        if not await retry.answered(self._choose):
            return
        if polling is None:
            await retry.rest(None)
        elif not retry.is_over():
            await polling.run()

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_AGAIN):
                await self._wake.wait()
        self._wake.clear()

    def _met_another(self) -> None:
        """409: another process polls."""
        if not self._leads():
            log.warning("polling_left_to_another", seconds=self._down_for)
            self._down_until = asyncio.get_running_loop().time() + self._down_for
            self._down_for = min(2 * self._down_for, LONGEST_DOWN)
            self._wake.set()


class MenuLoop:
    """The leader sets the menus: for everybody, and for groups and staff as they come and go."""

    def __init__(self, menus: Menus, intake: Intake) -> None:
        self._menus = menus
        self._startup_retry = StartupRetry(intake)

    def stop(self) -> None:
        """Ends the source now."""
        self._startup_retry.stop()

    async def run(self) -> None:
        """Runs until `stop`."""
        await self._menus.keep(self._startup_retry.rest, self._startup_retry.is_over)

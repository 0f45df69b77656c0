"""Looks every few seconds at the key file, and has it told at once when it vanishes or is changed."""

from collections.abc import Awaitable, Callable

import structlog

from bot.loops.wake_up import WakeUp

log = structlog.get_logger()

LOOK = 2.0
"""Seconds between two looks."""


class KeyWatch:
    """In every process: each reads a file of its own machine. `look` gives the state, empty while all is well; `tell`
    may fail, and is then called again."""

    def __init__(self, look: Callable[[], Awaitable[str]], tell: Callable[[str], Awaitable[None]]) -> None:
        self._look = look
        self._tell = tell
        self._told = ""
        self._signal = WakeUp()
        self._stopping = False
        self.state = ""
        """As it was at the last look."""

    def stop(self) -> None:
        """End now."""
        self._stopping = True
        self._signal.set()

    async def run(self) -> None:
        """Until `stop`."""
        while not self._stopping:
            await self.look()
            await self._signal.wait(LOOK)

    async def look(self) -> None:
        """Once."""
        try:
            self.state = await self._look()
            if self.state:
                log.critical("key_file", reason=self.state)
            if self.state != self._told:
                await self._tell(self.state)
                self._told = self.state
        except Exception as error:  # the database is away: told when it is back
            log.error("key_file_untold", error=type(error).__name__)

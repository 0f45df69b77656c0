"""Looks every few seconds at the key file, and reports to administrators when it vanishes or is changed."""

from collections.abc import Awaitable, Callable

import structlog

from bot.loops.watch import Watch

log = structlog.get_logger()

LOOK = 2.0
"""Seconds between two looks."""


class KeyWatch(Watch):
    """Runs in every process, since each reads a file of its own machine. `look` gives the state; empty: all is well.
    `tell` may fail, and is then called again."""

    def __init__(self, look: Callable[[], Awaitable[str]], tell: Callable[[str], Awaitable[None]]) -> None:
        super().__init__(LOOK)
        self._look = look
        self._tell = tell
        self._told = ""
        self.state = ""
        """The state at the last look."""

    async def look(self) -> None:
        """Look once, and tell what has changed."""
        try:
            self.state = await self._look()
            if self.state:
                log.critical("key_file", reason=self.state)
            if self.state != self._told:
                await self._tell(self.state)
                self._told = self.state
        except Exception as error:  # the database is away: told when it is back
            log.error("key_file_untold", error=type(error).__name__)

"""Looks every few seconds whether a text was missing when it was needed, and reports it to administrators."""

from collections.abc import Awaitable, Callable, Collection

import structlog

from bot.loops.watch import Watch

log = structlog.get_logger()

LOOK = 2.0
"""Seconds between two looks."""

Missing = Collection[tuple[str, str]]
"""Key and language of each text."""


class TextWatch(Watch):
    """Runs in every process. `missing` gives all texts found missing so far. `tell` may fail, and is then called
    again."""

    def __init__(self, missing: Callable[[], Missing], tell: Callable[[Missing], Awaitable[None]]) -> None:
        super().__init__(LOOK)
        self._missing = missing
        self._tell = tell
        self._told: set[tuple[str, str]] = set()

    async def look(self) -> None:
        """Look once, and tell of new ones."""
        new = set(self._missing()) - self._told
        if not new:
            return
        try:
            await self._tell(new)
            self._told |= new
        except Exception as error:  # the database is away: told when it is back
            log.error("missing_texts_untold", error=type(error).__name__)

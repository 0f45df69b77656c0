"""Asks every five minutes what the bot may do in each group, so that a change without an update is found before a case
comes."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog
from telegram import Bot

from bot.contention import again_at_once
from bot.domain.errors import Unreachable
from bot.domain.groups import Cause
from bot.domain.people import AgencyPlace
from bot.usecases.groups import returning
from bot.usecases.services import Services
from handlers.groups.look import look

log = structlog.get_logger()


class GroupWatch:
    """One group after another; one that cannot be asked now is asked the next time."""

    def __init__(self, services: Services, bot: Bot, now: Callable[[], datetime]) -> None:
        self._services = services
        self._bot = bot
        self._now = now
        self._signal = asyncio.Event()
        self._stopping = False

    async def wake(self, _: datetime) -> None:
        """Wakes the watch, so that it asks Telegram. The caller does not wait for Telegram's answers."""
        self._signal.set()

    def stop(self) -> None:
        """Ends after the present question."""
        self._stopping = True
        self._signal.set()

    async def run(self) -> None:
        """Runs until `stop`; asks when it is poked."""
        while True:
            await self._signal.wait()
            self._signal.clear()
            if self._stopping:
                return
            try:
                await self.ask(self._now())
            except Exception as error:  # the database is away, or one answer is unexpected: it is asked again next time
                log.error("groups_not_asked", error=type(error).__name__)

    async def ask(self, now: datetime) -> None:
        """Asks about the groups. A group from which the bot was removed is skipped: somebody must add it again."""
        async with self._services.reading() as uow:
            places = await uow.agencies.all()
        for chat in {place.chat for place in places if place.chat is not None and _is_asked(place)}:
            if self._stopping:
                return
            try:
                can = await look(self._bot, chat)
                await again_at_once(partial(returning.seen, self._services, chat, can, now))
            except Unreachable:
                log.warning("group_not_asked")


def _is_asked(place: AgencyPlace) -> bool:
    return place.joined is not None or place.cause is Cause.GONE

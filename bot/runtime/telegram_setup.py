"""The first calls to Telegram: who the bot is, and how updates reach it."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Self

import aiohttp

from bot.runtime.application import PtbApplication
from bot.settings import Settings
from handlers.telegram.connection.proxy import connector
from handlers.telegram.connection.transport import AnswerNews
from handlers.telegram.receiving.polling import Polling
from handlers.telegram.receiving.receive import ALLOWED_UPDATES, Intake


class TelegramSetup:
    """Asks once who the bot is, and tells Telegram where updates go."""

    def __init__(self, application: PtbApplication, settings: Settings) -> None:
        self._application = application
        self._settings = settings
        self._lock = asyncio.Lock()

    async def ask_who_the_bot_is(self) -> None:
        """Calls getMe once."""
        async with self._lock:
            await self._application.initialize()

    async def choose_intake(self) -> None:
        """Tell Telegram to call the webhook, or that this process polls."""
        await self.ask_who_the_bot_is()
        settings, bot = self._settings, self._application.bot
        if not settings.webhook_url:
            await bot.delete_webhook()
            return
        secret = settings.webhook_secret.get_secret_value()
        await bot.set_webhook(settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)


class PollingMaker(AbstractAsyncContextManager["PollingMaker"]):
    """Makes what polls; while it is open it holds the connections for that."""

    def __init__(self, settings: Settings, intake: Intake, news: AnswerNews) -> None:
        self._url = f"{settings.bot_base}{settings.token.get_secret_value()}/getUpdates"
        self._proxy = settings.proxy_address
        self._intake = intake
        self._news = news
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(connector=connector(self._proxy))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()

    def __call__(self, met_another: Callable[[], None]) -> Polling:
        """Make one poller; `met_another` is called at a 409."""
        if self._session is None:
            raise RuntimeError("not open")
        return Polling(self._intake, self._url, self._session, self._news, met_another)

"""Builds the loop that downloads the files that people send."""

from collections.abc import Callable
from datetime import datetime

from telegram import Bot

from bot.loops.fetches import FetchActs, FetchLoop
from bot.loops.wake_up import WakeUp
from bot.settings import Settings
from bot.system import wall_clock
from bot.usecases.services import Services
from handlers.reporter.fetching import Fetcher
from handlers.telegram.files.media import Downloads
from storage.unit_of_work import Database


def make_fetch_loop(
    settings: Settings, services: Services, bot: Bot, database: Database, now: Callable[[], datetime], wake: WakeUp
) -> FetchLoop:
    """One for each process; `services` is bound to no update. Plain copies that a crash has left are deleted first."""
    downloads = Downloads(settings.api_local_dir, settings.proxy_address)
    downloads.delete_expired(wall_clock().timestamp())
    fetcher = Fetcher(services, bot, database.files, downloads.fetch, now)
    return FetchLoop(database.fetches, FetchActs(fetcher, fetcher.tell, fetcher.give_up), now, wake)

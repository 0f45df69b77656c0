"""Builds the loop that fetches the files that people send."""

from collections.abc import Callable
from datetime import datetime

from telegram import Bot

from bot.loops.fetches import Acts, FetchLoop
from bot.loops.wake_up import WakeUp
from bot.usecases.services import Services
from handlers.reporter.fetching import Fetcher
from handlers.telegram.media import fetch
from storage.unit_of_work import Database


def make_fetch_loop(
    services: Services, bot: Bot, database: Database, now: Callable[[], datetime], wake: WakeUp
) -> FetchLoop:
    """One for each process; `services` is bound to no update."""
    fetcher = Fetcher(services, bot, database.files, fetch, now)
    return FetchLoop(database.fetches, Acts(fetcher, fetcher.tell, fetcher.give_up), now, wake)

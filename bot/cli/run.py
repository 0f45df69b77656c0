"""The command `run`: the real bot. It stands by itself, because a start imports no other command with it."""

import asyncio
import signal
from collections.abc import Callable

from bot.logs import configure_logs
from bot.runtime.opening import Opening
from bot.settings import Settings, load_settings

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def run() -> None:
    """The real bot; settings from TIPLINE_* variables."""
    try:
        settings = load_settings()
        configure_logs(settings.log)
        asyncio.run(_run(settings))
    except Exception as error:
        from bot.cli.ending import end_in_words  # noqa: PLC0415 - a start that succeeds prints nothing

        end_in_words(error)


async def _run(settings: Settings) -> None:
    opening = Opening(settings)
    stop_on_signals(opening.stop)
    try:
        app = await opening.app()
        if app is not None:
            stop_on_signals(app.stop)
            await app.run()
    finally:
        heed_no_more_signals()


def stop_on_signals(stop: Callable[[], None]) -> None:
    """SIGTERM, SIGINT and SIGHUP (a terminal that was closed) end the program in order; a second one changes nothing.
    Who started it so that it ignores SIGHUP (nohup) meant that."""
    loop = asyncio.get_running_loop()
    for number in ENDING:
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            loop.add_signal_handler(number, stop)


def heed_no_more_signals() -> None:
    """The end is in order and nearly done: a signal that is sent again must not turn it into a crash."""
    loop = asyncio.get_running_loop()
    for number in ENDING:
        loop.remove_signal_handler(number)
        signal.signal(number, signal.SIG_IGN)

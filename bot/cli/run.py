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
    Who started it so that it ignores SIGHUP (nohup) meant that.

    The loop's own `add_signal_handler` is not used: when a handler is taken back, the signal kills for a moment."""
    loop = asyncio.get_running_loop()

    def ask_to_stop(*_: object) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop)

    for number in ENDING:
        if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, ask_to_stop)


def heed_no_more_signals() -> None:
    """The end is in order and nearly done: a signal that is sent again must not turn it into a crash."""
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)

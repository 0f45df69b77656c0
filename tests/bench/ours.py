"""Our bot as it runs anywhere, but for Telegram's limits, which are lifted: the wire is not what is compared."""

import asyncio
import cProfile
import gc
import os
import sys
from pathlib import Path

from bot.cli.run import stop_on_signals
from bot.logs import configure_logs
from bot.loops.rate_limit import Limits
from bot.runtime.app import open_app
from bot.settings import load_settings
from bot.system import collect_rarely, keep_heaps_small
from tests.bench.watch import Stopwatch

UNLIMITED = Limits(
    overall=1e6, overall_burst=1_000_000, private=1e6, private_burst=1_000_000, group_minute=1_000_000_000
)


async def run() -> None:
    """Until SIGTERM."""
    settings = load_settings()
    configure_logs(settings.log)
    app = await open_app(settings, limits=UNLIMITED)
    stop_on_signals(app.stop)
    await app.run()


def main() -> None:
    """Reads its settings from the environment. With a folder as its word it is watched, and tells there what it did."""
    gc.freeze()  # as bot/__main__.py does: what was imported stays
    collect_rarely()
    keep_heaps_small()
    if len(sys.argv) > 1:
        folder, watch = Path(sys.argv[1]), Stopwatch()
        watch.start()
        with cProfile.Profile() as profile:
            asyncio.run(run())
        profile.dump_stats(folder / f"{os.getpid()}.prof")
        watch.write(folder / f"{os.getpid()}.json")
    else:
        asyncio.run(run())


if __name__ == "__main__":
    main()

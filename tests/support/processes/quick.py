"""The real program as a process, but for Telegram's limits: `python -m tests.support.processes.quick`."""

import asyncio

from bot.cli.run import stop_on_signals
from bot.logs import configure_logs
from bot.runtime.app import open_app
from bot.settings import load_settings
from tests.support.running.running_bot import QUICK


async def run() -> None:
    """Until a signal."""
    settings = load_settings()
    configure_logs(settings.log)
    app = await open_app(settings, limits=QUICK)
    stop_on_signals(app.stop)
    await app.run()


def main() -> None:
    """Reads its settings from the environment."""
    asyncio.run(run())


if __name__ == "__main__":
    main()

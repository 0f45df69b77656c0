"""A program that is sent every signal of its end at each line of it: `main` prints one line when it has ended."""

import asyncio
import os
import signal
import sys
from types import FrameType
from typing import Any

from bot.cli.run import ENDING, heed_no_more_signals, stop_on_signals


def signal_at_each_line(_frame: FrameType, _event: str, _argument: Any) -> Any:
    """Sends them; asked by the interpreter at each line."""
    for number in ENDING:
        os.kill(os.getpid(), number)
    return signal_at_each_line


async def until_stopped() -> None:
    """Until the first signal; from then on they come at each line."""
    stopped = asyncio.Event()
    stop_on_signals(stopped.set)
    os.kill(os.getpid(), signal.SIGTERM)
    await stopped.wait()
    sys.settrace(signal_at_each_line)
    heed_no_more_signals()


def main() -> None:
    """Its whole life."""
    asyncio.run(until_stopped())
    sys.stdout.write("ended in order\n")

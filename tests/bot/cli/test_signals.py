"""A signal that comes at any moment of a program's end does not turn it into a crash."""

import asyncio
import sys

PROGRAM = """
import asyncio, os, signal, sys
from bot.cli.run import ENDING, heed_no_more_signals, stop_on_signals

def signal_at_each_line(frame, event, argument):
    for number in ENDING:
        os.kill(os.getpid(), number)
    return signal_at_each_line

async def until_stopped():
    stopped = asyncio.Event()
    stop_on_signals(stopped.set)
    os.kill(os.getpid(), signal.SIGTERM)
    await stopped.wait()
    sys.settrace(signal_at_each_line)
    heed_no_more_signals()

asyncio.run(until_stopped())
print("ended in order")
"""


async def test_a_signal_at_any_line_of_the_end_leaves_the_end_in_order() -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", PROGRAM, stdout=asyncio.subprocess.PIPE)
    told, _ = await process.communicate()
    assert (process.returncode, told) == (0, b"ended in order\n")

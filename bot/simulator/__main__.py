"""Runs the simulator alone: `python -m bot.simulator --port 8081 --token 1:abc`."""

import argparse
import asyncio
import sys

from bot.simulator.clock import real_now
from bot.simulator.server import Simulator


def main() -> None:
    """Serves until it is interrupted."""
    options = argparse.ArgumentParser(prog="python -m bot.simulator")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=8081)
    options.add_argument("--token", default="1:simulated")
    options.add_argument("--username", default="tipline_demo_bot")
    options.add_argument("--no-flood", action="store_true", help="switch the flood limits off")
    try:
        asyncio.run(_serve(options.parse_args()))
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")


async def _serve(options: argparse.Namespace) -> None:
    flood = not options.no_flood
    simulator = Simulator(token=options.token, username=options.username, now=real_now, flood=flood)
    address = await simulator.start(options.host, options.port)
    sys.stderr.write(f"simulator at {address}\n")
    try:
        await asyncio.Event().wait()
    finally:
        await simulator.stop()


if __name__ == "__main__":
    main()

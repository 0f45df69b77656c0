"""The process that draws: `python -m handlers.pictures.program`. Scenes come in by a pipe and pictures go out.

It gives way to everything else on the machine, knows no setting of the line, and ends when it has drawn what it was
asked for: what the drawing library needs (90 MB) is gone again.
"""

import os
import pickle
import resource
import sys

from handlers.pictures.draw import draw
from handlers.pictures.order import Order
from handlers.pictures.paper import as_pages

SECONDS = 60
"""Of a processor's time, for all pictures of one order."""


def main() -> None:
    """One order, from input to output."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the bot's own process, by its own pipe
    made = tuple(draw(scene, order.theme, for_print=order.for_print) for scene in order.scenes)
    pickle.dump((as_pages(made),) if order.for_print else made, sys.stdout.buffer)


if __name__ == "__main__":
    main()

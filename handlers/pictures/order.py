"""Has pictures drawn and workbooks written by a process of its own, one after the other: no reply waits for that.

Whoever asks waits a third of a second at most. What takes longer goes on beside the sending of other messages, and is
asked for again: a chat whose pictures are drawn takes alerts and answers meanwhile.
"""

import asyncio
import hashlib
import pickle
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.thread_pools import CHARTS, run_in_pool
from handlers.pictures.scenes import Scene
from handlers.pictures.tables import Book
from handlers.telegram.rendered import StillMade

PROGRAM = (sys.executable, "-m", "handlers.pictures.program")
ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
"""Seconds by the clock after which pictures that are not there are given up."""
AT_ONCE = 0.3
"""Seconds that whoever sends waits for them."""
AT_MOST = 64
"""Orders under way."""
KEPT = 8
"""Orders that are done: people of one language and theme who ask for the same are given the same pictures."""


class NotDrawn(Exception):
    """The pictures could not be drawn. Says nothing of what was to be on them."""


@dataclass(frozen=True)
class Order:
    """Scenes to draw, in a theme (light or dark): for a screen, or on the pages of one file to print."""

    scenes: tuple[Scene, ...]
    theme: str = "light"
    for_print: bool = False


@dataclass(frozen=True)
class Written:
    """A workbook to write as xlsx, or its first sheet as csv."""

    book: Book
    form: str


async def written(order: Written) -> bytes:
    """The file. Raises NotDrawn and StillMade."""
    (file,) = await _made(order)
    return file


async def drawn(order: Order) -> tuple[bytes, ...]:
    """A PNG for each scene; to print, one PDF with a page for each. Raises NotDrawn and StillMade."""
    return await _made(order)


Making = asyncio.Task[tuple[bytes, ...]]
_makings: dict[bytes, Making] = {}
"""By the order's hash, the oldest first."""


async def _made(order: Order | Written) -> tuple[bytes, ...]:
    """What was ordered, now or before; what failed is ordered anew when it is asked for again."""
    key = hashlib.sha256(pickle.dumps(order)).digest()
    making = _makings.get(key)
    if making is None or making.get_loop() is not asyncio.get_running_loop():
        making = _begun(key, order)
    await asyncio.wait({making}, timeout=AT_ONCE)
    if not making.done():
        raise StillMade
    if making.cancelled() or making.exception() is not None:
        _makings.pop(key, None)
    return making.result()


def _begun(key: bytes, order: Order | Written) -> Making:
    """Raises StillMade while too many others are under way."""
    here = asyncio.get_running_loop()
    done = [known for known, one in _makings.items() if one.done() and one.get_loop() is here]
    for known in [*done[:-KEPT], *(known for known, one in _makings.items() if one.get_loop() is not here)]:
        del _makings[known]
    if len(_makings) - len(done) >= AT_MOST:
        raise StillMade
    _makings[key] = here.create_task(run_in_pool(CHARTS, _drawn, order))
    return _makings[key]


def _drawn(order: Order | Written) -> tuple[bytes, ...]:
    """By a process that is given nothing but the order and an empty folder of its own."""
    alone = {"MPLCONFIGDIR": _folder().name, "OPENBLAS_NUM_THREADS": "1"}
    try:
        made = subprocess.run(  # noqa: S603 - a fixed program with no words of a person among its arguments
            PROGRAM,
            input=pickle.dumps(order),
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
            env=alone,
            cwd=ROOT,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise NotDrawn from None
    pictures: tuple[bytes, ...] = pickle.loads(made.stdout)  # noqa: S301 - what our own process has written
    return pictures


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Where the drawing library keeps its list of fonts from one order to the next; gone when this process ends."""
    return TemporaryDirectory(prefix="tipline-charts-")

"""Has pictures drawn and workbooks written by a process of its own, one after the other: no reply waits for that."""

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

GIVES_WAY = 10
"""By so much the drawing's niceness is above the bot's: it has what the bot leaves of the processors."""
START = f"import os; os.nice({GIVES_WAY}); from handlers.pictures.program import main; main()"
"""The program of the process. It lowers its priority before it imports anything, because that is half of its work."""
PROGRAM = (sys.executable, "-c", START)
ROOT = Path(__file__).parents[2]
TIMEOUT = 90.0
"""Seconds by the clock after which pictures that are not there are given up."""


class NotDrawn(Exception):
    """The pictures could not be drawn. Says nothing of what was to be on them."""


@dataclass(frozen=True)
class Order:
    """Scenes to draw, in a theme (light or dark): for a screen, or on the pages of one file to print."""

    scenes: tuple[Scene, ...]
    theme: str = "light"
    for_print: bool = False


@dataclass(frozen=True)
class TableOrder:
    """Tables to write: all as a workbook (xlsx), or the first one as text with commas (csv)."""

    book: Book
    form: str


async def written(order: TableOrder) -> bytes:
    """Returns the file. Raises NotDrawn."""
    (file,) = await run_in_pool(CHARTS, _drawn, order)
    return file


async def drawn(order: Order) -> tuple[bytes, ...]:
    """A PNG for each scene; to print, one PDF with a page for each. Raises NotDrawn."""
    return await run_in_pool(CHARTS, _drawn, order)


def _drawn(order: Order | TableOrder) -> tuple[bytes, ...]:
    """Draws in a process that is given nothing but the order and an empty folder of its own. Its error output may hold
    what was to be drawn, so nobody reads that output."""
    alone = {"MPLCONFIGDIR": _folder().name, "OPENBLAS_NUM_THREADS": "1"}
    try:
        made = subprocess.run(  # noqa: S603 - a fixed program with no words of a person among its arguments
            PROGRAM,
            input=pickle.dumps(order),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            env=alone,
            cwd=ROOT,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise NotDrawn from None
    return _read(made.stdout)


def _read(output: bytes) -> tuple[bytes, ...]:
    """The files. Raises NotDrawn where the process has written something else, as one of another version may while the
    line is upgraded."""
    try:
        files: tuple[bytes, ...] = pickle.loads(output)  # noqa: S301 - what our own process has written
    except Exception:  # whatever bytes that are no pickle of ours may lead to
        raise NotDrawn from None
    return files


@cache
def _folder() -> "TemporaryDirectory[str]":
    """The folder in which the drawing library keeps its list of fonts between orders. The folder is removed when this
    process ends."""
    return TemporaryDirectory(prefix="tipline-charts-")

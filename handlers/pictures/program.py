"""The process that draws pictures and writes workbooks; `handlers.pictures.order` starts it. An order comes in by a
pipe, and its files go out.

It gives way to everything else on the machine, knows no setting of the line, and ends when it has made what it was
asked for. What the drawing library needs (90 MB) is gone again.
"""

import pickle
import resource
import sys

from bot.system import keep_to_ourselves
from handlers.pictures.order import Order, TableOrder

SECONDS = 60
"""Seconds of a processor's time, for all of one order."""


def main() -> None:
    """One order, from input to output."""
    keep_to_ourselves()
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    order: Order | TableOrder = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the bot's own process, by its own pipe
    made = (_file(order),) if isinstance(order, TableOrder) else _pictures(order)
    pickle.dump(made, sys.stdout.buffer)


def _pictures(order: Order) -> tuple[bytes, ...]:
    from handlers.pictures.draw import draw  # noqa: PLC0415 - a workbook needs no drawing library
    from handlers.pictures.paper import as_pages  # noqa: PLC0415

    made = tuple(draw(scene, order.theme, for_print=order.for_print) for scene in order.scenes)
    return (as_pages(made),) if order.for_print else made


def _file(order: TableOrder) -> bytes:
    from handlers.pictures.tables import as_csv, as_workbook  # noqa: PLC0415

    return as_workbook(order.book) if order.form == "xlsx" else as_csv(order.book.sheets[0])

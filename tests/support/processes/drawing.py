"""The drawing program in a process of its own for each order, forked from one that has read the drawing library in:
that is most of its cost.

Whoever connects to its socket (`tests.support.processes.shared`) sends its input and output. A child does with them
what `handlers.pictures.program` does in a new process, and answers with its exit code. The process ends
when its own input does.
"""

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from handlers.pictures import order
from tests.support.processes.shared import Shared, given

REAL_PROGRAM = order.PROGRAM
"""How drawing is started in a real run."""
ASK = """
import socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect(sys.argv[1])
socket.send_fds(door, [b"draw"], [0, 1])
sys.exit(int(door.recv(1) or b"1"))
"""


class ForkedProgram:
    """The words of a program that has the drawing done in a forked process; the first who draws starts that one."""

    def __iter__(self) -> Iterator[str]:
        yield from (sys.executable, "-I", "-S", "-c", ASK, DRAWING.address())


def draw_in_forks(patch: pytest.MonkeyPatch) -> None:
    """Lets processes that draw be forked, so that a test does not wait until the drawing library is read in."""
    patch.setattr(order, "PROGRAM", ForkedProgram())


def _alone(folder: str) -> dict[str, str]:
    """As the bot starts it."""
    return {"MPLCONFIGDIR": f"{folder}/settings", "OPENBLAS_NUM_THREADS": "1"}


DRAWING = Shared("tests.support.processes.drawing", _alone)
"""From which every drawing process is forked."""


def fork_child(asked: socket.socket, input_: int, output: int) -> None:
    """Forks a child that draws. Unlike the real one it does not give way: a test waits for it."""
    if os.fork():
        return
    status = 1
    try:
        os.dup2(input_, 0)
        os.dup2(output, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        _draw()
        status = 0
    finally:
        with suppress(OSError):  # whoever asked has gone
            asked.send(str(status).encode())
        os._exit(status)


def _draw() -> None:
    from handlers.pictures.program import main as program  # noqa: PLC0415 - tests that draw nothing do not read it in

    program()
    sys.stdout.flush()


def main(listening: socket.socket) -> None:
    """Forks a child for each connection, until its own input ends."""
    import handlers.pictures.paper  # noqa: PLC0415 - read in once, for all children
    import handlers.pictures.program  # noqa: PLC0415
    import handlers.pictures.tables  # noqa: F401, PLC0415
    from handlers.pictures.draw import _font  # noqa: PLC0415

    _font()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    until = os.dup(0)
    gc.freeze()
    while until not in select.select([listening.fileno(), until], [], [])[0]:
        asked, _ = listening.accept()
        _, handles, *_ = socket.recv_fds(asked, 16, 2)
        if len(handles) == 2:  # else whoever asked has gone
            fork_child(asked, *handles)
        for handle in handles:
            os.close(handle)
        asked.close()


if __name__ == "__main__":
    main(given())

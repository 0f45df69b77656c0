"""The drawing program in a process of its own for each order, forked from one that has read the drawing library in:
that is most of its cost.

python -m tests.support.processes.drawing SOCKET

Whoever connects to the socket sends its input and output. A child does with them what `handlers.pictures.program` does
in a process that is started anew, and answers with its exit code. The process ends when its own input does.
"""

import atexit
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from handlers.pictures import order
from tests.support.processes.ready import say_ready, wait_until_ready

REAL_PROGRAM = order.PROGRAM
"""How drawing is started in a real run."""
ROOT = Path(__file__).parents[3]
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
        yield from (sys.executable, "-I", "-S", "-c", ASK, _socket())


def draw_in_forks(patch: pytest.MonkeyPatch) -> None:
    """Whoever has something drawn does not wait until the drawing library is read in."""
    patch.setattr(order, "PROGRAM", ForkedProgram())


@cache
def _socket() -> str:
    """Where drawing is asked for."""
    folder = tempfile.mkdtemp(prefix="tl")
    path = f"{folder}/drawing"
    words = [sys.executable, "-m", "tests.support.processes.drawing", path]
    process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_alone(folder))
    atexit.register(_end, process, Path(folder))
    wait_until_ready(process)
    return path


def _alone(folder: str) -> dict[str, str]:
    """As the bot starts it."""
    return {"MPLCONFIGDIR": f"{folder}/settings", "OPENBLAS_NUM_THREADS": "1"}


def _end(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    process.kill()
    process.communicate()
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def bear(asked: socket.socket, input_: int, output: int) -> None:
    """Forks a child that draws."""
    if os.fork():
        return
    status = 1
    try:
        os.nice(order.GIVES_WAY)
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


def main(path: str) -> None:
    """Forks a child for each connection, until its own input ends."""
    import handlers.pictures.paper  # noqa: PLC0415 - read in once, for all children
    import handlers.pictures.program  # noqa: PLC0415
    import handlers.pictures.tables  # noqa: F401, PLC0415
    from handlers.pictures.draw import _font  # noqa: PLC0415

    _font()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listening, until = socket.socket(socket.AF_UNIX), os.dup(0)
    listening.bind(path)
    listening.listen(64)
    gc.freeze()
    say_ready()
    while until not in select.select([listening.fileno(), until], [], [])[0]:
        asked, _ = listening.accept()
        _, handles, *_ = socket.recv_fds(asked, 16, 2)
        if len(handles) == 2:  # else whoever asked has gone
            bear(asked, *handles)
        for handle in handles:
            os.close(handle)
        asked.close()


if __name__ == "__main__":
    main(sys.argv[1])

"""The program as processes of its own, each forked from one that has imported everything, which is most of their cost.

Whoever connects to its socket (`tests.support.processes.shared`) sends an Order as one line of JSON. A child becomes
`python -m bot WORDS`, or another program; its process id is answered, and its exit code when it has ended.
"""

import gc
import importlib
import json
import os
import select
import socket
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

import httpcore  # noqa: F401 - as below
import pytest

import bot.cli.main
import bot.cli.terminal
import bot.runtime.assembly  # noqa: F401 - read in once, for all children
from bot.cli import check
from bot.profile.load import load_profile
from bot.runtime import components
from bot.settings import USUAL_PROFILE
from tests.support.made_once import read_once
from tests.support.processes.dying import die_with_parent
from tests.support.processes.shared import ROOT, given


@dataclass(frozen=True)
class Order:
    """What a child shall do."""

    words: Sequence[str]
    environment: dict[str, str]
    output: str
    """The file to which it writes all its output."""
    program: str = "bot.__main__"
    """The module whose `main` it runs."""
    umask: int = 0o022


def read_in() -> None:
    """Reads the profiles that most children work with, and all texts; a profile that a test has made is read by the
    child."""
    read, patch = read_once(load_profile), pytest.MonkeyPatch()
    for module in (components, check):
        patch.setattr(module, "load_profile", read)
    for name in (USUAL_PROFILE, ROOT / "tests" / "profiles" / "unlocked.toml"):
        components.texts_of(read(name))


def become(order: Order) -> int:
    """Does what `python -m bot` does with these words. Returns the exit code."""
    os.chdir(ROOT)
    os.umask(order.umask)
    os.environ.clear()
    os.environ.update(order.environment)
    written = os.open(order.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, written), (2, written)):
        os.dup2(opened, stream)
    encoding, _, errors = order.environment.get("PYTHONIOENCODING", "").partition(":")
    sys.stdout.reconfigure(encoding=encoding or "utf-8", errors=errors or "strict")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding=encoding or "utf-8", errors=errors or "backslashreplace")  # type: ignore[union-attr]
    program = importlib.import_module(order.program)
    sys.modules["__main__"], sys.argv = program, [str(program.__file__), *order.words]
    try:
        program.main()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    return 0


def fork_child(order: Order, inherited: list[int]) -> int:
    """Forks a child that does it, without any of our open files. Returns its process id."""
    if child := os.fork():
        return child
    die_with_parent()
    for handle in inherited:
        os.close(handle)
    status = 1
    try:
        status = become(order)
    except BaseException:  # whatever it is, reported as the interpreter itself would
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def main(listening: socket.socket) -> None:
    """Runs for ever: forks a child for each connection, and reports its beginning and its end."""
    die_with_parent()
    read_in()
    gc.freeze()
    alive: dict[int, tuple[int, socket.socket]] = {}
    while True:
        ready, _, _ = select.select([listening.fileno(), *alive], [], [])
        for door in alive.keys() & set(ready):
            child, asked = alive.pop(door)
            os.close(door)
            tell(asked, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            asked.close()
        if listening.fileno() in ready:
            asked, _ = listening.accept()
            if (order := order_of(asked)) is None:
                asked.close()
                continue
            ours = [listening.fileno(), asked.fileno(), *alive, *(one.fileno() for _, one in alive.values())]
            child = fork_child(order, ours)
            tell(asked, child)
            alive[os.pidfd_open(child)] = child, asked


def order_of(asked: socket.socket) -> Order | None:
    """What was asked for, its program read in. None where whoever asked has gone, or asks for what cannot be done: the
    next one is served all the same."""
    try:
        order = Order(**json.loads(asked.makefile("r", encoding="utf-8").readline()))
        importlib.import_module(order.program)
    except (OSError, ValueError, TypeError, ImportError):
        return None
    return order


def tell(asked: socket.socket, number: int) -> None:
    """Sends one line to whoever asked, if they still listen."""
    try:
        asked.sendall(f"{number}\n".encode())
    except OSError:
        return


if __name__ == "__main__":
    main(given())

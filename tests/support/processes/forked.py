"""The program as processes of its own, each forked from one that has imported everything, which is most of their cost.

Whoever connects to its socket (`tests.support.processes.shared`) sends an Order as one line of JSON. A child becomes
`python -m bot WORDS`, or another program; its process id is answered, and its exit code when it has ended.
"""

import gc
import importlib
import importlib.util
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from bot.__main__ import NO_PLUGINS
from bot.late_methods import methods_compiled_late
from tests.support.processes.children import ChildOrder
from tests.support.processes.dying import die_with_parent
from tests.support.processes.shared import ROOT, given


def read_in(live_more: Callable[[], None]) -> None:
    """Imports the program as `bot.__main__` does. Reads the profiles that most children work with, all texts and lists
    of words; a profile that a test has made is read by the child. Lives through one report, and through whatever else
    the children will do often."""
    gc.disable()
    os.environ |= NO_PLUGINS
    with methods_compiled_late():
        import bot.cli.main  # noqa: PLC0415
        import bot.cli.terminal  # noqa: PLC0415
        import bot.runtime.assembly  # noqa: F401, PLC0415
    from tests.support.processes.read_in import end_threads, live_once, read_profiles  # noqa: PLC0415 - only after the program

    read_profiles()
    live_once()
    live_more()
    end_threads()
    gc.collect()
    gc.freeze()
    gc.enable()


def become(order: ChildOrder) -> int:
    """Does what `python -m bot` does with these words. Returns the exit code."""
    os.chdir(ROOT)
    os.umask(order.umask)
    os.environ.clear()
    os.environ.update(NO_PLUGINS | order.environment)
    written = os.open(order.output, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, written), (2, written)):
        os.dup2(opened, stream)
    encoding, _, errors = order.environment.get("PYTHONIOENCODING", "").partition(":")
    sys.stdout = os.fdopen(1, "w", encoding=encoding or "utf-8", errors=errors or "strict", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding=encoding or "utf-8", errors=errors or "backslashreplace", closefd=False)
    program = importlib.import_module(order.program)
    sys.modules["__main__"], sys.argv = program, [str(program.__file__), *order.words]
    try:
        program.main()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    return 0


def fork_child(order: ChildOrder, inherited: list[int]) -> int:
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


def main(listening: socket.socket, live_more: Callable[[], None] = lambda: None) -> None:
    """Forks a child for each connection, and reports its beginning and its end, until its own input ends."""
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # that its clock was moved, a child may be told before it listens
    read_in(live_more)
    alive: dict[int, tuple[int, socket.socket]] = {}
    until = os.dup(0)
    while True:
        ready, _, _ = select.select([until, listening.fileno(), *alive], [], [])
        if until in ready:
            break
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
            ours = [until, listening.fileno(), asked.fileno(), *alive, *(one.fileno() for _, one in alive.values())]
            child = fork_child(order, ours)
            tell(asked, child)
            alive[os.pidfd_open(child)] = child, asked


def order_of(asked: socket.socket) -> ChildOrder | None:
    """What was asked for, its program read in, with the module of a command that has one of its own: the next child
    finds it imported. What cannot be imported is left to the child, which says why. None where whoever asked has gone,
    or sends no order: the next one is served all the same."""
    try:
        order = ChildOrder(**json.loads(asked.makefile("r", encoding="utf-8").readline()))
    except (OSError, ValueError, TypeError):
        return None
    own = f"bot.cli.{order.words[0]}" if order.words else order.program
    with suppress(Exception):
        importlib.import_module(order.program)
        if own.replace(".", "").isidentifier() and importlib.util.find_spec(own):
            importlib.import_module(own)
    gc.freeze()
    return order


def tell(asked: socket.socket, number: int) -> None:
    """Sends one line to whoever asked, if they still listen."""
    try:
        asked.sendall(f"{number}\n".encode())
    except OSError:
        return


if __name__ == "__main__":
    main(given())

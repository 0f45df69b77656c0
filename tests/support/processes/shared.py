"""A process that has read in what many tests need, and from which what they start is forked.

There is one for each run of the tests, for all its workers. It starts when a worker asks for it for the first time, and
listens at a socket in a folder of its own. Whoever has asked keeps the pipe open that is its input: it ends with the
last of them.
"""

import atexit
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from tests.support.lasting_folders import TEMPORARY

ROOT = Path(__file__).parents[3]
RUN = "PYTEST_XDIST_TESTRUNUID"
"""In the environment of workers: the name of the run."""


class Shared:
    """One module that is run as such a process: `python -m MODULE HANDLE`, the handle of its listening socket."""

    def __init__(self, module: str, environment: Callable[[str], dict[str, str]]) -> None:
        """`environment`: that of the process, given the folder of its socket."""
        self._module = module
        self._environment = environment
        self._pipe: int | None = None
        self._number = 0
        """Of the process, where we have started it."""

    def address(self) -> str:
        """The path of the socket, at which somebody listens."""
        folder = self._folder()
        if self._pipe is None:
            with only_one(folder):
                self._pipe = self._join(folder) or self._start(folder)
        return f"{folder}/socket"

    def end(self) -> None:
        """Ends it and waits until it is gone; for one that nobody shares."""
        if self._pipe is not None:
            os.close(self._pipe)
            os.waitpid(self._number, 0)
            self._pipe = None

    def _folder(self) -> str:
        run = os.environ.get(RUN, str(os.getpid()))[:12]
        return f"{TEMPORARY}/tl-{run}-{self._module.rpartition('.')[2]}"

    def _join(self, folder: str) -> int | None:
        """The end of its input that we keep open; None where no such process runs."""
        try:
            return os.open(f"{folder}/input", os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return None

    def _start(self, folder: str) -> int:
        for name in ("input", "socket"):  # of one that was killed
            Path(folder, name).unlink(missing_ok=True)
        os.mkfifo(f"{folder}/input", 0o600)
        read = os.open(f"{folder}/input", os.O_RDONLY | os.O_NONBLOCK)
        pipe = os.open(f"{folder}/input", os.O_WRONLY)
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(f"{folder}/socket")
            listening.listen(64)
            handle = listening.fileno()
            words = [sys.executable, "-m", self._module, str(handle)]
            environment = self._environment(folder)
            started = subprocess.Popen(words, cwd=ROOT, stdin=read, pass_fds=[handle], env=environment)
        self._number = started.pid
        started.returncode = 0  # it may outlive this worker, and that is no mistake
        os.close(read)
        return pipe


@contextmanager
def only_one(folder: str) -> Iterator[None]:
    """Nobody else is here meanwhile: of several workers that ask at once, one starts the process."""
    Path(folder).mkdir(0o700, exist_ok=True)
    entered = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(entered, fcntl.LOCK_EX)
        yield
    finally:
        os.close(entered)


def given() -> socket.socket:
    """In the started process: the socket at which it listens. Its folder is removed when the process ends."""
    listening = socket.socket(fileno=int(sys.argv[1]))
    atexit.register(rmtree, Path(listening.getsockname()).parent, ignore_errors=True)
    return listening


def bare_environment(_: str) -> dict[str, str]:
    """Nothing of the test that happens to be the first to ask: where programs are found, and no more."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}

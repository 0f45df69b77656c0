"""A process that has read in what many tests need, and from which what they start is forked.

There is one for all processes of a run. It listens at a socket in a folder of its own, and it starts when somebody
connects for the first time: where tests run in several processes, the one that hands them out starts it.
"""

import atexit
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree

ROOT = Path(__file__).parents[3]


class Shared:
    """One module that is run as such a process: `python -m MODULE HANDLE`, the handle of its listening socket."""

    every: list["Shared"] = []  # noqa: RUF012 - each enters itself
    """All that a test of this process may ask for."""

    def __init__(self, module: str, environment: Callable[[str], dict[str, str]]) -> None:
        self._module = module
        self._environment = environment
        self._folder = ""
        self._listening: socket.socket | None = None
        Shared.every.append(self)

    def address(self) -> str:
        """The path of the socket, at which somebody listens."""
        if not self._folder:
            self.open()
            self.start()
        return f"{self._folder}/socket"

    def open(self) -> None:
        """From now on one can connect, and is served when the process has started."""
        self._folder = tempfile.mkdtemp(prefix="tl")
        atexit.register(rmtree, self._folder)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(f"{self._folder}/socket")
        self._listening.listen(64)

    def waiting(self) -> Iterator[socket.socket]:
        """The socket, as long as nobody has asked for anything."""
        if self._listening is not None:
            yield self._listening

    def start(self) -> None:
        """Starts the process, which ends with this one."""
        assert self._listening is not None
        handle = self._listening.fileno()
        words = [sys.executable, "-m", self._module, str(handle)]
        environment = self._environment(self._folder)
        process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, pass_fds=[handle], env=environment)
        atexit.register(_end, process)
        self.leave()

    def leave(self) -> None:
        """Listens no more: another process does."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate()


def given() -> socket.socket:
    """In the started process: the socket at which it listens."""
    return socket.socket(fileno=int(sys.argv[1]))


def bare_environment(_: str) -> dict[str, str]:
    """Nothing of the test that happens to be the first to ask: where programs are found, and no more."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}

"""A process that has read in what many tests need, and from which what they start is forked.

There is one for each process of tests. It starts when it is asked for the first time, listens at a socket in a folder
of its own, and ends with the process that has started it.
"""

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support.lasting_folders import lasting_folder

ROOT = Path(__file__).parents[3]


class Shared:
    """One module that is run as such a process: `python -m MODULE HANDLE`, the handle of its listening socket."""

    def __init__(self, module: str, environment: Callable[[str], dict[str, str]]) -> None:
        """`environment`: that of the process, given the folder of its socket."""
        self._module = module
        self._environment = environment
        self._folder = ""

    def address(self) -> str:
        """The path of the socket, at which somebody listens."""
        if not self._folder:
            self._folder = str(lasting_folder())
            self._start()
        return f"{self._folder}/socket"

    def _start(self) -> None:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(f"{self._folder}/socket")
            listening.listen(64)
            handle = listening.fileno()
            words = [sys.executable, "-m", self._module, str(handle)]
            environment = self._environment(self._folder)
            process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, pass_fds=[handle], env=environment)
        atexit.register(_end, process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.communicate()


def given() -> socket.socket:
    """In the started process: the socket at which it listens."""
    return socket.socket(fileno=int(sys.argv[1]))


def bare_environment(_: str) -> dict[str, str]:
    """Nothing of the test that happens to be the first to ask: where programs are found, and no more."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}

"""Folders of what stays from one test to the next: open databases, servers, processes from which others are forked."""

import atexit
import os
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir, mkdtemp

TEMPORARY = gettempdir()
"""As it was before the first test. A test may set another folder for its own temporary files, which is removed after
it."""


def lasting_folder() -> Path:
    """A new folder, with a short path. It is removed when this process ends."""
    folder = Path(mkdtemp(prefix="tl", dir=TEMPORARY))
    atexit.register(partial(remove, folder, os.getpid()))
    return folder


def remove(folder: Path, maker: int) -> None:
    """Removes the folder, unless this is a process that was forked from its maker."""
    if os.getpid() == maker:
        rmtree(folder, ignore_errors=True)

"""The machine's time, randomness and memory, and a clock that can be moved for the demo; asked nowhere else."""

import ctypes
import fcntl
import gc
import os
import resource
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""As glibc's `malloc.h` has them."""
GIVEN_BACK = 1024 * 1024
"""Bytes from which a piece of memory goes back to the machine as soon as it is free."""
HEAPS = 2
NEW_OBJECTS = 10_000
PR_SET_DUMPABLE = 4
"""A number from Linux's `prctl.h`."""
BOOT_TIME: int = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def keep_heaps_small() -> None:
    """Makes glibc give large pieces of memory back and make two heaps, not eight for each core. On other systems
    nothing is done. Without this glibc learns from the first slow hash (19 MiB) to keep as much in the heap of every
    thread that ever ran."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, GIVEN_BACK)
        mallopt(M_ARENA_MAX, HEAPS)


def collect_rarely() -> None:
    """Lets the garbage collector look for cycles after every ten thousand new objects that stay, not after every seven
    hundred. An update makes and frees thousands, hardly any of them in cycles; what waits longer is a few megabytes."""
    gc.set_threshold(NEW_OBJECTS)


def keep_to_ourselves() -> None:
    """Makes every file that this process creates from now on readable by its user alone (0600, folders 0700). Nobody
    gets an image of the process's memory: there is no core file, and no other program of the same user may read the
    memory."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def wall_clock() -> datetime:
    """The machine's time as it is set now, aware UTC."""
    return datetime.now(UTC)


def monotonic_clock() -> float:
    """Seconds since a fixed moment. Nobody can set this clock. Where the machine knows how long it slept, that time is
    counted too."""
    return time.clock_gettime(BOOT_TIME)


def free_percent(folder: Path) -> float | None:
    """The share of the disk, in percent, that this process can still write to. A folder that does not exist yet counts
    as its nearest parent. None where the share cannot be found out."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        space = os.statvfs(folder)
    except OSError:
        return None
    return 100 * space.f_bavail / space.f_blocks if space.f_blocks else None


class SystemClock:
    """The machine's time as it is set, aware UTC: for commands, which are over soon. The bot has `bot.clock`."""

    def now(self) -> datetime:
        """The present moment."""
        return datetime.now(UTC)


class MovableClock:
    """The machine's time plus the time it was moved by. Listeners are told of every move (demo and tests)."""

    def __init__(self, begin: datetime | None = None) -> None:
        """`begin`: the present time. None: the machine's own."""
        self._moved_by = timedelta() if begin is None else begin - datetime.now(UTC)
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """This moment in the moved world."""
        return datetime.now(UTC) + self._moved_by

    def advance(self, by: timedelta) -> None:
        """Move on; never back."""
        if by < timedelta():
            raise ValueError("time does not go back")
        self._moved_by += by
        for told in self._listeners:
            told()

    def on_move(self, told: Callable[[], None]) -> None:
        """Call `told` after every move."""
        self._listeners.append(told)


class RandomTokens:
    """Randomness fit for secrets."""

    def token(self, size: int = 16) -> str:
        """`size` random bytes as URL-safe text without padding."""
        return secrets.token_urlsafe(size)


class HomeTaken(OSError):
    """Another process runs the bot in this home: two would send everything twice."""


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Holds the home for this process until left; the lock dies with the process. Raises HomeTaken."""
    with (home / "running.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeTaken(f"the bot is running in {home} already") from None
        yield


class SpeakerLock:
    """Of the processes of one home one speaks past a database that is away. It is let go of with the process."""

    def __init__(self, home: Path) -> None:
        self._path = home / "speaks.lock"
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Whether this process speaks. In a home where nothing can be written everybody does: better twice than not."""
        if self._file is not None:
            return True
        try:
            lock = self._path.open("a")
        except OSError:
            return True
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._file = lock
        return True

    def give_back(self) -> None:
        """Releases the lock, so that another process may take it. Idempotent."""
        if self._file is not None:
            self._file.close()
            self._file = None

"""The highest case number that may have been given out, in a file beside the key file.

A backup does not know the numbers that were given out after it was made; reporters and old cards have them. The file is
written ahead of the numbers, so what it says is never less than what somebody has been told.
"""

import json
import os
from pathlib import Path

import structlog

from storage.crypto.keyfile import flush_names, locked

log = structlog.get_logger()

AHEAD = 100
"""The distance by which the file is ahead of the counter. The file is written once in this number of cases, or less
often."""
NEAR = 50
"""The file is written again when fewer numbers than this are left. Other machines may give out so many before they
look."""
ROUND = 1000
"""Without the file numbers go on at the next whole number of these."""


class HighWater:
    """The file with the highest numbers of one line on one machine. Without a path nothing is stored (in tests of
    single stores)."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._covered = -1

    @classmethod
    def beside(cls, key_file: Path) -> "HighWater":
        """The record that stands beside this key file."""
        return cls(key_file.with_name(f"{key_file.name}.numbers"))

    def known(self) -> int | None:
        """What the file says; None when there is none, or it cannot be read."""
        try:
            found = json.loads((self._path or Path()).read_text("ascii"))["case"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if type(found) is int and found >= 0 else None

    def is_near(self, number: int) -> bool:
        """Whether the file has to be written before this number is given out."""
        return self._path is not None and number > self._covered - NEAR

    def cover(self, number: int) -> None:
        """Notes that this number, and some that come after it, may be given out. A file that cannot be written stops
        nobody: the operator is paged."""
        if self._path is None or not self.is_near(number):
            return
        try:
            with locked(self._path):
                self._covered = max(number + AHEAD, self.known() or 0)
                self._write(self._path, self._covered)
        except OSError as error:
            log.critical("numbers_not_kept", error=type(error).__name__)

    def _write(self, path: Path, number: int) -> None:
        """Writes the number in one atomic step and flushes it to the disk."""
        beside = path.with_name(f"{path.name}.new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(json.dumps({"case": number}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        flush_names(path.parent)


def next_round(number: int) -> int:
    """The last number before those that are given out next where nobody knows how many were."""
    return (number // ROUND + 1) * ROUND

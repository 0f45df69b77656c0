"""Where Telegram says that a file lies, checked before anything is read there: the answer to getFile is not trusted."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

SEGMENT = re.compile(r"[^\x00-\x1f\x7f/\\?#%:*\"<>|\ud800-\udfff]{1,200}")
"""One part of a path on Telegram's side: photos, file_12.jpg."""
FEWEST, MOST = 1, 4
"""Parts of such a path."""
FOLDERS = frozenset({"animations", "documents", "music", "photos", "temp", "video_notes", "videos", "voice"})
"""Where a Bot API server keeps the files that it has fetched, under its own folder; its databases lie elsewhere."""


class Untrusted(Exception):
    """A path that no file of Telegram has. Says nothing of it."""


def address_of(base: str, path: str) -> str:
    """The address of a path that getFile gave, behind `base`. Raises Untrusted."""
    parts = path.split("/")
    is_known = all(SEGMENT.fullmatch(part) and part.strip(".") for part in parts)
    if not (is_known and FEWEST <= len(parts) <= MOST):
        raise Untrusted
    return f"{base}/{quote(path)}"


def open_local(folder: Path | None, path: str) -> BinaryIO:
    """A file that a Bot API server on this machine has fetched. Raises Untrusted for anything else, OSError where it is
    gone."""
    found = _inside(folder, Path(path))
    handle = os.open(found, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Untrusted
    return os.fdopen(handle, "rb")


def delete_local(folder: Path | None, path: str) -> None:
    """Deletes the unencrypted file. A missing file is no error, so the call is idempotent."""
    _inside(folder, Path(path)).unlink(missing_ok=True)


def left_over(folder: Path, before: float) -> Iterator[Path]:
    """Files that were fetched before that moment (seconds since 1970) and that nobody has deleted."""
    for name in FOLDERS:
        for path in folder.glob(f"*/{name}/*"):
            if path.is_file() and not path.is_symlink() and path.stat().st_mtime < before:
                yield path


def _inside(folder: Path | None, path: Path) -> Path:
    """The path without links on the way, where it lies in a folder for files under `folder`."""
    if folder is None or ".." in path.parts or "\0" in path.name:
        raise Untrusted
    try:
        top, found = folder.resolve(), path.parent.resolve() / path.name
        os.fsencode(found)
    except ValueError:  # signs that no path of this machine can have
        raise Untrusted from None
    if not found.is_relative_to(top) or found.parent == top or found.parent.name not in FOLDERS:
        raise Untrusted
    return found

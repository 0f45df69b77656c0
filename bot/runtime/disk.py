"""Builds the loop that watches the disk space, with the folders that it looks at."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.loops.disk_watch import DiskSpace, DiskWatch, Shares
from bot.ports.time import Clock
from bot.settings import Settings
from bot.system import free_percent
from bot.usecases.deadlines.machine_news import tell_disk
from bot.usecases.services import Services

IN_A_FOLDER = "file://"


def folders_of(settings: Settings) -> list[Path]:
    """The folders that the bot writes to on this machine: its home, and the folder of files, if there is one."""
    folders = [settings.home]
    if settings.files_url.startswith(IN_A_FOLDER):
        folders.append(Path(unquote(urlsplit(settings.files_url).path)))
    return folders


def least_free(folders: list[Path]) -> float | None:
    """Percent that is free on the fullest of their disks; of a folder that is not there yet, of the one above it."""
    known = [free for folder in folders if (free := free_percent(folder)) is not None]
    return min(known, default=None)


def disk_space_of(settings: Settings) -> DiskSpace:
    """The disk space as one process sees it. No file is accepted while the disk of the files is nearly full."""
    folders, are_files_here = folders_of(settings), settings.files_url.startswith(IN_A_FOLDER)
    shares = Shares(settings.disk_warn, settings.disk_full if are_files_here else 0)
    return DiskSpace(lambda: least_free(folders), shares)


def make_disk_watch(space: DiskSpace, services: Services, clock: Clock) -> DiskWatch:
    """The watch that tells administrators."""

    async def tell(state: str, free: float) -> None:
        await tell_disk(services, state, free, clock.now())

    return DiskWatch(space, tell)

"""The watch on the disk's room, put together with the folders that it looks at."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.loops.disk_watch import DiskWatch, Shares
from bot.runtime.components import Components, services_of
from bot.settings import Settings
from bot.system import free_percent
from bot.usecases.clocks.disk import tell_disk

IN_A_FOLDER = "file://"


def folders_of(settings: Settings) -> list[Path]:
    """Where the line writes on this machine: its home, and the files where they lie in a folder."""
    folders = [settings.home]
    if settings.files_url.startswith(IN_A_FOLDER):
        folders.append(Path(unquote(urlsplit(settings.files_url).path)))
    return folders


def least_free(folders: list[Path]) -> float | None:
    """Percent that is free on the fullest of their disks; of a folder that is not there yet, of the one above it."""
    known = [free for folder in folders if (free := free_percent(folder)) is not None]
    return min(known, default=None)


def make_disk_watch(components: Components) -> DiskWatch:
    """For one process. From now on no file is taken while the disk that they lie on is nearly full."""
    settings, services, now = components.settings, services_of(components), components.clock.now
    folders = folders_of(settings)

    async def tell(state: str, free: float) -> None:
        await tell_disk(services, state, free, now())

    are_files_here = settings.files_url.startswith(IN_A_FOLDER)
    shares = Shares(settings.disk_warn, settings.disk_full if are_files_here else 0)
    watch = DiskWatch(lambda: least_free(folders), tell, shares)
    components.database.files.has_room = watch.has_room
    return watch

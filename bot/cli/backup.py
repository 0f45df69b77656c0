"""`python -m bot backup` and `restore`: made while the bot runs, looked through before it counts, restored whole."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.domain.errors import TiplineError
from bot.runtime.components import Components, note, open_components
from bot.settings import Settings
from bot.system import only_one
from storage.crypto.vault import Unreadable
from storage.maintenance.backup import Tally

CHUNK = 1 << 20


class KeyFileMissing(TiplineError):
    """There is no key file: bring it back from where you keep it, apart from the data. Nothing opens without it."""

    default_key = "key-file-missing"


class WrongKeys(TiplineError):
    """The backup does not open with these keys, or was changed or cut off."""

    default_key = "backup-unreadable"


async def make_backup(settings: Settings, path: Path, out: Console) -> None:
    """Write the backup beside its name, look all through it, and only then give it its name."""
    _require_keys(settings)
    parts = await open_components(settings)
    begun = path.with_name(f"{path.name}.part")
    try:
        with _progress(out) as bar:
            await _write(parts, begun, bar)
            tally = await parts.database.backup(bar).verify(_read(begun))
        begun.replace(path)
        await note(parts, "backup_made")
    finally:
        begun.unlink(missing_ok=True)
        await parts.database.close()
    _tell(out, "Backed up and looked through", tally)
    out.print(
        f"It opens with {settings.key_file} only: keep a copy of that file apart from this one.",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip


async def restore_backup(settings: Settings, path: Path, out: Console) -> None:
    """Bring a backup back into an empty database. The bot must not run. Raises NotEmpty, WrongKeys, KeyFileMissing."""
    _require_keys(settings)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    is_sqlite = settings.database_url.startswith("sqlite")
    with only_one(settings.home) if is_sqlite else nullcontext():
        parts = await open_components(settings)
        try:
            with _progress(out) as bar:
                tally = await parts.database.backup(bar).restore(_read(path))
            await parts.database.settle_erasures()
            await note(parts, "restored", erased=tally.erased)
        except Unreadable:
            raise WrongKeys from None
        finally:
            await parts.database.close()
    _tell(out, "Brought back", tally)


@contextmanager
def _progress(out: Console) -> Iterator[Callable[[str], None]]:
    """A spinner with the part at hand, for as long as the work takes."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=out, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda part: progress.update(task, description=part)


async def _write(components: Components, path: Path, bar: Callable[[str], None]) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        async for piece in components.database.backup(bar).make():
            await asyncio.to_thread(file.write, piece)
        file.flush()
        await asyncio.to_thread(os.fsync, file.fileno())


async def _read(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk


def _require_keys(settings: Settings) -> None:
    if not settings.key_file.exists():
        raise KeyFileMissing


def _tell(out: Console, what: str, tally: Tally) -> None:
    cases, reports = tally.rows.get("cases", 0), tally.rows.get("reports", 0)
    gone = f" ({tally.gone} were erased meanwhile)" if tally.gone else ""
    gone += f" ({tally.erased} cases had been erased, and are again)" if tally.erased else ""
    words = f"{what}: {cases} cases, {reports} reports, {tally.files} files{gone}, {sum(tally.rows.values())} rows."
    out.print(words, markup=False, highlight=False, soft_wrap=True)

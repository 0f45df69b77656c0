"""`python -m bot backup` and `restore`: made while the bot runs, looked through before it counts, restored whole."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.contention import again_at_once
from bot.domain.errors import TiplineError
from bot.runtime.components import Components, note, open_components, services_of
from bot.settings import Settings
from bot.system import RandomTokens, only_one
from bot.usecases.oversight.restoring import Restoration, tell_restored
from storage.cases.files import folder_of
from storage.crypto.vault import Unreadable, Vault
from storage.database.migrate import revisions
from storage.maintenance.backup import BackupReader, BackupTally, NotEmpty
from storage.maintenance.brought_rows import require_known
from storage.maintenance.renumbering import Numbering
from storage.maintenance.restore_target import RestoreTarget, leave_as_it_was, look_at, remove_made

CHUNK = 1 << 20


class KeyFileMissing(TiplineError):
    """There is no key file: bring it back from where you keep it, apart from the data. Nothing opens without it."""

    default_key = "key-file-missing"


class WrongKeys(TiplineError):
    """The backup does not open with these keys, or was changed or cut off."""

    default_key = "backup-unreadable"


async def make_backup(settings: Settings, path: Path, out: Console) -> None:
    """Write the backup beside its name, look all through it, and only then give it its name. Raises KeyFileMissing,
    RowsWithoutCodes."""
    _require_keys(settings)
    components = await open_components(settings)
    begun = path.with_name(f"{path.name}.part")
    try:
        with _progress(out) as bar:
            await _write(components, begun, bar)
            tally = await components.database.backup(bar).verify(_read(begun))
        begun.replace(path)
        await note(components, "backup_made")
    finally:
        begun.unlink(missing_ok=True)
        await components.database.close()
    _tell(out, "Backed up and looked through", tally)
    out.print(
        f"It opens with {settings.key_file} only: keep a copy of that file apart from this one.",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip


async def restore_backup(settings: Settings, path: Path, out: Console, above: int | None = None) -> None:
    """Brings a backup back into an empty database. The bot must not run. Everything is looked through before anything
    is made. A restore that still fails leaves nothing behind. A backup of an older version is brought up to date.
    `above`: the highest case number that is known to have been given out. Raises NotEmpty, WrongKeys, KeyFileMissing,
    NewerVersion, NewerTables."""
    _require_keys(settings)
    with _progress(out) as bar:
        bar("looking through")
        await _look_through(settings, path)
        target = await look_at(settings.database_url)
        if not target.is_empty:
            raise NotEmpty
        async with _undone(settings, target):
            tally = await _bring_back(settings, path, bar, above)
        await _tell_supervisors(settings, tally)
    _tell(out, "Brought back", tally)
    if tally.revision != revisions()[-1]:
        out.print(
            f"Its tables were those of an older version ({tally.revision}); they were brought up to {revisions()[-1]}.",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    out.print(*_of_numbers(tally), markup=False, highlight=False, soft_wrap=True)


async def _look_through(settings: Settings, path: Path) -> None:
    """All of the backup, with the keys alone."""
    vault = Vault.open(settings.key_file, RandomTokens())
    try:
        tally = await BackupReader(vault).verify(_read(path))
    except Unreadable:
        raise WrongKeys from None
    require_known(tally.revision)


@asynccontextmanager
async def _undone(settings: Settings, target: RestoreTarget) -> AsyncIterator[None]:
    """Removes what was made for the restore, whatever error ends the restore."""
    store = folder_of(settings.files_url)
    made = [folder for folder in (settings.home, store) if folder is not None and not folder.exists()]
    try:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield
    except BaseException:
        await leave_as_it_was(target)
        for folder in reversed(made):
            remove_made(folder)
        raise


async def _bring_back(settings: Settings, path: Path, bar: Callable[[str], None], above: int | None) -> BackupTally:
    is_sqlite = settings.database_url.startswith("sqlite")
    with only_one(settings.home) if is_sqlite else nullcontext():
        components = await open_components(settings)
        try:
            tally = await components.database.backup(bar).restore(_read(path), above)
            await components.database.finish_erasures()
        finally:
            await components.database.close()
    return tally


async def _tell_supervisors(settings: Settings, tally: BackupTally) -> None:
    components = await open_components(settings)
    try:
        facts, now = tally_facts(tally), components.clock.now()
        await again_at_once(lambda: tell_restored(services_of(components), now, facts))
    finally:
        await components.database.close()


def tally_facts(tally: BackupTally) -> Restoration:
    """What supervisors must know of a restore."""
    numbers = tally.numbers or Numbering(0, 0, is_sure=True)
    return Restoration(tally.made_at, numbers.last_known + 1, numbers.last_given, tally.erased)


def _of_numbers(tally: BackupTally) -> Iterator[str]:
    """How case numbers go on, and what is not known."""
    numbers = tally.numbers
    if numbers is None:
        return
    yield f"The next case gets number {numbers.next}."
    if numbers.is_sure:
        yield f"{numbers.last_known + 1} to {numbers.last_given} were perhaps given out since the backup was made."
        return
    yield (
        "How far the numbers had come is not known: that is kept beside the key file, and was not there. If more than "
        f"{numbers.last_given - numbers.last_known} cases were reported since the backup was made, bring it back anew, "
        "into an empty database, with --numbers-above HIGHEST."
    )


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


def _tell(out: Console, what: str, tally: BackupTally) -> None:
    cases, reports = tally.rows.get("cases", 0), tally.rows.get("reports", 0)
    gone = f" ({tally.gone} were erased meanwhile)" if tally.gone else ""
    gone += f" ({tally.erased} cases had been erased, and are again)" if tally.erased else ""
    words = f"{what}: {cases} cases, {reports} reports, {tally.files} files{gone}, {sum(tally.rows.values())} rows."
    out.print(words, markup=False, highlight=False, soft_wrap=True)

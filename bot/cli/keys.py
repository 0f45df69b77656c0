"""`python -m bot keys`: which key encrypts how much, a new key, and letting an old one go."""

from contextlib import nullcontext

from rich.console import Console
from rich.table import Table

from bot.domain.errors import TiplineError
from bot.runtime.components import Components, note, open_components
from bot.settings import Settings
from bot.system import only_one
from storage.crypto.key_ring import add_key, drop_key, read_ring
from storage.crypto.slip_keys import retire


class KeyInUse(TiplineError):
    """The key encrypts something still, or is the newest one: letting it go would lose what it encrypts."""

    default_key = "key-in-use"


class MayBeRunning(TiplineError):
    """Workers may encrypt with this key: stop them all, then say so with --all-stopped."""

    default_key = "stop-the-workers-first"


async def show_keys(settings: Settings, out: Console) -> None:
    """A line for each key of the ring: its id, and how many values it encrypts."""
    components = await open_components(settings)
    try:
        await _show(components, out)
    finally:
        await components.database.close()


async def rotate_keys(settings: Settings, out: Console) -> None:
    """A new key, unless the newest is not used everywhere yet; then everything is encrypted anew with the newest."""
    components = await open_components(settings)
    try:
        left = await components.database.rotation().left()
        if not any(count for number, count in left.items() if number != max(left)):
            add_key(settings.key_file, components.tokens)
            components.database.take_new_key()
            await note(components, "key_made", key=max(left) + 1)
            out.print(f"Key {max(left) + 1} is in {settings.key_file}: back that file up now.", markup=False)
        done = await components.database.rotation().run(
            lambda part, count: out.print(f"  {part}: {count}", highlight=False)
        )
        out.print(f"{done} values encrypted anew. What an open line has encrypted meanwhile, the next run takes along.")
        await _show(components, out)
    finally:
        await components.database.close()


async def let_key_go(settings: Settings, number: int, out: Console, *, all_stopped: bool) -> None:
    """Take a key out of the ring that encrypts nothing any more. Raises KeyInUse, MayBeRunning, HomeTaken."""
    is_sqlite = settings.database_url.startswith("sqlite")
    if not is_sqlite and not all_stopped:
        raise MayBeRunning
    with only_one(settings.home) if is_sqlite else nullcontext():
        components = await open_components(settings)
        try:
            left = await components.database.rotation().left()
            if left.get(number) != 0 or number == max(left):
                raise KeyInUse
            await note(components, "key_dropped", key=number)
        finally:
            await components.database.close()
        retire(settings.key_file, read_ring(settings.key_file).keys[number])
        drop_key(settings.key_file, number)
    out.print(f"Key {number} is gone. Backups that were made with it do not open any more.")


async def _show(components: Components, out: Console) -> None:
    table = Table("key", "values it encrypts")
    for number, count in (await components.database.rotation().left()).items():
        table.add_row(str(number), str(count))
    out.print(table)

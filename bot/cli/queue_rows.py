"""`python -m bot queue`: updates and messages that were given up; nothing of what they hold is shown."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.contention import again_at_once
from bot.domain.queues.given_up import Fate, GivenUp
from bot.runtime.components import open_components, services_of
from bot.settings import Settings
from bot.usecases.oversight import dead_letters
from handlers.telegram.receiving.raw_update import DEEPEST, read

SHOWN = 500
FIELD = re.compile(r"[a-z_]{1,40}")
"""How Telegram names its fields; a key of another alphabet may be content."""
UNITS = (("d", 86400), ("h", 3600), ("min", 60))
EMPTY = "Nothing was given up: every update was handled, every message has gone out or waits for its time."
MORE = f"There are more than {SHOWN}; clear some to see the others."
HOW = "Try again: queue retry NAME. Erase what one holds: queue clear NAME. Shape of a parked update: queue show NAME."


async def show_list(settings: Settings, out: Console) -> None:
    """A line for each: name, what it is, the name of the fault, how long ago."""
    components = await open_components(settings)
    try:
        rows, now = await dead_letters.listed(services_of(components), SHOWN + 1), components.clock.now()
    finally:
        await components.database.close()
    table = Table("name", "what", "fault", "given up", box=None, pad_edge=False)
    for one in rows[:SHOWN]:
        table.add_row(one.name, what(one), one.reason, age(one.at, now))
    out.print(table if rows else EMPTY, highlight=False)
    if rows:
        out.print(MORE if len(rows) > SHOWN else HOW, highlight=False)


async def show_shape(settings: Settings, name: str, out: Console) -> None:
    """Fields and types of a parked update. Raises CannotBeDone."""
    components = await open_components(settings)
    try:
        body = await dead_letters.payload(services_of(components), name)
    finally:
        await components.database.close()
    if body is None:
        out.print("It cannot be opened: it was changed, or is of other keys. Clear it.", highlight=False)
        return
    found = read(body)
    shown = f"no JSON, {len(body)} bytes" if found is None else json.dumps(shape(found), indent=1)
    out.print(shown, highlight=False, markup=False, soft_wrap=True)


async def retry(settings: Settings, name: str, out: Console) -> None:
    """The bot takes it up within seconds. Raises CannotBeDone."""
    components = await open_components(settings)
    try:
        tried = partial(dead_letters.retry, services_of(components), components.clock.now(), name)
        one = await again_at_once(tried)
    finally:
        await components.database.close()
    out.print(f"{one.name} is tried again, as soon as the bot runs.", highlight=False)


async def clear(settings: Settings, names: Sequence[str], out: Console, is_sure: Callable[[str], bool]) -> None:
    """Erase what they hold; without names, of all. Raises CannotBeDone, and then clears nothing."""
    components = await open_components(settings)
    try:
        services = services_of(components)
        named = [*names] or [one.name for one in await dead_letters.listed(services, SHOWN)]
        if named and is_sure(f"Erase {len(named)} for good: {', '.join(named[:20])}?"):
            cleared = await again_at_once(partial(dead_letters.clear, services, components.clock.now(), named))
            out.print(f"Cleared: {', '.join(one.name for one in cleared)}", highlight=False, soft_wrap=True)
        else:
            out.print("Nothing was cleared.", highlight=False)
    finally:
        await components.database.close()


def what(one: GivenUp) -> str:
    """A kind of message, an update, or a file."""
    return {Fate.PARKED: "an update", Fate.FILE: "a file"}.get(one.fate, one.kind)


def age(at: datetime, now: datetime) -> str:
    """How long ago a moment was, in the largest unit that fits."""
    seconds = max(0, int((now - at).total_seconds()))
    for name, size in UNITS:
        if seconds >= size:
            return f"{seconds // size} {name} ago"
    return f"{seconds} s ago"


def shape(value: Any, depth: int = 0) -> Any:
    """The value with the type in place of everything somebody may have written."""
    if depth >= DEEPEST:
        return "…"
    if isinstance(value, dict):
        return {_field(key, place): shape(one, depth + 1) for place, (key, one) in enumerate(value.items())}
    if isinstance(value, list):
        return [shape(one, depth + 1) for one in value[:5]] + ([f"{len(value) - 5} more"] if len(value) > 5 else [])
    if isinstance(value, str):
        return f"text of {len(value)}"
    return "nothing" if value is None else {bool: "yes or no", int: "number", float: "fraction"}[type(value)]


def _field(key: str, place: int) -> str:
    return key if FIELD.fullmatch(key) else f"field {place}"

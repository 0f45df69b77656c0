"""How a command of the command line begins and ends: with settings that hold, and with words instead of a traceback."""

import asyncio
from collections.abc import Coroutine
from typing import Any, NoReturn

import typer
from rich.console import Console

from bot.runtime.operator_words import explained
from bot.settings import Settings, SettingsError, load_settings

out, err = Console(), Console(stderr=True)


def settings_or_exit() -> Settings:
    """The settings; the command ends with their faults where they have some."""
    try:
        return load_settings()
    except SettingsError as error:
        end_in_words(error)


def complain(what: str, faults: list[str]) -> None:
    """Say what is to be mended."""
    err.print(f"[bold red]{what}:[/] {len(faults)} to mend")
    for fault in faults:
        err.print(f"  • {fault}", markup=False, highlight=False)


def finished(work: Coroutine[Any, Any, None]) -> None:
    """Run it; what went wrong is said in words, without a traceback: one may quote an address with a secret in it."""
    try:
        asyncio.run(work)
    except typer.Exit:
        raise
    except Exception as error:
        end_in_words(error)


def end_in_words(error: Exception) -> NoReturn:
    """Says what is to be mended, and ends the program."""
    if isinstance(error, SettingsError):
        complain("Settings", error.faults)
        raise SystemExit(2) from None
    told = explained(error)
    complain(told.what, told.faults)
    raise SystemExit(told.code) from None

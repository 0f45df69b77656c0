"""`python -m bot audit`: whether the audit log is as it was written."""

from typing import Annotated

import typer

from bot.cli.ending import complain, finished, out, settings_or_exit
from bot.domain.access.chain_tip import ChainTip
from bot.logs import configure_logs
from bot.runtime.components import open_components
from bot.settings import Settings

DIGITS = 15
LEAST_OF_HASH, MOST_OF_HASH = 8, 128
"""The fewest and the most digits of a chain tip's hash. Fewer would be found by chance."""
audit = typer.Typer(no_args_is_help=True, help="The log of who looked at what and did what.")


@audit.command("verify")
def audit_verify(
    chain_tip: Annotated[
        str | None, typer.Option("--head", help="LINES:HASH as the oversight group was told on some day.")
    ] = None,
) -> None:
    """Whether every line of the audit log is as it was written, none taken out, none moved; 1 when not. With a chain
    tip that was noted outside also whether the log still has it: else its end was cut off, or all was written anew."""
    lines, _, digits = (chain_tip or "").partition(":")
    if chain_tip is not None and not (_is_count(lines) and LEAST_OF_HASH <= len(digits) <= MOST_OF_HASH):
        raise typer.BadParameter("want LINES:HASH, as 1234:0123456789abcdef")
    settings = settings_or_exit()
    configure_logs("json error")
    finished(_verify_audit(settings, ChainTip(int(lines), digits.lower()) if chain_tip else None))


def _is_count(digits: str) -> bool:
    """Whether this is a number of lines that a log can have."""
    return digits.isascii() and digits.isdigit() and len(digits) <= DIGITS


async def _verify_audit(settings: Settings, tip: ChainTip | None) -> None:
    components = await open_components(settings)
    try:
        broken, is_guarded = await components.database.first_break(tip), await components.database.is_guarded()
    finally:
        await components.database.close()
    faults = [] if is_guarded else ["its guard is gone: somebody could change lines; restore the triggers, ask who"]
    if broken is not None:
        faults.append(f"line {broken} is not as it was written, or a line before it is missing")
    if faults:
        complain("Audit log", faults)
        raise typer.Exit(1)
    out.print("Every line of the audit log is as it was written." + (" The chain tip is in it." if tip else ""))

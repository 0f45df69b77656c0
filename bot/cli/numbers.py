"""`python -m bot numbers`: the roll-ups behind /stats, built again from the cases."""

import typer
from rich.console import Console

from bot.cli.ending import finished, settings_or_exit
from bot.logs import configure_logs
from bot.runtime.components import note, open_components, services_of
from bot.settings import Settings
from bot.usecases.casework.barred_merged_cases import bar_all_merged

numbers = typer.Typer(no_args_is_help=True, help="The numbers behind /stats.")


@numbers.callback()
def group() -> None:
    """The numbers behind /stats."""


@numbers.command("rebuild")
def rebuild() -> None:
    """Count every case anew and put the numbers of all days right. The bot may run meanwhile."""
    settings = settings_or_exit()
    configure_logs("json error")
    finished(rebuilt(settings, Console()))


async def rebuilt(settings: Settings, out: Console) -> None:
    """Count every case anew and put the days right; the bot may run meanwhile."""
    components = await open_components(settings)
    try:
        barred, left = await bar_all_merged(services_of(components), components.clock.now())
        recount = components.database.recount(components.profile.zone)
        done = await recount.run(
            components.clock.now(), lambda read: out.print(f"{read} cases so far", highlight=False)
        )
        await note(components, "numbers_rebuilt", cases=done.cases, changed=done.changed)
    finally:
        await components.database.close()
    if barred:
        out.print(f"{barred} merged cases kept from agencies that must not know of them.", highlight=False)
    if left:
        out.print(f"{left} merged cases could not be looked at: please run this again later.", highlight=False)
    out.print(f"{done.cases} cases counted, {done.changed} numbers put right.", highlight=False)
    if done.unreadable:
        out.print(f"{done.unreadable} cases cannot be opened: they are in no number now.", highlight=False)

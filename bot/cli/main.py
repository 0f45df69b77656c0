"""The command line of a reporting line: `python -m bot COMMAND`. Each command tells more with --help."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot import VERSION
from bot.cli import queue_rows
from bot.cli.audit import audit
from bot.cli.backup import make_backup, restore_backup
from bot.cli.check import Check
from bot.cli.ending import finished as _finished
from bot.cli.ending import out
from bot.cli.ending import settings_or_exit as _settings
from bot.cli.invites import invite
from bot.cli.keys import let_key_go, rotate_keys, show_keys
from bot.cli.numbers import numbers
from bot.cli.offline_keys import make_key, open_sealed, read_key
from bot.cli.run import run, stop_on_signals
from bot.cli.slips import slips, verify
from bot.cli.staff import end_rights, show_staff
from bot.logs import configure_logs
from bot.settings import USUAL_PROFILE

MOST, MOST_OF_TELEGRAM = 2**31 - 1, 2**52
"""The largest number of a case or a key, and of anybody at Telegram."""
cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
cli.add_typer(invite, name="invite")
staff = typer.Typer(no_args_is_help=True, help="Who supervises, heads a body, or audits; and how that ends.")
cli.add_typer(staff, name="staff")
institutions = typer.Typer(no_args_is_help=True, help="The registry of institutions that must report.")
cli.add_typer(institutions, name="institutions")
queue = typer.Typer(no_args_is_help=True, help="Updates and messages that were given up.")
cli.add_typer(queue, name="queue")
cli.add_typer(numbers, name="numbers")
keys = typer.Typer(no_args_is_help=True, help="The key ring that everything at rest is encrypted with.")
cli.add_typer(keys, name="keys")
cli.add_typer(slips, name="slips")
cli.command("verify")(verify)
cli.add_typer(audit, name="audit")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@cli.callback()
def about(
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Run and look after a reporting line for harm to children."""


cli.command()(run)


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page.")] = 8090,
    home: Annotated[Path, typer.Option(help="Where the demo keeps its data; emptied first.")] = Path("var/demo"),
    profile: Annotated[str, typer.Option(help="Which district: the name or path of a profile.")] = USUAL_PROFILE,
) -> None:
    """Everything on this machine: a pretended Telegram with people, groups, a page, and a clock that can be moved."""
    from bot.cli.demo import run_demo  # noqa: PLC0415 - a tenth of the time to start, which `run` does not need

    configure_logs("json warning")
    _finished(run_demo(port, home, profile, out, stop_on_signals))


@cli.command()
def check() -> None:
    """Look at settings, keys, database, profile and the Bot API; 0 when the bot can run."""
    settings = _settings()
    configure_logs("json error")
    is_well = asyncio.run(Check(settings, out).run())
    raise typer.Exit(0 if is_well else 1)


@cli.command()
def backup(path: Path) -> None:
    """Everything that is kept, encrypted in one file; the bot may run meanwhile. Opens with the key file only."""
    settings = _settings()
    configure_logs("json error")
    _finished(make_backup(settings, path, out))


@cli.command()
def restore(
    path: Path,
    above: Annotated[
        int | None, typer.Option("--numbers-above", min=0, help="The highest case number that was given out.")
    ] = None,
) -> None:
    """Bring a backup back into an empty database (either kind); the bot must not run. Needs the key file. Refused, it
    leaves nothing behind."""
    settings = _settings()
    configure_logs("json error")
    _finished(restore_backup(settings, path, out, above))


@cli.command("export")
def export(
    path: Path,
    case: Annotated[int, typer.Option(help="The case's number.", min=1, max=MOST)],
    reader: Annotated[str | None, typer.Option("--for", help="The body that gets it, by its key.")] = None,
    password_file: Annotated[Path | None, typer.Option(help="Its first line is the password.")] = None,
) -> None:
    """One case with its files in a zip that only a password opens; leaves a line in the audit log."""
    from bot.cli.export import export_case  # noqa: PLC0415 - the zip is a tenth of the time to start, for nobody else

    settings = _settings()
    configure_logs("json error")
    _finished(export_case(settings, case, path, _password(password_file), reader, out))


def _password(path: Path | None) -> str:
    """Reads the password from the file, or asks for it twice. The password is never shown. It is no argument of the
    command, because other users of the machine can see arguments."""
    if path is not None:
        return (path.read_text("utf-8").splitlines() or [""])[0]
    asked: str = typer.prompt("Password of the zip", hide_input=True, confirmation_prompt=True)
    return asked


@keys.command("status")
def keys_status() -> None:
    """Which key encrypts how much."""
    settings = _settings()
    configure_logs("json error")
    _finished(show_keys(settings, out))


@keys.command("rotate")
def keys_rotate() -> None:
    """A new key, and everything encrypted anew with it; cut off, the next run goes on. The bot may run meanwhile."""
    settings = _settings()
    configure_logs("json error")
    _finished(rotate_keys(settings, out))


@keys.command("drop")
def keys_drop(
    number: Annotated[int, typer.Argument(min=0, max=MOST)],
    all_stopped: Annotated[bool, typer.Option(help="On PostgreSQL: every worker has been stopped.")] = False,
) -> None:
    """Let an old key go that encrypts nothing any more; the bot must not run."""
    settings = _settings()
    configure_logs("json error")
    _finished(let_key_go(settings, number, out, all_stopped=all_stopped))


@cli.command("sealed-keys")
def sealed_keys(path: Path) -> None:
    """A key of one body for sealed files: on that body's own machine, never on the line's server."""
    passphrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True)
    _finished(_make_key(path, passphrase))


async def _make_key(path: Path, passphrase: str) -> None:
    make_key(path, passphrase, out)


@cli.command("open-sealed")
def open_sealed_file(
    path: Path,
    key: Annotated[list[Path], typer.Option(help="A body's key file; give both.")],
    to: Annotated[Path, typer.Option(help="Where the file goes; must not exist.")],
) -> None:
    """Open a sealed file with both bodies' keys, on a machine that is on no network. Needs no settings."""
    words = [typer.prompt(f"Passphrase of {one.name}", hide_input=True) for one in key]
    _finished(_open_sealed(path, list(zip(key, words, strict=True)), to))


async def _open_sealed(path: Path, keys: list[tuple[Path, str]], to: Path) -> None:
    await open_sealed(path, [read_key(one, words) for one, words in keys], to, out)


@staff.command("list")
def staff_list() -> None:
    """Everybody with rights of their own, with the number by which Telegram knows them."""
    configure_logs("json error")
    _finished(show_staff(_settings(), out))


@staff.command("end")
def staff_end(user: Annotated[int, typer.Argument(min=1, max=MOST_OF_TELEGRAM)]) -> None:
    """End all rights of a supervisor, head or auditor at once. USER is their user id at Telegram."""
    configure_logs("json error")
    _finished(end_rights(_settings(), user, out))


@institutions.command("import")
def institutions_import(path: Path, yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Take the registry over from a CSV or XLSX file: what is new, changed and gone is listed, and nothing happens
    without yes. With any mistake, each of which is named with its row, nothing happens at all."""
    from bot.cli.institutions import import_registry  # noqa: PLC0415 - workbooks are a tenth of the time to start

    configure_logs("json error")
    _finished(import_registry(_settings(), path, out, lambda asked: yes or typer.confirm(asked)))


@institutions.command("export")
def institutions_export(path: Path) -> None:
    """Write the registry to a file that does not exist yet: XLSX or CSV, by its name."""
    from bot.cli.institutions import export_registry  # noqa: PLC0415 - as above

    configure_logs("json error")
    _finished(export_registry(_settings(), path, out))


@queue.command("list")
def queue_list() -> None:
    """What was given up: its name, what it is, the fault, since when. Nothing of what it holds."""
    configure_logs("json error")
    _finished(queue_rows.show_list(_settings(), out))


@queue.command("show")
def queue_show(name: str) -> None:
    """The fields of a parked update and their types, without a word of it."""
    configure_logs("json error")
    _finished(queue_rows.show_shape(_settings(), name, out))


@queue.command("retry")
def queue_retry(name: str) -> None:
    """Try it again, on record; the bot may run."""
    configure_logs("json error")
    _finished(queue_rows.retry(_settings(), name, out))


@queue.command("clear")
def queue_clear(
    names: Annotated[list[str] | None, typer.Argument(help="As the list names them.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything that was given up.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase what they hold, for good and on record."""
    if bool(names) == all_:
        raise typer.BadParameter("name some, or give --all")
    configure_logs("json error")
    _finished(queue_rows.clear(_settings(), names or [], out, lambda asked: yes or typer.confirm(asked)))

"""`python -m bot slips key` and `python -m bot verify FILE`: whose signature a slip must have, and whether it has it.

Neither opens the database: a slip is verified by its signature alone.
"""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.domain.institutions.base32 import in_groups
from bot.domain.institutions.slip import Slip
from bot.domain.institutions.slip_check import LONGEST_FILE, Checked, SlipVerdict, check_file
from bot.domain.institutions.slip_text import NAMED_BY
from bot.settings import SettingsError, load_settings
from storage.crypto.key_ring import KeyFileBroken, read_ring
from storage.crypto.slip_keys import OnlyPublic, PublicKey, SlipSigner, retired

HEX_DIGITS = 64
LEFT_OPEN = "Nothing was looked up: it says neither what was reported, nor about whom, nor what became of it."
SAYS = {
    SlipVerdict.CHANGED: "a slip in which at least one sign is not as it was signed; compare it line by line. "
    "The codes have no letter i, l, o or u",
    SlipVerdict.OTHER_KEY: "signed with a key that is not known here: of another line, let go by this one, or mistyped",
    SlipVerdict.MORE: "there is a slip in it, and more: leave only the lines from SLIP-1 to the signature",
    SlipVerdict.NONE: "this is no slip",
    SlipVerdict.LONG: "far too long for a slip",
    SlipVerdict.FILE_CHANGED: "a PDF in which something is not as it was made",
    SlipVerdict.FILE_UNSIGNED: "a PDF that was not made by a line, or was printed or saved anew by another program: "
    "type or copy the lines that are printed on it into a text file, and verify that",
}
slips = typer.Typer(no_args_is_help=True, help="Slips: signed proof that a report under the duty was made.")


@slips.command("key")
def key() -> None:
    """The public key that slips are signed with, and its fingerprint, as /privacy shows it; and older ones."""
    out = Console()
    for number, one in enumerate(_signer().public()):
        out.print(f"{'signs now' if number == 0 else 'older'}: {one.id}", highlight=False)
        out.print(f"  fingerprint {in_groups(one.fingerprint)}", soft_wrap=True, highlight=False)
        out.print(f"  public key  {one.raw.hex()}", soft_wrap=True, highlight=False)


def verify(
    path: Annotated[Path, typer.Argument(help="The slip as PDF or text; - reads a text from the input.")],
    public: Annotated[
        list[str] | None, typer.Option("--key", help="A public key, as `slips key` prints it: no key file is needed.")
    ] = None,
) -> None:
    """Whether a slip is genuine: 0 when its signature fits, 1 when not. Asks no database and no network."""
    checked = check_file(_read(path), (OnlyPublic(_public(public)) if public else _signer()).fits)
    if checked.slip is None:
        _refuse("Slip", _said_of(checked))
    out = Console()
    out.print("Genuine: the signature fits.", highlight=False)
    for line in lines_of(checked.slip):
        out.print(f"  {line}", soft_wrap=True, highlight=False, markup=False)
    out.print(LEFT_OPEN, soft_wrap=True, highlight=False)


def lines_of(slip: Slip) -> list[str]:
    """What the signature stands for."""
    return [
        f"institution: {slip.institution}",
        f"named by: {NAMED_BY[slip.is_registered]}",
        f"day: {slip.day.isoformat()}",
        f"number: {slip.number}",
        f"key: {slip.key}",
    ]


def _said_of(checked: Checked) -> str:
    return f"not genuine: {SAYS[checked.verdict]}"


def _read(path: Path) -> bytes:
    """Reads a file up to one byte more than the longest file that is accepted."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(LONGEST_FILE + 1)
        with path.open("rb") as file:
            return file.read(LONGEST_FILE + 1)
    except OSError as error:
        _refuse("System", f"{path}: {error.strerror}")


def _public(given: list[str]) -> list[PublicKey]:
    if not all(len(one) == HEX_DIGITS and set(one.lower()) <= set("0123456789abcdef") for one in given):
        raise typer.BadParameter("want the 64 digits of a public key, as `python -m bot slips key` prints it")
    return [PublicKey(bytes.fromhex(one)) for one in given]


def _signer() -> SlipSigner:
    """The signer of the key file that the settings name. A missing key file is not made."""
    try:
        path = load_settings().key_file
        ring, older = read_ring(path), retired(path)
    except SettingsError as error:
        _refuse("Settings", "; ".join(error.faults), 2)
    except KeyFileBroken:
        _refuse("Keys", "the key file is no key ring; bring back your copy of it")
    except OSError as error:
        _refuse("Keys", f"{error.filename}: {error.strerror}; give --key, or start the line once to make one")
    return SlipSigner(lambda: ring, retired=lambda: older)


def _refuse(what: str, words: str, code: int = 1) -> NoReturn:
    Console(stderr=True).print(f"{what}: {words}", style="bold red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)

"""A slip: signed proof that a report under the duty was made. It says who had the duty and on which day, and no more.

It names no content, no child, no case number and no time of day. Its own number is random, so slips cannot be counted
by it. A conversation that was never sent has no slip, and a slip does not say what became of the report.
"""

from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from bot.domain.institutions.base32 import bytes_of_token, signs_of

COMMITMENT_BYTES = 32
"""Random bytes, encrypted with the report. A person who has both can show that they belong together."""
NUMBER_BYTES = 7
NUMBER_SIGNS = 10
WIDEST_NAME = 110
"""How wide the name of an institution may be on a slip, in small letters; a Chinese character counts as two. It must
fit on one line, so that a person who copies it from paper meets no line break in it."""


@dataclass(frozen=True)
class Slip:
    """The signed content of a slip. `key` is the id of the signing key. `commitment` and `number` are written in base32
    characters."""

    institution: str
    is_registered: bool
    """Whether the sender is linked staff of an institution in the registry; else its name is as the sender wrote it."""
    day: date
    number: str
    commitment: str
    key: str


@dataclass(frozen=True)
class SignedSlip:
    """A slip with its Ed25519 signature: 64 bytes in base32 characters."""

    slip: Slip
    signature: str


@dataclass(frozen=True)
class Named:
    """An institution that can be named on a slip."""

    name: str
    is_registered: bool = False


def name_for_slip(text: str) -> str:
    """The name of an institution as one line, or '' where it cannot stand on a slip. It cannot if it is too long, or
    has invisible characters or a colon, which separates the parts of a slip's lines."""
    name = " ".join(text.split())
    fits = 0 < width(name) <= WIDEST_NAME and name.isprintable() and not {":", "："} & set(name)
    return name if fits else ""


def width(text: str) -> int:
    """The width of a text, in small letters."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def new_slip(named: Named, day: date, key: str, number_token: str, commitment_token: str) -> Slip:
    """A slip with a number and a commitment of its own, made from random bytes (tokens of NUMBER_BYTES and
    COMMITMENT_BYTES)."""
    number = signs_of(bytes_of_token(number_token))[:NUMBER_SIGNS]
    commitment = signs_of(bytes_of_token(commitment_token))
    return Slip(named.name, named.is_registered, day, f"{number[:5]}-{number[5:]}", commitment, key)

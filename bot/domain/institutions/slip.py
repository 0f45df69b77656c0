"""A slip: signed proof that a report under the duty was made. It says who had the duty and on which day, and no more.

It has no content, no child, no case number and no minute; its own number is random, so nothing can be counted by it.
What was never sent has no slip, and a slip says nothing of what became of the report.
"""

from dataclasses import dataclass
from datetime import date
from unicodedata import east_asian_width

from bot.domain.institutions.base32 import bytes_of_token, signs_of

COMMITMENT_BYTES = 32
"""Random; kept sealed with the report: whoever holds both can show that they belong together."""
NUMBER_BYTES = 7
NUMBER_SIGNS = 10
WIDEST_NAME = 110
"""Width of an institution's name on a slip, in small letters, of which a Chinese sign takes two: it stands in one line,
for whoever copies it from the paper must not meet a break in it."""


@dataclass(frozen=True)
class Slip:
    """What is signed. `key` is the id of the key that signs; `commitment` and `number` are written in base32 signs."""

    institution: str
    is_registered: bool
    """The sender is linked staff of an institution in the registry; else its name is as the sender wrote it."""
    day: date
    number: str
    commitment: str
    key: str


@dataclass(frozen=True)
class SignedSlip:
    """A slip with its Ed25519 signature, 64 bytes in base32 signs."""

    slip: Slip
    signature: str


@dataclass(frozen=True)
class Named:
    """An institution that may stand on a slip."""

    name: str
    is_registered: bool = False


def name_for_slip(text: str) -> str:
    """The name of an institution as one line, or '' where it cannot stand on a slip: too long, with signs that cannot
    be seen, or with a colon, by which the lines of a slip are told apart."""
    name = " ".join(text.split())
    fits = 0 < width(name) <= WIDEST_NAME and name.isprintable() and not {":", "："} & set(name)
    return name if fits else ""


def width(text: str) -> int:
    """How wide a text is, in small letters."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def new_slip(named: Named, day: date, key: str, number_token: str, commitment_token: str) -> Slip:
    """A slip with a number and a commitment of its own, made from random bytes: tokens of NUMBER_BYTES and
    COMMITMENT_BYTES."""
    number = signs_of(bytes_of_token(number_token))[:NUMBER_SIGNS]
    commitment = signs_of(bytes_of_token(commitment_token))
    return Slip(named.name, named.is_registered, day, f"{number[:5]}-{number[5:]}", commitment, key)

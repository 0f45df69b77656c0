"""The text of a slip: one form that can be printed, copied and typed back.

The form never changes; another form would begin with another version number. Spaces and line breaks are layout: any run
of them counts as one space. Every other character counts, capital or small.
"""

import re
from datetime import date

from bot.domain.institutions.base32 import bytes_of, in_groups
from bot.domain.institutions.slip import SignedSlip, Slip, name_for_slip

BEGIN = "SLIP-1"
SAID = "a report under the duty was made"
NAMED_BY = {True: "registry", False: "sender"}
SIGNATURE = "signature:"
COMMITMENT_SIGNS, SIGNATURE_SIGNS = 52, 103
GROUPS = r"[0-9a-z]{1,4}(?: [0-9a-z]{1,4})*"
LABELS = ("institution:", "named by:", "day:", "number:", SAID, "commitment:", "key:", SIGNATURE)
FORM = re.compile(
    rf"{BEGIN} institution: (?P<institution>[^:]+) named by: (?P<by>registry|sender) day: (?P<day>[0-9]{{4}}-[0-9]{{2}}"
    rf"-[0-9]{{2}}) number: (?P<number>[0-9a-z]{{5}}-[0-9a-z]{{5}}) {SAID} commitment: (?P<commitment>{GROUPS})"
    rf" key: (?P<key>[0-9a-f]{{8}}) {SIGNATURE} (?P<signature>{GROUPS})"
)


def lines_of(slip: Slip) -> list[str]:
    """The lines that are signed."""
    return [
        BEGIN,
        f"institution: {slip.institution}",
        f"named by: {NAMED_BY[slip.is_registered]}",
        f"day: {slip.day.isoformat()}",
        f"number: {slip.number}",
        SAID,
        f"commitment: {in_groups(slip.commitment)}",
        f"key: {slip.key}",
    ]


def text_of(signed: SignedSlip) -> str:
    """The slip as it is printed, with its signature."""
    return "\n".join([*lines_of(signed.slip), f"{SIGNATURE} {in_groups(signed.signature)}"])


def signed_bytes(slip: Slip) -> bytes:
    """The bytes over which the signature is made."""
    return in_one_line("\n".join(lines_of(slip))).encode()


def in_one_line(text: str) -> str:
    """The text without its layout."""
    return " ".join(text.split())


def slip_in(text: str) -> SignedSlip | None:
    """The slip in a text that is exactly a slip; None for anything else. The signature is not checked."""
    line = in_one_line(text)
    found = FORM.fullmatch(line)
    if found is None:
        return None
    signed = _signed(found)
    return signed if signed is not None and in_one_line(text_of(signed)) == line else None


def _signed(found: re.Match[str]) -> SignedSlip | None:
    commitment, signature = (found[name].replace(" ", "") for name in ("commitment", "signature"))
    is_whole = len(commitment) == COMMITMENT_SIGNS and len(signature) == SIGNATURE_SIGNS
    day, name = _day(found["day"]), name_for_slip(found["institution"])
    if not is_whole or day is None or not name or None in (bytes_of(commitment), bytes_of(signature)):
        return None
    slip = Slip(name, found["by"] == NAMED_BY[True], day, found["number"], commitment, found["key"])
    return SignedSlip(slip, signature)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def seems_slip(text: str) -> bool:
    """Whether a text is meant as a slip, however much in it is wrong."""
    line = in_one_line(text)
    return line.startswith(BEGIN) or sum(label in line for label in LABELS) >= 2


def has_more(text: str) -> bool:
    """Whether the text holds a whole slip together with other words."""
    found = FORM.search(in_one_line(text))
    return found is not None and found[0] != in_one_line(text)

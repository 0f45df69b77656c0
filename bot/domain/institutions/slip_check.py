"""Checking a slip that anybody brings, by its signature alone. No list of slips is read, so an answer reveals nothing
about any report."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.institutions.base32 import bytes_of, signs_of
from bot.domain.institutions.slip import SignedSlip, Slip
from bot.domain.institutions.slip_text import has_more, seems_slip, signed_bytes, slip_in, text_of

LONGEST_TEXT = 20_000
"""How many characters are read; a slip has 700 at most."""
LONGEST_FILE = 1 << 20
"""How many bytes of a file are read; a slip as PDF has some tens of thousands."""
PDF = b"%PDF-"
SIGNED_PART = re.compile(
    rb"\n%slip-file-1 (?P<text>[A-Za-z0-9_=-]{1,4000}) (?P<key>[0-9a-f]{8}) (?P<signature>[0-9a-z]{103})\n"
)
ENCODINGS = ("utf-8-sig", "utf-16")
"""Encodings of a text file, also as Windows saves it."""

Fits = Callable[[str, bytes, bytes], bool | None]
"""Checks whether a signature (the last argument) fits these bytes under the key with this id; None where no such key is
known."""


class SlipVerdict(StrEnum):
    """What can be said of something that is brought as a slip."""

    GENUINE = "genuine"
    CHANGED = "changed"
    """A slip in which at least one character is not as it was signed."""
    OTHER_KEY = "other-key"
    """Signed with a key that is not known here: another line's, or its id was mistyped."""
    MORE = "more"
    """A slip together with other words."""
    NONE = "none"
    """No slip at all."""
    LONG = "long"
    FILE_CHANGED = "file-changed"
    """A PDF in which something is not as it was made."""
    FILE_UNSIGNED = "file-unsealed"
    """A PDF that was not made here, or was printed or saved again by another program."""


@dataclass(frozen=True)
class Checked:
    """The verdict, and what the signature proves where the slip is genuine."""

    verdict: SlipVerdict
    slip: Slip | None = None


def check_text(text: str, fits: Fits) -> Checked:
    """Whether a text is a slip, down to the last character."""
    if len(text) > LONGEST_TEXT:
        return Checked(SlipVerdict.LONG)
    signed = slip_in(text)
    if signed is not None:
        return _by_signature(signed, fits)
    if has_more(text):
        return Checked(SlipVerdict.MORE)
    return Checked(SlipVerdict.CHANGED if seems_slip(text) else SlipVerdict.NONE)


def _by_signature(signed: SignedSlip, fits: Fits) -> Checked:
    signature = bytes_of(signed.signature) or b""
    answer = fits(signed.slip.key, signed_bytes(signed.slip), signature)
    if answer is None:
        return Checked(SlipVerdict.OTHER_KEY)
    return Checked(SlipVerdict.GENUINE, signed.slip) if answer else Checked(SlipVerdict.CHANGED)


def check_file(data: bytes, fits: Fits) -> Checked:
    """Checks a file: a PDF as it was made, or a text."""
    if len(data) > LONGEST_FILE:
        return Checked(SlipVerdict.LONG)
    if data.startswith(PDF):
        return _check_pdf(data, fits)
    text = _decoded(data)
    return Checked(SlipVerdict.NONE) if text is None else check_text(text, fits)


def _decoded(data: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


# --- The PDF: its last line signs every byte before it ---


def signed_pdf(pdf: bytes, signed: SignedSlip, key: str, sign: Callable[[str, bytes], bytes]) -> bytes:
    """The PDF with one more line, a comment to every PDF reader, which contains the slip's text and signs the whole
    file."""
    text = urlsafe_b64encode(text_of(signed).encode())
    body = b"%s\n%%slip-file-1 %s %s " % (pdf, text, key.encode())
    return body + signs_of(sign(key, _file_bytes(body))).encode() + b"\n"


def _file_bytes(body: bytes) -> bytes:
    return b"slip-file-1\n" + body


def _check_pdf(data: bytes, fits: Fits) -> Checked:
    found = _signed_part(data)
    if found is None:
        return Checked(SlipVerdict.FILE_UNSIGNED)
    signature = bytes_of(found["signature"].decode())
    body = data[: found.start("signature")]
    answer = False if signature is None else fits(found["key"].decode(), _file_bytes(body), signature)
    if not answer:
        return Checked(SlipVerdict.OTHER_KEY if answer is None else SlipVerdict.FILE_CHANGED)
    return check_text(urlsafe_b64decode(found["text"]).decode(), fits)


def _signed_part(data: bytes) -> re.Match[bytes] | None:
    start = data.rfind(b"\n%slip-file-1 ")
    return None if start < 0 else SIGNED_PART.fullmatch(data, start)

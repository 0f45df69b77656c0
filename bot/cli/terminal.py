"""What a terminal can show, whatever its alphabet: an ASCII or GBK one stops no command."""

import sys
from collections.abc import Iterable
from typing import Protocol, TextIO

HALVES = "▀▄█"
"""What a small picture of a code is drawn with."""


class Code(Protocol):
    """The part of `segno.QRCode` that is needed."""

    def terminal(self, out: TextIO | None = None, *, compact: bool = False) -> None: ...
    def matrix_iter(self, scale: int = 1, border: int | None = None) -> Iterable[Iterable[int]]: ...


def print_what_can_be_shown() -> None:
    """Makes the standard streams print "?" for a character that the terminal cannot show, instead of raising an
    error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def show_code(code: Code, out: TextIO) -> None:
    """Prints the QR code. It is small where the terminal has the characters for it. Otherwise two ASCII characters
    stand for each point."""
    try:
        HALVES.encode(out.encoding or "ascii")
    except UnicodeEncodeError:
        for row in code.matrix_iter(border=2):
            out.write("".join("##" if dark else "  " for dark in row) + "\n")
    else:
        code.terminal(out=out, compact=True)

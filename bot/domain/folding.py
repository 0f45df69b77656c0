"""Foreign words of one width and case, for comparing: in time that grows with their length and no faster."""

import unicodedata

COMBINING_IN_A_ROW = 30
"""How many combining characters may follow each other. Unicode's stream-safe text has this limit, and no language
needs more on one letter."""


BECOME_COMBINING = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")
"""Signs that are not combining, and are taken apart into such."""


def folded(text: str) -> str:
    """NFKC and without case. Of a longer run of combining characters the rest is left out: putting them in order takes
    time that grows with the square of the run."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", stream_safe(text))
    return plain.casefold()


def stream_safe(text: str) -> str:
    """The text without the rest of a run of combining characters that is too long."""
    run, remaining = 0, []
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) or sign in BECOME_COMBINING else 0
        if run <= COMBINING_IN_A_ROW:
            remaining.append(sign)
    return "".join(remaining)

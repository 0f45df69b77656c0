"""Foreign words of one width and case, for comparing: in time that grows with their length and no faster."""

import unicodedata

MARKS_IN_A_ROW = 30
"""How many marks may follow each other. Unicode's stream-safe text has this limit, and no language needs more on one
letter."""


BECOME_MARKS = frozenset("\u0f73\u0f75\u0f81\uff9e\uff9f")
"""Signs that are no combining marks, and are taken apart into such."""


def folded(text: str) -> str:
    """NFKC and without case. Of a longer run of combining marks the rest is left out: putting marks in order takes time
    that grows with the square of the run."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", stream_safe(text))
    return plain.casefold()


def stream_safe(text: str) -> str:
    """The text without the rest of a run of combining marks that is too long."""
    run, kept = 0, []
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) or sign in BECOME_MARKS else 0
        if run <= MARKS_IN_A_ROW:
            kept.append(sign)
    return "".join(kept)

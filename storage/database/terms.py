"""The options of one SQLite transaction."""

from dataclasses import dataclass

TERMS = "tipline_terms"
"""Under which a connection's `info` holds the options of its next transaction."""


@dataclass(frozen=True)
class Terms:
    """Options of one SQLite transaction."""

    lock_timeout: float
    """Seconds to wait for a lock of another program."""
    is_synced: bool = True
    """Whether the commit waits until the disk has it. Without that a commit survives the end of this process; a loss of
    power may undo it, unless a commit that waits came after it."""

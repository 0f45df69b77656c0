"""The chain tip of the audit log: how many lines there are, and the hash of the last one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChainTip:
    """The end of the audit log at some moment, as it is posted outside of the line."""

    lines: int
    hash: str
    """The first hex digits of the last line's keyed hash."""

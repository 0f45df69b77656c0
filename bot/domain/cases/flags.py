"""Marks of a case beside its state."""

from enum import StrEnum


class Flag(StrEnum):
    """Marks of a case beside its state."""

    INFO_REQUESTED = "info_requested"
    SEALED_MEDIA = "sealed_media"
    CONFLICT = "conflict"
    LEGAL_HOLD = "legal_hold"
    INCOMPLETE = "incomplete"
    READ_FIRST = "read_first"
    QUARANTINE = "quarantine"
    """Came over the limit and waits for a supervisor's look: no agency knows of it yet."""
    DRILL = "drill"
    """An exercise: it concerns no child and counts in no number."""
    REOPENED = "reopened"
    """Was closed, and is open again (L13): its reporter told more, or it was opened by hand."""

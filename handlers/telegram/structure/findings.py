"""What looking through a file can find."""

from enum import StrEnum


class Finding(StrEnum):
    """How much may be done with a file."""

    PLAIN = "plain"
    """Nothing in the file runs, opens or loads anything."""
    ACTIVE = "active"
    """The file has parts that act, or could not be looked through. Somebody who opens it is warned."""
    REFUSED = "refused"
    """A program, a document with macros, or an archive that is named like a document: it is not taken."""

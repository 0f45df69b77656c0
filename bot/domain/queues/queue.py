"""The queues that several processes share."""

from enum import StrEnum


class Queue(StrEnum):
    """A queue into which another process may have put something."""

    INBOX = "inbox"
    OUTBOX = "outbox"

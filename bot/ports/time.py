"""The time and randomness, as the inside needs them."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, aware UTC."""

    def now(self) -> datetime: ...


class Tokens(Protocol):
    """A source of random values."""

    def token(self, size: int = 16) -> str:
        """`size` random bytes as URL-safe text without padding."""
        ...


class Wake(Protocol):
    """Tells a sleeping loop that there is work."""

    def set(self) -> None: ...

"""Limits for clients that connect: how many at once, and how long the first lines of a request may take."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

END_OF_HEADERS = b"\r\n\r\n"


@dataclass(frozen=True)
class ConnectionLimits:
    """The limits of one listener."""

    connections: int = 256
    """The highest number of connections at a time. One more connection is closed at once."""
    headers: float = 10.0
    """Seconds from the connection until the headers of its first request are there."""
    idle: float = 60.0
    """Seconds that a connection stays open between two requests."""


class Entrance:
    """Makes the protocol of each connection to one listener, within its limits. `make` makes that of the server."""

    def __init__(self, make: Callable[[], asyncio.BaseProtocol], limits: ConnectionLimits) -> None:
        self._make = make
        self.limits = limits
        self.open = 0

    def __call__(self) -> asyncio.Protocol:
        """Make the protocol of one connection."""
        return _Connection(self, cast("asyncio.Protocol", self._make()))


class _Connection(asyncio.Protocol):
    """Passes everything on to the server's protocol, unless the limits say otherwise."""

    def __init__(self, entrance: Entrance, inner: asyncio.Protocol) -> None:
        self._entrance = entrance
        self._inner = inner
        self._is_in = False
        self._late: asyncio.TimerHandle | None = None
        self._last = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection, or close it when there are too many."""
        limits = self._entrance.limits
        self._is_in = self._entrance.open < limits.connections
        if not self._is_in:
            cast("asyncio.Transport", transport).abort()
            return
        self._entrance.open += 1
        self._late = asyncio.get_running_loop().call_later(limits.headers, cast("Any", transport).abort)
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Pass the data on. The time limit of the headers ends with them."""
        if not self._is_in:
            return
        if self._late is not None:
            seen = self._last + data
            self._last = seen[-len(END_OF_HEADERS) :]
            if END_OF_HEADERS in seen:
                self._stop_clock()
        self._inner.data_received(data)

    def connection_lost(self, error: Exception | None) -> None:
        """Another connection may be made now."""
        self._stop_clock()
        if self._is_in:
            self._is_in = False
            self._entrance.open -= 1
            self._inner.connection_lost(error)

    def eof_received(self) -> bool | None:
        """Passed on to the server."""
        return self._inner.eof_received() if self._is_in else None

    def pause_writing(self) -> None:
        """Passed on: the peer reads slowly."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Passed on: the peer reads again."""
        self._inner.resume_writing()

    def _stop_clock(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

"""Connections to Telegram: direct, or through the proxy that the operator has named (TIPLINE_PROXY)."""

from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnector


class ProxyAway(aiohttp.ClientConnectionError):
    """The proxy made no connection, so nothing was sent. Names no address, for it may hold a password."""


def connector(proxy: str, **details: Any) -> aiohttp.TCPConnector:
    """For one session. `proxy`: socks5://…, socks4://… or http://…, perhaps with a name and a password; direct when
    empty. Names of hosts are looked up by the proxy: where Telegram is shut out, the names often lie."""
    return ThroughProxy.from_url(proxy, rdns=True, **details) if proxy else aiohttp.TCPConnector(**details)


class ThroughProxy(ProxyConnector):
    """A connector that raises aiohttp's own connection errors; the library has classes of its own."""

    async def connect(self, *given: Any, **more: Any) -> Any:
        """A connection. Raises ClientError alone."""
        try:
            return await super().connect(*given, **more)
        except aiohttp.ClientError:
            raise
        except Exception as error:  # whatever the proxy says or does
            raise ProxyAway(type(error).__name__) from None

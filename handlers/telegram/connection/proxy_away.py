"""The error of a proxy that makes no connection. It can be caught without the library for proxies."""

import aiohttp


class ProxyAway(aiohttp.ClientConnectionError):
    """The proxy made no connection, so nothing was sent. Names no address, for it may hold a password."""

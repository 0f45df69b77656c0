"""Connections to Telegram: direct, or through the proxy that the operator has named (TIPLINE_PROXY)."""

from typing import Any

import aiohttp


def connector(proxy: str, **details: Any) -> aiohttp.TCPConnector:
    """For one session. `proxy`: socks5://…, socks4://… or http://…, perhaps with a name and a password; direct when
    empty. Names of hosts are looked up by the proxy: where Telegram is shut out, the names often lie."""
    if not proxy:
        return aiohttp.TCPConnector(**details)
    from handlers.telegram.connection.through_proxy import ThroughProxy  # noqa: PLC0415 - without a proxy not needed

    return ThroughProxy.from_url(proxy, rdns=True, **details)

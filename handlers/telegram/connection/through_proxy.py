"""The connector of a session that goes through a proxy. Imported only where a proxy is named."""

from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnector

from handlers.telegram.connection.proxy_away import ProxyAway


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

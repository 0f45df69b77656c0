"""Calls to the Bot API over aiohttp: knows "never left" from "perhaps arrived", streams uploads, hides the token."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

import aiohttp
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT = 10.0
READ = 25.0
UPLOAD_READ = 120.0
AT_ONCE = 64
REPEATED = frozenset({"reply_markup", "reply_to_message", "entities", "caption_entities"})
"""Parts of a message that nobody here reads in an answer; many buttons are most of its size."""


class NotSent(NetworkError):
    """The call never left this machine: no connection. Safe to repeat."""


class Uncertain(TimedOut):
    """The call may have taken effect: the line broke, or the answer did not come or could not be read."""

    def __init__(self, message: str) -> None:
        TelegramError.__init__(self, message)


class Flooded(NetworkError):
    """429: wait so many seconds. (The library's RetryAfter warns of its own deprecation whenever it is made.)"""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


@dataclass(frozen=True)
class Stream:
    """An upload that is read while it is sent; goes where telegram.InputFile wants a file handle."""

    chunks: AsyncIterator[bytes]


class AiohttpRequest(BaseRequest):
    """The transport of python-telegram-bot on one aiohttp session. Exceptions carry neither address nor token."""

    def __init__(self, *, connect: float = CONNECT, read: float = READ, at_once: int = AT_ONCE) -> None:
        self._connect = connect
        self._read = read
        self._at_once = at_once
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; again is harmless."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._at_once, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Close the session; again is harmless."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises NotSent or Uncertain, `from None`: causes would name the address with the token."""
        if self._session is None:
            raise NotSent("the transport is closed")
        is_upload = request_data is not None and request_data.contains_files
        usual = UPLOAD_READ if is_upload else self._read
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=_given(connect_timeout, self._connect), sock_read=_given(read_timeout, usual)
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout) as answer:
                status, body = answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Uncertain(type(error).__name__) from None
        if status == HTTPStatus.TOO_MANY_REQUESTS and (seconds := _asked_pause(body)):
            raise Flooded(seconds)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict; the library's own version would log an unreadable body word for word. Of a message that
        was sent, what Telegram merely repeats is not made into objects again."""
        try:
            answer = cast("dict[str, Any]", json.loads(payload))
        except ValueError:
            raise Uncertain("the answer is not JSON") from None
        if isinstance(answer, dict) and isinstance(told := answer.get("result"), dict) and "message_id" in told:
            answer["result"] = {name: value for name, value in told.items() if name not in REPEATED}
        return answer


def _asked_pause(body: bytes) -> float:
    try:
        return float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 0.0


def _given(timeout: ODVInput[float], usual: float) -> float | None:
    return usual if timeout is BaseRequest.DEFAULT_NONE else cast("float | None", timeout)


def _body(request_data: RequestData | None) -> aiohttp.Payload | aiohttp.FormData | None:
    """JSON, or a multipart form whose files are streamed."""
    if request_data is None:
        return None
    if not request_data.contains_files:
        return aiohttp.JsonPayload(request_data.parameters)
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        body = content.chunks if isinstance(content, Stream) else content
        form.add_field(name, body, filename=filename, content_type=mime)
    return form

"""Calls to the Bot API over aiohttp: tells "never sent" from "perhaps received", streams uploads, hides the token."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import aiohttp
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.domain.errors import Unreachable
from handlers.telegram.connection.proxy import connector
from handlers.telegram.connection.proxy_away import ProxyAway
from handlers.telegram.connection.server_time import Note, ignore_headers
from handlers.telegram.connection.slim import slim_result

CONNECT = 10.0
READ = 25.0
UPLOAD_READ = 120.0
WHOLE, UPLOAD_WHOLE = 60.0, 240.0
"""Seconds for a whole call, so that a slow answer ends too; less than the lease of a row."""
LONGEST_FLOOD = 3600.0
"""Seconds after which a chat is tried again, even if Telegram has asked for a longer pause."""
AT_ONCE = 96
OWN_MEANING = frozenset({400, 401, 403, 404, 408, 409, 413, 420, 429})
"""Statuses from 400 to 499 that Telegram gives a meaning; any other one refuses the request."""
FLOODED = frozenset({420, 429})
REFUSALS = frozenset({400, 403})
"""Statuses with which Telegram itself refuses a call that it has understood."""


def nobody() -> None:
    """Does nothing."""


@dataclass(frozen=True)
class AnswerNews:
    """What is called when Telegram answers."""

    note: Note = ignore_headers
    """Called with the headers of each answer."""
    on_answer: Callable[[], None] = nobody
    """Called when an answer was understood, even if it is a refusal."""


UNHEARD = AnswerNews()


class NotSent(NetworkError):
    """The call never left this machine: no connection. Safe to repeat."""


class Uncertain(TimedOut):
    """The call may have taken effect: the connection broke, or the answer did not come or could not be read."""

    def __init__(self, message: str) -> None:
        TelegramError.__init__(self, message)


class AnswerLost(TelegramError):
    """A call had no answer, and may have been done. It may be repeated: nobody would notice a second one."""

    def __init__(self) -> None:
        super().__init__("no answer")


class Unsendable(TelegramError):
    """A fault on our side: the request cannot be built, or a file cannot be read. It never took effect. `is_away`: what
    holds the file cannot be reached at the moment."""

    def __init__(self, reason: str, *, is_away: bool = False) -> None:
        super().__init__(reason)
        self.is_away = is_away


class Flooded(NetworkError):
    """Telegram answered 429: wait this number of seconds, or 0 when the answer names none. (The library's RetryAfter
    warns of its own deprecation whenever it is made.)"""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


@dataclass(frozen=True)
class Stream:
    """An upload that is read while it is sent; goes where telegram.InputFile wants a file handle."""

    chunks: AsyncIterator[bytes]
    faults: list[Exception] = field(default_factory=list)
    """Errors while it was read. The HTTP library would report them as a broken connection."""

    async def read(self) -> AsyncIterator[bytes]:
        """Yields the chunks. An error is noted in `faults`."""
        try:
            async for chunk in self.chunks:
                yield chunk
        except Exception as error:
            self.faults.append(error)
            raise


answered: ContextVar[bool] = ContextVar("answered", default=False)
"""Whether Telegram has answered the call that this task makes."""
Answer = TypeVar("Answer")


async def answer_to(call: Awaitable[Answer]) -> Answer:
    """What the call gives. Raises nothing but TelegramError: Uncertain where an answer came that cannot be understood,
    Unsendable where the call never left."""
    answered.set(False)
    try:
        return await call
    except TelegramError:
        raise
    except Exception as error:
        reason = type(error).__name__
        raise (Uncertain if answered.get() else Unsendable)(reason) from None


class AiohttpRequest(BaseRequest):
    """The transport of python-telegram-bot on one aiohttp session. Exceptions carry neither address nor token."""

    def __init__(
        self,
        *,
        connect: float = CONNECT,
        read: float = READ,
        at_once: int = AT_ONCE,
        news: AnswerNews = UNHEARD,
        proxy: str = "",
    ) -> None:
        """`proxy`: see handlers/telegram/connection/proxy.py."""
        self._proxy = proxy
        self._news = news
        self._connect = connect
        self._read = read
        self._at_once = at_once
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._read

    async def initialize(self) -> None:
        """Opens the session. Idempotent."""
        if self._session is None or self._session.closed:
            way = connector(self._proxy, limit=self._at_once, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=way, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        """Closes the session. Idempotent."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **timeouts: object,
    ) -> tuple[int, bytes]:
        """Status and body. Raises NotSent or Uncertain, `from None`: causes would name the address with the token.
        `timeouts`: the library's, by name; those for connecting and for reading are used."""
        if self._session is None:
            raise NotSent("the transport is closed")
        answered.set(False)
        is_upload = request_data is not None and request_data.contains_files
        usual, whole = (UPLOAD_READ, UPLOAD_WHOLE) if is_upload else (self._read, WHOLE)
        timeout = aiohttp.ClientTimeout(
            total=whole,
            connect=2 * self._connect,
            sock_connect=_given(timeouts.get("connect_timeout", BaseRequest.DEFAULT_NONE), self._connect),
            sock_read=_given(timeouts.get("read_timeout", BaseRequest.DEFAULT_NONE), usual),
        )
        status, body = await self._exchange(url, method, request_data, timeout)
        answered.set(True)
        _check(status, body)
        if 200 <= status < 300 or status in REFUSALS:
            self._news.on_answer()
        return status, CHANGED if url.endswith(EDITS) and body.startswith(YES) else body

    async def _exchange(
        self, url: str, method: str, request_data: RequestData | None, timeout: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        """Send and read; a redirection is not followed, for the address has the token in it."""
        session = cast("aiohttp.ClientSession", self._session)
        details: dict[str, Any] = {"timeout": timeout, "allow_redirects": False}
        asked_at = asyncio.get_running_loop().time()
        try:
            async with session.request(method, url, data=_body(request_data), **details) as answer:
                body = await answer.read()
                if body.startswith(YES):
                    self._news.note(answer.headers, asked_at)
                return answer.status, body
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL, ProxyAway) as error:
            raise NotSent(type(error).__name__) from None
        except Exception as error:
            raise _fault_of(request_data, error) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict; the library's own version would log an unreadable body word for word. Of a message that
        was sent, what Telegram merely repeats is not made into objects again."""
        try:
            answer = cast("dict[str, Any]", json.loads(payload))
        except ValueError:
            raise Uncertain("the answer is not JSON") from None
        if isinstance(answer, dict) and "result" in answer:
            answer["result"] = slim_result(answer["result"])
        return answer


def _fault_of(request_data: RequestData | None, error: Exception) -> TelegramError:
    """Unsendable where a file could not be read or the request not be built; else Uncertain."""
    own = next((fault for stream in _streams(request_data) for fault in stream.faults), None)
    if own is not None:
        return Unsendable(type(own).__name__, is_away=isinstance(own, Unreachable))
    is_connection = isinstance(error, aiohttp.ClientError | TimeoutError | OSError)
    return Uncertain(type(error).__name__) if is_connection else Unsendable(type(error).__name__)


def _streams(request_data: RequestData | None) -> list[Stream]:
    if request_data is None or not request_data.contains_files:
        return []
    parts: Any = request_data.multipart_data.values()
    return [content for _, content, _ in parts if isinstance(content, Stream)]


def _check(status: int, body: bytes) -> None:
    """Raise what the library has no words for: floods, strange refusals, and an answer that says neither yes nor no."""
    if status in FLOODED:
        raise Flooded(min(LONGEST_FLOOD, max(0.0, _number(body, "parameters", "retry_after"))))
    if 400 <= status < 500 and status not in OWN_MEANING:
        raise BadRequest(f"status {status}")
    if 200 <= status < 300 and not body.startswith(YES) and not _is_yes(body):
        raise Uncertain("the answer says neither yes nor no")


YES = (b'{"ok":true,"result":', b'{"ok": true, "result":')
"""How successful answers of Telegram begin. Any other answer is parsed."""

EDITS = ("/editMessageText", "/editMessageReplyMarkup")
CHANGED = b'{"ok":true,"result":true}'
"""Stands for the answer to an edit: Telegram repeats the message, and nothing here reads it."""


def _is_yes(body: bytes) -> bool:
    try:
        answer = json.loads(body)
    except ValueError:
        return False
    return isinstance(answer, dict) and answer.get("ok") is True and "result" in answer


def _number(body: bytes, *path: str) -> float:
    """The number at this place of the answer; 0 where there is none."""
    try:
        found = json.loads(body)
        for name in path:
            found = found[name]
        return float(found)
    except (ValueError, KeyError, TypeError):
        return 0.0


def _given(timeout: object, usual: float) -> float | None:
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
        body = content.read() if isinstance(content, Stream) else content
        form.add_field(name, body, filename=filename, content_type=mime)
    return form

"""Frames of a backup: a kind, a length and a body each; values as JSON."""

import json
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from bot.domain.errors import TiplineError
from storage.schema import Moment

SIZE = 4
Frame = tuple[bytes, bytes]


async def unframed(chunks: AsyncIterator[bytes]) -> AsyncIterator[Frame]:
    """The frames of a plain stream; BackupBroken when it ends within one."""
    buffer, head = bytearray(), 1 + SIZE
    async for chunk in chunks:
        buffer += chunk
        while len(buffer) >= head and len(buffer) >= (end := head + int.from_bytes(buffer[1:head])):
            yield bytes(buffer[:1]), bytes(buffer[head:end])
            del buffer[:end]
    if buffer:
        raise BackupBroken


async def behind(first: bytes, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The stream with these bytes, which were already read, put back at its beginning."""
    yield first
    async for chunk in chunks:
        yield chunk


async def body_of(frames: AsyncIterator[Frame]) -> AsyncIterator[bytes]:
    """The pieces of the file that begins here."""
    while (frame := await anext(frames, None)) is not None and frame[0] == b"C":
        yield frame[1]


def dumped(value: Mapping[str, Any]) -> bytes:
    """The value as JSON. Bytes and moments are tagged."""
    return json.dumps(value, default=tagged, separators=(",", ":")).encode()


def tagged(value: object) -> dict[str, Any]:
    """A value that JSON does not know."""
    if isinstance(value, bytes):
        return {"b": b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"m": Moment.number(value)}
    raise TypeError(type(value).__name__)


def loaded(found: dict[str, Any]) -> Any:
    """A tagged value again; anything else as it is."""
    match found:
        case {"b": str() as text, **rest} if not rest:
            return b64decode(text)
        case {"m": int() as number, **rest} if not rest:
            return Moment.moment(number)
    return found


class BackupBroken(TiplineError):
    """The backup opens, but does not hold what it says that it holds."""

    default_key = "backup-broken"

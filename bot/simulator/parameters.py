"""Reads the parameters of a call: query, form, multipart or JSON."""

import json
from dataclasses import dataclass

from aiohttp import BodyPartReader, web

from bot.simulator.refusal import Json, Refusal, bad

_UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes


async def read_parameters(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """The raw values by name, and the files by the name of their form part."""
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= await _json_object(request)
    elif request.content_type == "multipart/form-data":
        await _read_parts(request, values, uploads)
    elif request.content_type == "application/x-www-form-urlencoded":
        values |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return values, uploads


async def _json_object(request: web.Request) -> Json:
    body = await request.read()
    if not body:
        return {}
    try:
        value = json.loads(body)
    except ValueError as error:
        raise bad("can't parse request JSON object") from error
    if not isinstance(value, dict):
        raise bad("expected a JSON object")
    return value


async def _read_parts(request: web.Request, values: Json, uploads: dict[str, Upload]) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        if len(data) > _UPLOAD_LIMIT:
            raise Refusal(413, "Request Entity Too Large")
        if part.filename is None:
            values[part.name] = data.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime, data)

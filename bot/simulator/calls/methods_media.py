"""Sending files: photos, videos, documents, voice, music, albums; and getFile."""

import asyncio
import secrets
from typing import Any

from bot.simulator.calls.methods import Method, method
from bot.simulator.calls.methods_send import caption_of, reply_of, send
from bot.simulator.calls.reach import open_chat, thread_of
from bot.simulator.cloud import Call, Cloud
from bot.simulator.parameters import Upload
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import Chat
from bot.simulator.world.files import DOWNLOAD_LIMIT


async def media_of(cloud: Cloud, kind: str, source: Any) -> Json:
    """What a message says of an uploaded file, or of one that is here already."""
    if isinstance(source, Upload):
        return await cloud.files.keep(kind, source.data, source.name, source.mime)
    if source.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    if source.startswith("attach://"):
        raise bad(f"file {source.removeprefix('attach://')!r} was not attached")
    return cloud.files.again(kind, source)


def _sender(kind: str) -> Method:
    async def send_file(cloud: Cloud, call: Call) -> Json:
        """One file with a caption."""
        chat = open_chat(cloud, call["chat_id"])
        content = caption_of(call.params)
        return cloud.world.shape(send(cloud, chat, call, await media_of(cloud, kind, call[kind]) | content))

    return send_file


for _name in ("Photo", "Video", "Document", "Voice", "Audio"):
    method(f"send{_name}")(_sender(_name.lower()))

_ALONE = frozenset({"document", "audio"})


async def _album_contents(cloud: Cloud, call: Call) -> list[Json]:
    items = call["media"]
    if not 2 <= len(items) <= 10:
        raise bad("media group must include 2-10 items")
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and kinds & _ALONE:
        raise bad("can't mix documents or audio with other media in an album")
    album = str(secrets.randbits(53))
    contents = []
    for item in items:
        source = call.uploads.get(item["media"].removeprefix("attach://"), item["media"])
        media = await media_of(cloud, item["type"], source)
        contents.append(media | caption_of(item) | {"media_group_id": album})
    return contents


@method("sendMediaGroup")
async def send_media_group(cloud: Cloud, call: Call) -> list[Json]:
    """An album; each item counts."""
    chat = open_chat(cloud, call["chat_id"])
    thread, reply_to = thread_of(chat, call.get("message_thread_id")), reply_of(chat, call)
    contents = await _album_contents(cloud, call)
    cloud.flood.charge(chat, len(contents))
    return [_album_item(cloud, chat, call, content, reply_to, thread) for content in contents]


def _album_item(
    cloud: Cloud, chat: Chat, call: Call, content: Json, reply_to: int | None, thread: int | None
) -> Json:  # fmt: skip
    content |= {"has_protected_content": True} if call.get("protect_content") else {}
    message = cloud.world.post(chat, cloud.world.bot.user(), content, reply_to=reply_to, thread=thread)
    return cloud.world.shape(message)


@method("getFile")
async def get_file(cloud: Cloud, call: Call) -> Json:
    """The path of a file; the cloud server gives none over 20 MiB, a local one puts it on the disk."""
    stored = cloud.files.find(call["file_id"])
    if stored is None:
        raise bad("invalid file_id")
    if cloud.files.local_dir is not None:
        return stored.shape() | {"file_path": await asyncio.to_thread(cloud.files.put_down, cloud.token, stored)}
    if len(stored.data) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return stored.shape() | {"file_path": stored.path}

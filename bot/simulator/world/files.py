"""Files that people and the bot send: kept in memory, named by file ids, pictures in several sizes."""

import asyncio
import hashlib
import io
import itertools
import secrets
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.simulator.refusal import Json, bad

DOWNLOAD_LIMIT = 20 * 1024 * 1024
_PHOTO_LIMIT = 10 * 1024 * 1024
_SIZES = (("s", 90), ("m", 320), ("x", 800), ("y", 1280))
_FOLDERS = {"photo": "photos", "video": "videos", "voice": "voice", "audio": "music", "document": "documents"}
_EXTENSIONS = {"photo": ".jpg", "video": ".mp4", "voice": ".oga", "audio": ".mp3"}
_MIMES = {"photo": "image/jpeg", "video": "video/mp4", "voice": "audio/ogg", "audio": "audio/mpeg"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file. `unique_id` is the same for the same bytes, `file_id` is not."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime: str
    data: bytes

    def shape(self) -> Json:
        """The part that all of the Bot API's file types share."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


@dataclass(frozen=True, slots=True)
class _Picture:
    width: int
    height: int
    data: bytes


def _scaled(data: bytes) -> list[_Picture]:
    """The picture as JPEG in each size up to its own."""
    try:
        with Image.open(io.BytesIO(data)) as source:
            picture = ImageOps.exif_transpose(source).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise bad("IMAGE_PROCESS_FAILED") from error
    if sum(picture.size) > 10_000 or max(picture.size) > 20 * min(picture.size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    longest = max(picture.size)
    edges = [edge for _, edge in _SIZES if edge < longest] + [min(longest, _SIZES[-1][1])]
    return [_jpeg(picture, edge) for edge in sorted(set(edges))]


def _jpeg(picture: Image.Image, edge: int) -> _Picture:
    copy = picture.copy()
    copy.thumbnail((edge, edge))
    buffer = io.BytesIO()
    copy.save(buffer, "JPEG", quality=87)
    return _Picture(copy.width, copy.height, buffer.getvalue())


class Files:
    """All files of the world, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._contents: dict[str, Json] = {}
        self._numbers = itertools.count(1)
        self.local_dir: Path | None = None
        """Where this server keeps what it has fetched, if it is one of the bot's own machine (`--local`)."""

    def put_down(self, token: str, stored: StoredFile) -> str:
        """The file on the disk, where a local server puts it; its path. It is there again when it was deleted."""
        path = Path(self.local_dir or ".") / token / stored.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(stored.data)
        return str(path)

    def find(self, file_id: str) -> StoredFile | None:
        """The file of this id."""
        return self._by_id.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        """The file behind a download link."""
        return self._by_path.get(path)

    async def keep(self, kind: str, data: bytes, name: str = "", mime: str = "") -> Json:
        """Stores a file of this kind; returns what the message says of it, such as {"photo": [...]}."""
        if not data:
            raise bad("file must be non-empty")
        content = await self._keep_photo(data) if kind == "photo" else self._keep_other(kind, data, name, mime)
        for file_id in _ids(content):
            self._contents[file_id] = content
        return content

    def again(self, kind: str, file_id: str) -> Json:
        """What a message says of a file that is already here."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise bad(f"can't use file of type {stored.kind.title()} as {kind.title()}")
        return self._contents[file_id]

    async def _keep_photo(self, data: bytes) -> Json:
        if len(data) > _PHOTO_LIMIT:
            raise bad("file is too big")
        sizes = []
        for picture in await asyncio.to_thread(_scaled, data):
            stored = self._store("photo", picture.data, "", _MIMES["photo"])
            sizes.append(stored.shape() | {"width": picture.width, "height": picture.height})
        return {"photo": sizes}

    def _keep_other(self, kind: str, data: bytes, name: str, mime: str) -> Json:
        stored = self._store(kind, data, name, mime or _MIMES.get(kind, "application/octet-stream"))
        facts = stored.shape() | {"mime_type": stored.mime}
        if kind == "video":
            facts |= {"width": 640, "height": 360, "duration": 5}
        elif kind in ("voice", "audio"):
            facts |= {"duration": max(1, len(data) // 4000)}
        if kind in ("document", "video", "audio") and name:
            facts |= {"file_name": name}
        return {kind: facts}

    def _store(self, kind: str, data: bytes, name: str, mime: str) -> StoredFile:
        extension = _EXTENSIONS.get(kind) or ("." + name.rsplit(".", 1)[-1] if "." in name else "")
        path = f"{_FOLDERS[kind]}/file_{next(self._numbers)}{extension}"
        unique = "AQAD" + hashlib.blake2b(data, digest_size=8).hexdigest()
        stored = StoredFile(f"AgAC{secrets.token_urlsafe(36)}", unique, kind, path, name, mime, data)
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored


def _ids(content: Json) -> list[str]:
    (facts,) = content.values()
    return [size["file_id"] for size in facts] if isinstance(facts, list) else [facts["file_id"]]

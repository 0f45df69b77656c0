"""What is sent of a stored file: a scrubbed copy of a picture, every other file as it came, nothing of a program."""

import asyncio
from pathlib import PurePath
from typing import cast

from telegram import InputFile

from bot.domain.errors import Unreachable
from bot.ports.files import Files
from handlers.telegram.connection.transport import Stream, Unsendable
from handlers.telegram.files.picture_copies import NoCopy, scrubbed_copy
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import DOCUMENTS, look
from handlers.telegram.text.rendered import Attachment


class Contents:
    """Reads the files; where their store is away, it raises Unsendable."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._one_at_a_time = asyncio.Lock()
        """A document is looked through whole, in memory."""

    async def copy(self, attachment: Attachment) -> bytes | None:
        """What officers are shown of a picture; None when it cannot be shown."""
        try:
            return await scrubbed_copy(await self._read(attachment))
        except NoCopy:
            return None

    async def is_program(self, attachment: Attachment) -> bool:
        """Whether a document is a program after all. Documents stored by older versions were not looked through."""
        if attachment.mime not in DOCUMENTS:
            return False
        async with self._one_at_a_time:
            data = await self._read(attachment)
            return await asyncio.to_thread(look, attachment.mime, data) is Finding.REFUSED

    def upload(self, attachment: Attachment, copy: bytes) -> InputFile:
        """The copy, where there is one; else the file, read while it is sent."""
        if copy:
            return InputFile(copy, filename=f"{PurePath(attachment.name).stem or 'picture'}.jpg")
        stream = Stream(self._files.read(attachment.owner, attachment.file))
        return InputFile(cast("str", stream), filename=attachment.name or attachment.kind, read_file_handle=False)

    async def _read(self, attachment: Attachment) -> bytes:
        try:
            return b"".join([chunk async for chunk in self._files.read(attachment.owner, attachment.file)])
        except Unreachable as away:
            raise Unsendable(type(away).__name__, is_away=True) from None

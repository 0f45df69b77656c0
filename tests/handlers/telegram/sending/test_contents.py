"""Documents are inspected one at a time before they are sent: many officers who open one take no more memory."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from bot.domain.ids import CaseId, FileKey
from handlers.telegram.files.file_types import TEXT
from handlers.telegram.sending.contents import Contents
from handlers.telegram.text.rendered import Attachment

LETTER = Attachment(CaseId("case-1"), FileKey("file-1"), "document", "case1-file1.txt", TEXT)


class Files:
    """A store of files that says how many are being read at once."""

    def __init__(self) -> None:
        self.now = self.most = 0

    async def read(self, owner: CaseId, file: FileKey) -> AsyncIterator[bytes]:
        self.now += 1
        self.most = max(self.most, self.now)
        for _ in range(5):
            await asyncio.sleep(0)
        yield b"He hit me again."
        self.now -= 1


async def test_of_many_documents_one_is_in_memory_at_a_time() -> None:
    files: Any = Files()
    contents = Contents(files)
    found = await asyncio.gather(*(contents.is_program(LETTER) for _ in range(20)))
    assert found == [False] * 20
    assert files.most == 1

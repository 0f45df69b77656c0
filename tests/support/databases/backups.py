"""A database with rows of every kind, and a backup of it."""

from dataclasses import replace
from pathlib import Path

from bot.domain.ids import CaseId, ChatId, DraftId, FileKey
from bot.domain.notices.notice import ToChat
from bot.domain.queues.inbox import RawUpdate
from bot.system import RandomTokens
from storage.crypto.key_ring import add_key
from storage.unit_of_work import Database
from tests.support.clock import START
from tests.support.databases.samples import CANARY, PERSON, RITA_CHAT, a_draft, a_full_case, a_report, a_reporter
from tests.support.databases.stored_files import chunks, noise
from tests.support.notices import notice_of

OWNER = DraftId("draft-1")

DATA = noise(300_000)


def quiet(_: str) -> None:
    """Progress that is not shown."""


async def fill(database: Database) -> FileKey:
    """A case with a report, a draft with a file, both queues, the audit log; returns the file."""
    stored = await database.files.store(OWNER, chunks(DATA), limit=10_000_000)
    picture = replace(a_draft().media[0], file=stored.file)
    async with database.begin() as uow:
        assert await uow.cases.next_number() == a_full_case().number
        await uow.cases.add(a_full_case())
        await uow.reports.save_reporter(a_reporter(database))
        await uow.reports.add(a_report())
        await uow.drafts.save(PERSON, RITA_CHAT, replace(a_draft(), media=(picture,)), due_at=START)
        await uow.outbox.add(notice_of("reply", ToChat(ChatId(1), "en")))
        await uow.audit.add("received", at=START, case=CaseId("case-1"))
        await uow.commit()
    await database.inbox.store([RawUpdate(1, "p:1", CANARY.encode())], START)
    return stored.file


async def made(database: Database) -> bytes:
    """A complete backup."""
    return b"".join([piece async for piece in database.backup(quiet).make()])


def silent(_: str, __: int) -> None:
    """Progress that is not shown."""


def new_key(database: Database, folder: Path) -> None:
    """A new key in the file, used by this process."""
    add_key(folder / "keys.json", RandomTokens())
    database.take_new_key()

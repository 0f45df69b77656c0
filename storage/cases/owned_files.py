"""The rows of files that belong to a draft or a case. Some are kept, and the others are named for deletion."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select, update

from bot.domain.report import MediaRef
from storage.cases.file_tables import TO_DELETE, files
from storage.schema import ROW_CODE
from storage.session import Session

PENDING = (files.c.owner == bindparam("whose")) & (files.c.state == bindparam("was"))
STORED = update(files).where(PENDING, files.c.file == bindparam("named"))
THEIR_FILES = select(files.c.file).where(files.c.owner == bindparam("whose"))
"""Statements that every update asks are built once: building one costs more than running it."""


async def keep_files(session: Session, owner: str, media: Iterable[MediaRef]) -> None:
    """The files belong to a draft or report from this commit on."""
    for file in [ref.file for ref in media if ref.file is not None]:
        coded_row = session.coded(files, {"file": file, "owner": owner, "state": "kept"})
        new = {"state": "kept", ROW_CODE: coded_row[ROW_CODE]}
        await session.change(STORED, {"whose": owner, "was": "pending", "named": file, **new})


async def schedule_files_for_deletion(session: Session, owner: str) -> None:
    """The files of the draft or case are named for deletion."""
    if await session.rows(THEIR_FILES, {"whose": owner}):
        await session.change_genuine(files, files.c.owner == owner, {"state": TO_DELETE})

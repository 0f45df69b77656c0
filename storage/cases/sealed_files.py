"""Files that may not be stored or shown like others: which are deleted or sealed, and who asked to release them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.access.releases import Pressed
from bot.domain.ids import AgencyKey, CaseId, DraftId, FileKey, PersonKey
from storage.cases.file_tables import TO_DELETE, files, releases
from storage.cases.files import NOT_STORED
from storage.cases.tables import cases
from storage.session import Session


class SealedFileTable:
    """Implements `bot.ports.sealed_files.SealedFileStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def destroy(self, owner: DraftId | CaseId, files_: Sequence[FileKey]) -> None:
        """Name the files for deletion; the housekeeping that comes every few seconds takes the bytes away."""
        await self._name(owner, files_, TO_DELETE)

    async def name_for_sealing(self, owner: DraftId | CaseId, files_: Sequence[FileKey]) -> None:
        """Marks the files that are to be sealed to the public keys."""
        await self._name(owner, files_, "to_seal")

    async def _name(self, owner: str, files_: Sequence[FileKey], state: str) -> None:
        if files_:
            mine = (files.c.owner == owner) & files.c.file.in_(files_) & (files.c.state != TO_DELETE)
            await self._session.change_genuine(files, mine, {"state": state})

    async def to_seal(self, limit: int) -> Sequence[tuple[CaseId, FileKey]]:
        """The files of cases that are to be sealed, the oldest first. Files of a draft wait until the draft is sent."""
        named = select(files).join(cases, cases.c.id == files.c.owner)
        found = named.where(NOT_STORED, files.c.state == "to_seal").order_by(files.c.made_at).limit(limit)
        rows = self._session.are_genuine(files, (await self._session.connection.execute(found)).all())
        return [(CaseId(row.owner), FileKey(row.file)) for row in rows]

    async def pressed(self, case: CaseId, since: datetime) -> Sequence[Pressed]:
        """The people who have asked for the release since then."""
        found = select(releases).where(releases.c.case == case, releases.c.at >= since).order_by(releases.c.at)
        rows = self._session.are_genuine(releases, (await self._session.connection.execute(found)).all())
        return [Pressed(AgencyKey(row.agency), PersonKey(row.person), row.at) for row in rows]

    async def pressed_since(self, since: datetime) -> Sequence[CaseId]:
        """The cases whose files somebody has asked for since then."""
        found = select(releases.c.case).where(releases.c.at >= since)
        return [*dict.fromkeys(map(CaseId, await self._session.connection.scalars(found)))]

    async def note_pressed(self, case: CaseId, pressed: Pressed) -> None:
        """Stores who has asked for the release for a body. A newer press of the same body replaces it."""
        row = {"case": case, "agency": pressed.agency, "person": pressed.person, "at": pressed.at}
        await self._session.upsert(releases, row)

    async def forget_pressed(self, case: CaseId) -> None:
        """Deletes the case's presses, so that the next release needs new ones."""
        await self._session.connection.execute(delete(releases).where(releases.c.case == case))

"""Internal notes of cases, encrypted under the case's key: they die with it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select

from bot.domain.cases.lists import Note
from bot.domain.ids import CaseId
from storage.cases.row_numbers import next_number
from storage.cases.tables import notes
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.session import Session

NOTE: Shape[Note] = Shape(Note)


class Notes:
    """Implements `bot.ports.cases.NoteStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, note: Note) -> None:
        """Stores the next note of its case."""
        taken = await self._session.connection.scalars(select(notes.c.n).where(notes.c.case == note.case))
        n = next_number(taken, first=1)
        encrypted = await self._session.encrypt(note.case, NOTE, note, f"notes|{n}")
        await self._session.connection.execute(insert(notes).values(case=note.case, n=n, sealed=encrypted))

    async def of_case(self, case: CaseId) -> Sequence[Note]:
        """All of them, oldest first."""
        found = select(notes).where(notes.c.case == case).order_by(notes.c.n)
        opened = [await self._opened(row) for row in (await self._session.connection.execute(found)).all()]
        return [note for note in opened if note is not None]

    async def _opened(self, row: Any) -> Note | None:
        """The note of this row. None where the row was changed by hand: the other notes of the case are still shown."""
        try:
            return await self._session.decrypt(row.case, NOTE, row.sealed, f"notes|{row.n}")
        except Unreadable as error:
            self._session.note_unreadable(notes, row, error)
            return None

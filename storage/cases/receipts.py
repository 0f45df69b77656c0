"""Receipt codes by their slow keyed hash, and the state of those who come back with one, encrypted."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from bot.domain.access.receipts import Follower
from bot.domain.ids import PersonKey, ReportId
from bot.domain.report import Report
from storage.cases.report_tables import followers, handed_words, receipts
from storage.cases.reports import Reports
from storage.crypto.derivation import Label
from storage.database.values import Shape
from storage.session import Session

FOLLOWER: Shape[Follower] = Shape(Follower)
NEW = insert(receipts)
HANDED = insert(handed_words)
BY_HANDED = select(handed_words).where(handed_words.c.code == bindparam("code"))
TAKEN = delete(handed_words).where(handed_words.c.code == bindparam("code"))
BY_CODE = select(receipts).where(receipts.c.code == bindparam("code"))
OF_PERSON = select(followers).where(followers.c.person == bindparam("person"))


class Receipts:
    """Implements `bot.ports.receipts.ReceiptStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, keyed_hash: str, report: ReportId, at: datetime) -> None:
        """Stores that this code leads to the report."""
        row = {"code": keyed_hash, "report": report, "made_at": at}
        await self._session.change(NEW, self._session.coded(receipts, row))

    async def report_of(self, keyed_hash: str) -> Report | None:
        """The report that a code leads to."""
        row = await self._session.row(BY_CODE, {"code": keyed_hash})
        if row is None or not self._session.is_genuine(receipts, row):
            return None
        return await self.report(ReportId(row.report))

    async def hand(self, keyed_hash: str, report: ReportId, at: datetime) -> None:
        """Stores that this code was handed to a caller. It opens only its own replacement."""
        row = {"code": keyed_hash, "report": report, "made_at": at}
        await self._session.change(HANDED, self._session.coded(handed_words, row))

    async def handed(self, keyed_hash: str) -> Report | None:
        """The report of a code that was handed to its caller and has not been replaced yet."""
        row = await self._session.row(BY_HANDED, {"code": keyed_hash})
        if row is None or not self._session.is_genuine(handed_words, row):
            return None
        return await self.report(ReportId(row.report))

    async def replaced(self, keyed_hash: str) -> bool:
        """The code that was handed over opens nothing any more; False when somebody was quicker."""
        return bool(await self._session.change(TAKEN, {"code": keyed_hash}))

    async def report(self, report: ReportId) -> Report | None:
        """A report by its id; None when there is none (any more)."""
        return await Reports(self._session).get(report)

    async def follower(self, person: PersonKey) -> Follower | None:
        """The state of a person who follows a report. None for a person who follows none."""
        row = await self._session.find(followers, OF_PERSON, {"person": person})
        if row is None:
            return None
        return FOLLOWER.load(self._session.vault.decrypt(Label.DESK, row.sealed, f"followers|{person}"))

    async def save_follower(self, person: PersonKey, follower: Follower) -> None:
        """Inserts or replaces the row."""
        encrypted = self._session.vault.encrypt(Label.DESK, FOLLOWER.dump(follower), f"followers|{person}")
        row = {"person": person, "sealed": encrypted, "changed_at": follower.changed_at}
        await self._session.save(followers, row)

    async def delete_expired(self, before: datetime) -> int:
        """Forget followers who have done nothing since the moment."""
        forgotten = await self._session.connection.execute(delete(followers).where(followers.c.changed_at <= before))
        return forgotten.rowcount

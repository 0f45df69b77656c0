"""How long each case is kept, and erasing one: its key first, then its rows; its files are named for deletion.

All of that is one transaction. What lies outside of the database follows it, and is done again until it is done. Each
worker cuts the erased keys out of its own key file (Database.finish_erasures), and housekeeping removes the files.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, select

from bot.domain.cases.case import CaseState
from bot.domain.cases.stages.retained import Erased, Retained, after_tampering
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber, PersonKey
from storage.cases.barred_bodies import barred_bodies
from storage.cases.cases import Cases
from storage.cases.owned_files import schedule_files_for_deletion
from storage.cases.report_tables import additions, drafts, reporters, reports
from storage.cases.rollups import Rollups
from storage.cases.tables import cases
from storage.crypto.derivation import Label
from storage.crypto.key_ring import Leaf
from storage.crypto.vault import REPORTERS, Unreadable
from storage.database.notice_rows import load_notice
from storage.database.pages import pages
from storage.database.tables import data_keys
from storage.database.values import load_facts
from storage.institutions.reports import InstitutionReports
from storage.maintenance.tables import punctures, retention
from storage.people.identities import bound
from storage.people.tables import desks, identities
from storage.queues.tables import fetches, outbox
from storage.records.erasures import Erasures
from storage.records.tables import (
    audit,
    erasures,
)
from storage.schema import (
    metadata,
)
from storage.session import WRAPPED, Session

OF_CASE = select(retention).where(retention.c.case == bindparam("case"))
REMEMBERED = (audit, erasures)
"""Tables with lines of a case that stay: they hold no content."""


class RetentionRows:
    """Implements `bot.ports.retention.RetentionStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, case: CaseId) -> Retained:
        """What was decided about keeping the case."""
        row = await self._session.find(retention, OF_CASE, {"case": case})
        if row is not None and not self._session.is_genuine(retention, row):
            return after_tampering(self._session.context.now())
        return Retained() if row is None else retained_of(row)

    async def save(self, case: CaseId, retained: Retained) -> None:
        """Inserts or replaces the row."""
        values = {"until": retained.until, "told_at": retained.told_at, "let_go_at": retained.let_go_at}
        await self._session.save(retention, {"case": case, "let_go_by": retained.let_go_by, **values})

    async def expiring(self, closed_before: datetime, until_before: datetime, limit: int) -> Sequence[CaseId]:
        """Closed cases whose time may be over soon; those of which nobody has been told come first."""
        old = (cases.c.state == CaseState.CLOSED) & (cases.c.closed_at <= closed_before)
        due = old & or_(retention.c.until.is_(None), retention.c.until <= until_before)
        found = select(cases.c.id).join(retention, retention.c.case == cases.c.id, isouter=True).where(due)
        ordered = found.order_by(retention.c.told_at.nulls_first(), cases.c.closed_at).limit(limit)
        return [CaseId(case) for case in await self._session.connection.scalars(ordered)]

    async def let_go_since(self, since: datetime) -> Sequence[CaseId]:
        """The cases that the first of two people has agreed to erase since then."""
        found = select(retention.c.case).where(retention.c.let_go_at >= since)
        return [CaseId(case) for case in await self._session.connection.scalars(found)]

    async def erased(self, number: CaseNumber) -> Erased | None:
        """The case that had this number, if it was erased."""
        return await Erasures(self._session).of(number)

    async def erase(self, case: CaseId, now: datetime) -> None:
        """Erases a case. Nothing of it can be read after this commit. Its number and its audit lines are left."""
        theirs = (await self._session.connection.execute(select(reports).where(reports.c.case == case))).all()
        tokens = [row.reporter for row in self._session.are_genuine(reports, theirs)]
        await self._note(case, tokens, now)
        await self._stay_counted(case)
        await InstitutionReports(self._session).keep_months(case)
        self._session.keys.pop(case, None)
        await self._delete(delete(data_keys).where(data_keys.c.owner == case))
        await schedule_files_for_deletion(self._session, case)
        await self._delete(delete(drafts).where(drafts.c.owner == case))
        await self._delete(delete(fetches).where(fetches.c.owner == case))
        await self._delete(delete(identities).where(identities.c.token.in_(tokens)))
        await self._delete(delete(reporters).where(reporters.c.token.in_(tokens)))
        told = select(reports.c.id).where(reports.c.case == case)
        await self._delete(delete(additions).where(additions.c.report.in_(told)))
        for table in reversed(metadata.sorted_tables):
            if "case" in table.c and table not in REMEMBERED:
                await self._delete(delete(table).where(table.c["case"] == case))
        await self._delete(delete(cases).where(cases.c.id == case))
        await self._empty_queue(case)
        await self._empty_desks(case)
        self._session.note_erased()

    async def _stay_counted(self, case: CaseId) -> None:
        """Numbers of days that are over do not change because a case is erased."""
        with suppress(NotFound, Unreadable):
            await Rollups(self._session).let_go(await Cases(self._session).get(case))

    async def _delete(self, order: Any) -> None:
        await self._session.connection.execute(order)

    async def _note(self, case: CaseId, tokens: Sequence[str], now: datetime) -> None:
        """The number stays taken; and every worker learns which keys it must destroy."""
        connection = self._session.connection
        number: Any = await connection.scalar(select(cases.c.number).where(cases.c.id == case))
        barred = await barred_bodies(self._session, case)
        await Erasures(self._session).note(case, number, now, barred)
        people = [row for token in tokens for row in (f"{REPORTERS}{token}", bound(token))]
        rows = [(Label.CASE, str(case)), *((Label.IDENTITY, row) for row in people)]
        vault, wrapped = self._session.vault, await connection.scalar(WRAPPED, {"owner": case}) or b""
        last = max([vault.newest, *wrapped[1:2]])
        leaves = [{"leaf": vault.position(label, row), "key": last, "at": now} for label, row in rows]
        await self._session.insert_new(punctures, leaves)

    async def _empty_queue(self, case: CaseId) -> None:
        """What waits to be sent about the case, and dead letters about it."""
        gone: list[int] = []
        async for rows in pages(self._session.connection, outbox, outbox.c.sealed.is_not(None)):
            gone += [row.id for row in rows if self._tells_of(case, row)]
        await self._delete(delete(outbox).where(outbox.c.id.in_(gone)))

    def _tells_of(self, case: CaseId, row: Any) -> bool:
        try:
            return load_notice(self._session.vault.decrypt(Label.QUEUE, row.sealed, f"outbox|{row.id}")).case == case
        except Unreadable:
            return False

    async def _empty_desks(self, case: CaseId) -> None:
        """What officers were in the middle of."""
        about: list[Any] = []
        async for rows in pages(self._session.connection, desks):
            about += [row for row in rows if self._is_about(case, row)]
        for row in about:
            self._session.seen.note(desks, row)
            await self._session.remove(desks, {"person": row.person})

    def _is_about(self, case: CaseId, row: Any) -> bool:
        try:
            found = load_facts(self._session.vault.decrypt(Label.DESK, row.sealed, f"desks|{row.person}"))
        except Unreadable:
            return False
        return found.get("case") == case

    # --- what lies outside of the database ---

    async def leaves(self) -> Sequence[Leaf]:
        """All keys that were destroyed, here or by another worker."""
        found = (await self._session.connection.execute(select(punctures))).all()
        rows = self._session.are_genuine(punctures, found)
        return [(row.leaf, row.key) for row in rows]

    async def erase_again(self, now: datetime) -> int:
        """Erases cases that came back with a backup from before their erasure. The ring cannot give their keys any
        more. Returns how many cases there were."""
        keys = select(data_keys).join(cases, cases.c.id == data_keys.c.owner)
        found, vault = await self._session.connection.execute(keys), self._session.vault
        gone = [CaseId(row.owner) for row in found if vault.has_forgotten(Label.CASE, row.wrapped, row.owner)]
        for case in gone:
            await self.erase(case, now)
        return len(gone)


def retained_of(row: Any) -> Retained:
    """What a row says."""
    by = None if row.let_go_by is None else PersonKey(row.let_go_by)
    return Retained(row.until, row.told_at, by, row.let_go_at)

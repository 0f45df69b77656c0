"""Which reports came from whose staff: a keyed hash beside the report, which dies with it.

A report in conflict with an institution is left out of all that is asked here, so nothing that is computed of it can
tell that the report exists: what its sender said of the suspected person, and any body that is barred from the case
while the month of the report runs. Once the month is over, the report was shown or was not, and that stays.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, or_, select, update

from bot.domain.ids import ReportId
from bot.domain.institutions.registered import Window
from storage.people.institution_tables import duty_reports
from storage.schema import metadata
from storage.session import Session


class InstitutionReports:
    """The part of the store that knows of reports."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def mark_of(self, code: str) -> str:
        """The keyed hash under which rows name an institution."""
        return self._session.blind_index.mark("institution", code)

    async def note_report(self, report: ReportId, code: str, at: datetime, *, in_conflict: bool) -> None:
        """Insert or replace."""
        row = {"report": report, "institution": self.mark_of(code), "at": at, "in_conflict": in_conflict}
        await self._session.upsert(duty_reports, row)

    async def bar(self, told: Collection[ReportId], month: datetime) -> None:
        """A body is barred from their case from now on, and this month began at `month`: those that came in it are in
        conflict, and older ones that counted go on counting."""
        mine = duty_reports.c.report.in_([*told])
        await self._session.change_genuine(duty_reports, mine & (duty_reports.c.at >= month), {"in_conflict": True})
        older = update(duty_reports).where(mine, duty_reports.c.at < month, ~duty_reports.c.in_conflict)
        await self._session.connection.execute(older.values(counted=True))

    async def forget_report(self, report: ReportId) -> None:
        """It is nobody's of any institution."""
        await self._session.connection.execute(delete(duty_reports).where(duty_reports.c.report == report))

    async def reported(self, codes: Collection[str], window: Window) -> frozenset[str]:
        """Of which of these somebody reported in that time, as if reports in conflict with one did not exist."""
        named = {self.mark_of(code): code for code in codes}
        wanted = counted(window).where(duty_reports.c.institution.in_([*named]))
        rows = self._session.are_genuine(duty_reports, (await self._session.connection.execute(wanted)).all())
        return frozenset(named[row.institution] for row in rows)


def counted(window: Window) -> Select[Any]:
    """The reports of that time that count: no conflict was told, and no body was barred from their case in time."""
    reports, parts = metadata.tables["reports"], metadata.tables["parts"]
    barred = select(parts.c.case).join(reports, reports.c.case == parts.c.case)
    barred = barred.where(reports.c.id == duty_reports.c.report, parts.c.barred)
    in_time = (duty_reports.c.at >= window.since) & (duty_reports.c.at < window.until)
    is_shown = or_(duty_reports.c.counted, ~exists(barred))
    return select(duty_reports).where(in_time, ~duty_reports.c.in_conflict, is_shown)


def has_reported(mark: Any, window: Window) -> Select[Any]:
    """Reports of the institution with this mark that count in that time."""
    return counted(window).where(duty_reports.c.institution == mark)

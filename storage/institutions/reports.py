"""Which reports came from whose staff: a keyed hash beside the report, which dies with it. Its month stays.

A report in conflict with an institution is left out of all that is asked here, so nothing that is computed can tell
that the report exists. There is a conflict by what its sender said of the suspected person, and where a body is barred
from the case while the month of the report runs. Once the month is over, the report was shown or was not, and that
stays.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, exists, literal_column, or_, select, update

from bot.domain.ids import CaseId, ReportId
from bot.domain.institutions.period import month_of
from bot.domain.institutions.registered import Window
from storage.cases.report_tables import reports
from storage.cases.tables import parts
from storage.institutions.tables import duty_months, duty_reports, institutions
from storage.session import Session

ONE_BY_ONE: ColumnElement[int] = literal_column("0")
"""An offset that skips nothing. With it PostgreSQL asks of each institution by itself; without, it may read the reports
of all years at once."""


class InstitutionReports:
    """The part of the store that knows of reports."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def hash_of(self, code: str) -> str:
        """The keyed hash under which rows name an institution."""
        return self._session.blind_index.keyed_hash("institution", code)

    async def note_report(self, report: ReportId, code: str, at: datetime, *, in_conflict: bool) -> None:
        """Inserts or replaces the row."""
        row = {"report": report, "institution": self.hash_of(code), "at": at, "in_conflict": in_conflict}
        await self._session.upsert(duty_reports, row)

    async def bar(self, told: Collection[ReportId], month: datetime) -> None:
        """A body is barred from their case from now on, and this month began at `month`: those that came in it are in
        conflict, and older ones that counted go on counting."""
        mine = duty_reports.c.report.in_([*told])
        await self._session.change_genuine(duty_reports, mine & (duty_reports.c.at >= month), {"in_conflict": True})
        older = update(duty_reports).where(mine, duty_reports.c.at < month, ~duty_reports.c.in_conflict)
        await self._session.connection.execute(older.values(counted=True))

    async def forget_report(self, report: ReportId) -> None:
        """Deletes the link between the report and its institution."""
        await self._session.connection.execute(delete(duty_reports).where(duty_reports.c.report == report))

    async def keep_months(self, case: CaseId) -> None:
        """The case is being erased. That somebody of the institution reported in that month stays, where it counts;
        neither the day nor the case does."""
        told = select(reports.c.id).where(reports.c.case == case)
        found = await self._session.connection.execute(shown().where(duty_reports.c.report.in_(told)))
        rows, zone = self._session.are_genuine(duty_reports, found.all()), self._session.context.zone
        months = [{"institution": row.institution, "month": month_of(row.at, zone)} for row in rows]
        await self._session.insert_new(duty_months, months)

    async def reported(self, codes: Collection[str], window: Window) -> frozenset[str]:
        """Those of the institutions from which somebody reported in the window. A report in conflict with an
        institution does not count."""
        named = {self.hash_of(code): code for code in codes}
        rows = [*await self._newest(named, window), *await self._newest_erased(named, window)]
        return frozenset(named[row.institution] for row in rows)

    async def _newest(self, hashes: Collection[str], window: Window) -> list[Any]:
        """The last report of each institution that counts in that time: older ones are not read."""
        last = shown_in(window).with_only_columns(duty_reports.c.report).order_by(duty_reports.c.at.desc())
        found = select(duty_reports).where(duty_reports.c.report.in_(await self._each(hashes, duty_reports, last)))
        return await self._genuine(duty_reports, found, shown_in(window))

    async def _newest_erased(self, hashes: Collection[str], window: Window) -> list[Any]:
        """The last month of each in that time of which reports are erased."""
        its = duty_months.c
        last = months_in(window).with_only_columns(its.month).order_by(its.month.desc())
        months = await self._each(hashes, duty_months, last)
        found = select(duty_months).where(its.institution.in_([*hashes]), its.month.in_(months))
        return await self._genuine(duty_months, found, months_in(window))

    async def _genuine(self, table: Table, newest: Select[Any], of_all: Select[Any]) -> list[Any]:
        """Those that the bot has written. Of an institution whose newest row is none of them, all are read: a row that
        somebody writes in hides nothing."""
        rows = (await self._session.connection.execute(newest)).all()
        genuine = [*self._session.are_genuine(table, rows)]
        hidden = {row.institution for row in rows} - {row.institution for row in genuine}
        if hidden:
            older = await self._session.connection.execute(of_all.where(table.c.institution.in_(hidden)))
            genuine += self._session.are_genuine(table, older.all())
        return genuine

    async def _each(self, hashes: Collection[str], table: Table, wanted: Select[Any]) -> list[Any]:
        """The first of what is wanted of each institution, by its index."""
        one = wanted.where(table.c.institution == institutions.c.mark).limit(1).correlate(institutions)
        found = select(one.scalar_subquery()).where(institutions.c.mark.in_([*hashes]))
        return [key for key in await self._session.connection.scalars(found) if key is not None]


def shown() -> Select[Any]:
    """The reports that count: no conflict was told, and no body was barred from their case in time."""
    barred = select(parts.c.case).join(reports, reports.c.case == parts.c.case)
    barred = barred.where(reports.c.id == duty_reports.c.report, parts.c.barred).offset(ONE_BY_ONE)
    return select(duty_reports).where(~duty_reports.c.in_conflict, or_(duty_reports.c.counted, ~exists(barred)))


def shown_in(window: Window) -> Select[Any]:
    """The reports that count and came in the window."""
    return shown().where(duty_reports.c.at >= window.since, duty_reports.c.at < window.until)


def months_in(window: Window) -> Select[Any]:
    """The months of that time in which somebody reported whose report has been erased."""
    return select(duty_months).where(duty_months.c.month >= window.since, duty_months.c.month < window.until)


def has_reported(hashed: Any, window: Window) -> ColumnElement[bool]:
    """Whether somebody of the institution with this keyed hash reported in that time; the first report that is found
    ends the search."""
    told = shown_in(window).where(duty_reports.c.institution == hashed).offset(ONE_BY_ONE)
    in_months = months_in(window).where(duty_months.c.institution == hashed).offset(ONE_BY_ONE)
    return or_(exists(told), exists(in_months))

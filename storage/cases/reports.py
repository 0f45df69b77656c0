"""Reports, what was added to them and answered, under their case's key; reporters in the identity vault."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, Table, bindparam, delete, func, insert, select, update

from bot.domain.cases.lists import Reply
from bot.domain.cases.reporter.check_ins import CheckIn
from bot.domain.errors import Conflict
from bot.domain.ids import CaseId, CaseNumber, PersonKey, ReporterToken, ReportId
from bot.domain.people import Reporter
from bot.domain.report import Addition, Contact, Report
from storage.cases.owned_files import keep_files
from storage.cases.report_tables import additions, check_ins, child_hashes, replies, reporters, reports
from storage.cases.row_numbers import next_number
from storage.cases.tables import cases
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.session import Session

T = TypeVar("T")
REPORT: Shape[Report] = Shape(Report)
ADDITION: Shape[Addition] = Shape(Addition)
REPLY: Shape[Reply] = Shape(Reply)
REPORTER: Shape[Reporter] = Shape(Reporter)

NEW_REPORT, NEW_ADDITION = insert(reports), insert(additions)
THE_REPORT = select(reports).where(reports.c.id == bindparam("id"))
OF_CASE = select(reports).where(reports.c.case == bindparam("case")).order_by(reports.c.sent_at, reports.c.id)
OWN = select(reporters.c.token).where(reporters.c.person == bindparam("person"))
OF_PERSON = select(reports, cases.c.number).join(cases, cases.c.id == reports.c.case)
OF_PERSON = OF_PERSON.where(reports.c.reporter.in_(OWN)).order_by(reports.c.sent_at.desc(), reports.c.id)
ADDED = select(additions).where(additions.c.report == bindparam("report")).order_by(additions.c.n)
NUMBERS_ADDED = select(additions.c.n).where(additions.c.report == bindparam("report"))
COUNT_ADDED = select(func.count()).select_from(additions).where(additions.c.report == bindparam("report"))
OF_REPORTER = select(reporters).where(reporters.c.person == bindparam("person"))
THE_REPORTER = select(reporters).where(reporters.c.token == bindparam("token"))
HASHES = select(child_hashes).order_by(child_hashes.c.at, child_hashes.c.case)
HASHES_OF_CASE = HASHES.where(child_hashes.c.case == bindparam("case"))
OTHERS_WITH_HASHES = HASHES.where(
    child_hashes.c.mark.in_(bindparam("hashes", expanding=True)), child_hashes.c.case != bindparam("case")
)
"""Statements that every report asks are built once."""


class Reports:
    """Implements `bot.ports.reports.ReportStore`. A report's additions are rows of their own. Optimistic lock: Conflict
    where somebody else has changed the report, or added to it, since this transaction first read it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, report: Report) -> None:
        """A new report of an existing case."""
        row = {"id": report.id, "case": report.case, "reporter": report.reporter, "sent_at": report.sent_at}
        new = {**row, "sealed": await self._encrypted(report)}
        await self._session.change(NEW_REPORT, self._session.coded(reports, new))
        self._session.seen.wrote(reports, new)
        for addition in report.additions:
            await self.add_addition(report, addition)

    async def save(self, report: Report) -> None:
        """Write the report anew; additions that it lacks stay."""
        row = {"id": report.id, "case": report.case, "reporter": report.reporter, "sent_at": report.sent_at}
        await self._session.save(reports, {**row, "sealed": await self._encrypted(report)})
        await self._write_additions(report)

    async def get(self, report: ReportId) -> Report | None:
        """One report by its id."""
        row = await self._session.find(reports, THE_REPORT, {"id": report})
        return None if row is None else await self._readable(row)

    async def of_case(self, case: CaseId) -> Sequence[Report]:
        """All reports of the case, in the order they were sent."""
        return await self._all_readable(await self._session.rows(OF_CASE, {"case": case}))

    async def of_person(self, person: PersonKey) -> Sequence[tuple[Report, CaseNumber]]:
        """The person's own reports, newest first."""
        own = {row.token for row in await self._reporters(person)}
        rows = [row for row in await self._session.rows(OF_PERSON, {"person": person}) if row.reporter in own]
        found = [(await self._readable(row), CaseNumber(row.number)) for row in rows]
        return [(report, number) for report, number in found if report is not None]

    async def add_addition(self, report: Report, addition: Addition) -> None:
        """Append words or files to the report."""
        taken = await self._session.rows(NUMBERS_ADDED, {"report": report.id})
        self._require_known(report, len(taken))
        await self._write_addition(report, addition, next_number(row.n for row in taken))
        self._session.additions[report.id] = len(taken) + 1

    async def rewrite(self, report: Report) -> None:
        """Write the report and each of its additions anew."""
        await self.save(report)
        there = [n for n, _ in await self._added(report.id, report.case)]
        for n, addition in zip(there, report.additions, strict=False):
            encrypted = await self._session.encrypt(report.case, ADDITION, addition, added_row(report.id, n))
            mine = (additions.c.report == report.id) & (additions.c.n == n)
            await self._session.connection.execute(update(additions).where(mine).values(sealed=encrypted))

    async def add_reply(self, reply: Reply) -> None:
        """Keep an answer of the officers."""
        n = next_number(await self._session.connection.scalars(select(replies.c.n).where(replies.c.case == reply.case)))
        encrypted = await self._session.encrypt(reply.case, REPLY, reply, f"replies|{n}")
        row = self._session.coded(replies, {"case": reply.case, "n": n, "sealed": encrypted})
        await self._session.connection.execute(insert(replies).values(row))

    async def replies_of(self, case: CaseId) -> Sequence[Reply]:
        """All answers given in the case, oldest first."""
        found = select(replies).where(replies.c.case == case).order_by(replies.c.n)
        rows = self._session.are_genuine(replies, await self._session.connection.execute(found))
        return [one for row in rows for one in await self._part(replies, case, REPLY, row, f"replies|{row.n}")]

    # --- the identity vault ---

    async def reporter(self, token: ReporterToken) -> Reporter | None:
        """The address at which the reporter can be reached. None where the row is missing or was changed by hand."""
        row = await self._session.find(reporters, THE_REPORTER, {"token": token})
        return None if row is None or not self._session.is_genuine(reporters, row) else self._open_reporter(row)

    async def save_reporter(self, reporter: Reporter) -> None:
        """Inserts or replaces the row."""
        encrypted = self._session.vault.encrypt(Label.IDENTITY, REPORTER.dump(reporter), f"reporters|{reporter.token}")
        row = {"token": reporter.token, "person": reporter.person, "sealed": encrypted}
        await self._session.save(reporters, row)

    async def forget_chat(self, person: PersonKey) -> None:
        """None of the person's reporters is written to first any more."""
        for row in await self._reporters(person):
            await self.save_reporter(replace(self._open_reporter(row), contact=Contact.NO))

    async def note_hidden(self, person: PersonKey, at: datetime) -> None:
        """The person has cleared the chat; nobody writes to them any more because of the danger path's button."""
        for row in await self._reporters(person):
            await self.save_reporter(replace(self._open_reporter(row), hidden_at=at, allowed_at=None))

    async def end_leave(self, person: PersonKey) -> None:
        """Nobody writes to the person any more because of the button of the danger path."""
        for row in await self._reporters(person):
            reporter = self._open_reporter(row)
            if reporter.allowed_at is not None:
                await self.save_reporter(replace(reporter, allowed_at=None))

    # --- the same child ---

    async def similar(self, hashes: Sequence[str], since: datetime) -> Sequence[CaseId]:
        """Cases whose child has one of these keyed hashes, newest first."""
        wanted = child_hashes.c.mark.in_(hashes) & (child_hashes.c.at >= since)
        found = select(child_hashes).where(wanted).order_by(child_hashes.c.at.desc(), child_hashes.c.case)
        rows = self._session.are_genuine(child_hashes, await self._session.connection.execute(found))
        return [CaseId(case) for case in dict.fromkeys(row.case for row in rows)]

    async def same_child(self, case: CaseId, within: timedelta) -> Sequence[CaseId]:
        """Other cases with the same keyed hash of a child as this case, if the two hashes were stored within that time
        of each other."""
        own = {row.mark: row.at for row in await self._hashes(HASHES_OF_CASE, {"case": case})}
        rows = await self._hashes(OTHERS_WITH_HASHES, {"case": case, "hashes": list(own)}) if own else []
        near = [row for row in rows if abs(row.at - own[row.mark]) <= within]
        return [CaseId(case) for case in dict.fromkeys(row.case for row in near)]

    async def _hashes(self, found: Select[Any], wanted: Mapping[str, Any]) -> list[Any]:
        return self._session.are_genuine(child_hashes, await self._session.rows(found, wanted))

    async def note_child_hashes(self, case: CaseId, hashes: Sequence[str], at: datetime) -> None:
        """Stores the keyed hashes of the case's child."""
        await self._session.insert_new(
            child_hashes, [{"mark": hashed, "case": case, "at": at} for hashed in set(hashes)]
        )

    # --- how the reporter has fared ---

    async def plan_check_in(self, report: ReportId, asked: int, due_at: datetime | None) -> None:
        """The reporter is asked then; None: not any more."""
        if due_at is None:
            await self._session.connection.execute(delete(check_ins).where(check_ins.c.report == report))
        else:
            await self._session.upsert(check_ins, {"report": report, "asked": asked, "due_at": due_at})

    async def check_ins(self, now: datetime, limit: int) -> Sequence[CheckIn]:
        """The reports whose reporter is to be asked now, the one that has been due longest first."""
        found = select(check_ins, reports.c.case).join(reports, reports.c.id == check_ins.c.report)
        found = found.where(check_ins.c.due_at <= now).order_by(check_ins.c.due_at, check_ins.c.report).limit(limit)
        rows = self._session.are_genuine(check_ins, await self._session.connection.execute(found))
        return [CheckIn(ReportId(row.report), CaseId(row.case), row.asked, row.due_at) for row in rows]

    # --- inside ---

    async def _reporters(self, person: PersonKey) -> list[Any]:
        """The person's entries, but for those that were changed by hand."""
        rows = await self._session.find_all(reporters, OF_REPORTER, {"person": person})
        return self._session.are_genuine(reporters, rows)

    async def _all_readable(self, rows: Sequence[Any]) -> list[Report]:
        found = [await self._readable(row) for row in rows]
        return [report for report in found if report is not None]

    async def _readable(self, row: Any) -> Report | None:
        """The report of this row. None where the row was changed by hand, or does not open: other reports are still
        read."""
        if not self._session.is_genuine(reports, row):
            return None
        try:
            return await self._open_report(row)
        except Unreadable as error:
            self._session.note_unreadable(reports, row, error)
            return None

    def _open_reporter(self, row: Any) -> Reporter:
        opened = self._session.vault.decrypt(Label.IDENTITY, row.sealed, f"reporters|{row.token}")
        return REPORTER.load(opened)

    async def _encrypted(self, report: Report) -> bytes:
        await keep_files(self._session, report.case, report.media)
        bare = replace(report, additions=())
        return await self._session.encrypt(report.case, REPORT, bare, f"reports|{report.id}")

    async def _write_additions(self, report: Report) -> None:
        there = await self._session.scalar(COUNT_ADDED, {"report": report.id}) or 0
        self._require_known(report, there)
        already = len(await self._added(report.id, report.case)) if there else 0
        for addition in report.additions[already:]:
            await self.add_addition(report, addition)

    def _require_known(self, report: Report, there: int) -> None:
        """Raises Conflict where somebody else has added to the report since it was read."""
        if self._session.additions.get(report.id, there) != there:
            raise Conflict

    async def _write_addition(self, report: Report, addition: Addition, n: int) -> None:
        await keep_files(self._session, report.case, addition.media)
        encrypted = await self._session.encrypt(report.case, ADDITION, addition, added_row(report.id, n))
        row = {"report": report.id, "n": n, "sealed": encrypted}
        await self._session.change(NEW_ADDITION, self._session.coded(additions, row))

    async def _open_report(self, row: Any) -> Report:
        report = await self._session.decrypt(row.case, REPORT, row.sealed, f"reports|{row.id}")
        self._session.seen.note(reports, row)
        return replace(report, additions=tuple(addition for _, addition in await self._added(row.id, row.case)))

    async def _added(self, report: str, case: str) -> list[tuple[int, Addition]]:
        """What was added to the report, each with its number, but for rows that were changed by hand."""
        there = await self._session.rows(ADDED, {"report": report})
        self._session.additions.setdefault(report, len(there))
        rows = self._session.are_genuine(additions, there)
        return [
            (row.n, one)
            for row in rows
            for one in await self._part(additions, case, ADDITION, row, added_row(report, row.n))
        ]

    async def _part(self, table: Table, case: str, shape: Shape[T], row: Any, bound: str) -> list[T]:
        """The value that is encrypted in the row, as a list of one. Empty where it does not open: the other rows are
        still read."""
        try:
            return [await self._session.decrypt(case, shape, row.sealed, bound)]
        except Unreadable as error:
            self._session.note_unreadable(table, row, error)
            return []


def added_row(report: str, n: int) -> str:
    """What an addition is encrypted for."""
    return f"additions|{report}|{n}"

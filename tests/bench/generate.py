"""Very many cases, really encrypted, written in bulk: each with its key, parts, deadline, report, reporter and audit
line.

A district has so many cases a day, nearly all of them long closed; the years pile up. So the open ones and those of a
period are as many among a million as among ten thousand.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import make_url

from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Part, Task, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.cases.merging.merge import merge
from bot.domain.cases.work import Assignment, AssignmentState
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId, PersonKey, ReporterToken, ReportId
from bot.domain.people import Reporter
from bot.domain.report import Answer, Contact, Path, Piece, Report
from bot.domain.urgency import Urgency
from storage.cases import report_tables as of_reports
from storage.cases import tables as of_cases
from storage.cases.case_shape import CaseShape
from storage.cases.columns.case_columns import clear_columns, part_rows
from storage.cases.columns.in_hand import work_rows
from storage.cases.columns.open_tasks import task_rows
from storage.cases.reports import REPORT, REPORTER
from storage.crypto.derivation import Label
from storage.database import tables as of_all
from storage.database.row_guard import coded
from storage.records import tables as of_records
from storage.records.audit import COUNTER as HEAD
from storage.schema import Moment
from storage.unit_of_work import Database
from tests.bench.numbers import Counts
from tests.bench.postgres import Postgres
from tests.support.databases.databases import name_of

BATCH = 5_000
AGENCIES = ("EDU", "PSB", "CIV", "HEA", "WOM", "CYL", "JUS", "SUP", "PROC")
CLASSES = (Urgency.P3, Urgency.P2, Urgency.P4, Urgency.P3, Urgency.P1)
STORY = "Three boys take his lunch money behind the gym every week. He showed me the torn bag. " * 3
WHOLE, PART = 4, 5
"""Last digits of a case that goes on with another, and of the one that was merged into it."""
TABLES: tuple[Table, ...] = (
    of_all.data_keys,
    of_cases.cases,
    of_cases.parts,
    of_cases.deadlines,
    of_cases.open_tasks,
    of_cases.in_hand,
    of_reports.reports,
    of_reports.reporters,
    of_records.audit,
)
NEW_DAY = "INSERT INTO rollups VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
Rows = dict[str, list[dict[str, Any]]]


@dataclass
class RowMaker:
    """Makes the rows of case after case; the newest number is the newest case."""

    database: Database
    count: int
    now: datetime
    open_ones: int = 1_000
    a_day: float = 40
    flagged_every: int = 20
    """Every so manieth is yellow and unfinished."""
    counts: Counts = field(init=False)

    def __post_init__(self) -> None:
        self.counts = Counts(self.now)

    def batches(self) -> Iterator[Rows]:
        """All rows, some thousand cases at a time."""
        numbers = iter(range(1, self.count + 1))
        while some := list(islice(numbers, BATCH)):
            rows: Rows = {table.name: [] for table in TABLES}
            for number in some:
                self._add(rows, number)
            yield rows

    def case(self, number: int) -> Case:
        """One case as the rules would leave it. Of ten cases one was merged into the one before it."""
        place = number % 10
        if place not in {WHOLE, PART} or number - place + PART > self.count:
            return self._ended(self._begun(number))
        whole, part = (self._begun(number - place + each) for each in (WHOLE, PART))
        told = [a_report(part).id]
        case, gone = merge(whole, part, PersonKey("ab" * 16), part.received_at + timedelta(hours=1), told, "same_child")
        return gone if place == PART else self._ended(case)

    def _begun(self, number: int) -> Case:
        """One case that officers work on."""
        received = self.now - timedelta(days=(self.count - number) / self.a_day, minutes=30)
        is_open = number > self.count - self.open_ones
        lead, support = AgencyKey(AGENCIES[number % 9]), AgencyKey(AGENCIES[(number + 3) % 9])
        due = received + timedelta(hours=8) if number % 10 or not is_open else self.now + timedelta(days=5)
        acked = received + timedelta(minutes=7 + number % 50)
        return Case(
            id=CaseId(f"case-{number:032d}"), number=CaseNumber(number), version=1, state=CaseState.ACKNOWLEDGED,
            urgency=CLASSES[number % 5], rules=("T07", "T16"), harms=("bullying",), age_band="7_10",
            area="yangjiaping", received_at=received,
            tasks=(
                Task(lead, Part.LEAD, TaskState.ACKED, received, acked, PersonKey("ab" * 16)),
                Task(support, Part.SUPPORT, TaskState.ALERTED, received),
            ),
            barred=(AgencyKey("PSB"),) if number % 50 == 0 and "PSB" not in {lead, support} else (),
            deadlines=(
                Deadline(DeadlineKind.ACKNOWLEDGE, lead, received, received + timedelta(hours=4), 1, acked),
                Deadline(DeadlineKind.ASSESS, lead, received, due, 1, None if is_open else acked),
                *self._reply(number, received, is_open=is_open),
            ),
            flags=frozenset({Flag.INCOMPLETE}) if number % self.flagged_every == 0 else frozenset(),
            acknowledged_at=acked,
            assignments=(self._task(number, lead, received, is_open=is_open),),
        )  # fmt: skip

    def _ended(self, case: Case) -> Case:
        """The case, closed unless it is among the newest."""
        if case.number > self.count - self.open_ones:
            return case
        closed, acked = case.received_at + timedelta(days=20), case.acknowledged_at
        tasks = tuple(replace(task, state=TaskState.ACKED) for task in case.tasks)
        return replace(
            case, state=CaseState.CLOSED, tasks=tasks, assessed_at=acked, answered_at=closed, closed_at=closed
        )

    def _task(self, number: int, lead: AgencyKey, received: datetime, *, is_open: bool) -> Assignment:
        """What the lead was to do in each case: of three open ones, one is late."""
        due = received if number % 3 == 0 else self.now + timedelta(days=1 + number % 9)
        state = AssignmentState.OPEN if is_open else AssignmentState.DONE
        owner = PersonKey("ab" * 16)
        return Assignment(1, "safe_class", "", lead, due, received, owner, lead, owner, state)

    def _reply(self, number: int, received: datetime, *, is_open: bool) -> tuple[Deadline, ...]:
        """The deadline of an answer that is late, where the case is to be yellow."""
        due = received + timedelta(minutes=5)
        late = Deadline(DeadlineKind.REPLY, None, received, due, 1, None if is_open else received + timedelta(days=20))
        return (late,) if number % self.flagged_every == 0 else ()

    def _add(self, rows: Rows, number: int) -> None:
        case, vault = self.case(number), self.database.inbox._storage_context.vault
        self.counts.add(case)
        key, wrapped = vault.new_data_key(case.id)
        rows["data_keys"].append({"owner": case.id, "wrapped": wrapped})
        encrypted = key.encrypt(CaseShape().dump(case), "cases")
        rows["cases"].append({"id": case.id, "number": number, **clear_columns(case), "sealed": encrypted})
        rows["parts"] += part_rows(case)
        if case.is_open:
            # Whatever is due next lies ahead: a ticker that looks finds nothing.
            rows["open_tasks"] += task_rows(case)
            rows["in_hand"] += work_rows(case)
            rows["clocks"].append({"case": case.id, "next_at": self.now + timedelta(hours=1 + number % 500)})
        report = a_report(case)
        row = {"id": report.id, "case": case.id, "reporter": report.reporter, "sent_at": report.sent_at}
        rows["reports"].append(row | {"sealed": key.encrypt(REPORT.dump(report), f"reports|{report.id}")})
        person = self.database.blind_index.keyed_hash("person", str(number))
        reporter = Reporter(report.reporter, PersonKey(person), ChatId(number), "en", Contact.YES, "")
        encrypted = vault.encrypt(Label.IDENTITY, REPORTER.dump(reporter), f"reporters|{reporter.token}")
        rows["reporters"].append({"token": reporter.token, "person": person, "sealed": encrypted})
        entry = {
            "id": number,
            "at": case.received_at,
            "action": "case_opened",
            "case": case.id,
            "chain": chain(number),
        }
        facts = vault.encrypt(Label.AUDIT, b"{}", f"audit|{number}")
        rows["audit"].append({**entry, "person": None, "agency": None, "sealed": facts})

    def counters(self) -> list[tuple[str, int, bytes | None]]:
        """The numbers given out so far; that of the log is signed with its head."""
        codes = self.database.inbox._storage_context.vault.row_codes
        return [("case", self.count, None), (HEAD, self.count, codes.of(HEAD, [self.count, chain(self.count)]))]

    def values(self, table: Table, row: dict[str, Any]) -> list[Any]:
        """A row with its code, as the driver takes it, in the order of the table's columns."""
        whole = coded(self.database.inbox._storage_context.vault.row_codes, table, row)
        return [
            Moment.number(whole.get(column.name)) if isinstance(column.type, Moment) else whole.get(column.name)
            for column in table.columns
        ]


def chain(number: int) -> str:
    """What stands for the keyed hash of a line of the log."""
    return f"{number:032x}"


def a_report(case: Case) -> Report:
    """What was told."""
    piece = Piece(STORY, 11, case.received_at)
    answers = (Answer("harms", ("bullying",)), Answer("story", pieces=(piece,)), Answer("area", ("yangjiaping",)))
    name = str(case.number)
    return Report(
        ReportId(f"report-{name}"), case.id, ReporterToken(f"token-{name}"), Path.ADULT, "en", case.received_at,
        Contact.YES, answers,
    )  # fmt: skip


def fill_sqlite(url: str, maker: RowMaker) -> None:
    """Into an SQLite database that nobody has open for writing; its usual durability comes back afterwards."""
    dialect = SQLiteDialect_pysqlite()
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    for rows in maker.batches():
        connection.execute("BEGIN")
        for table in TABLES:
            places = ", ".join("?" * len(table.columns))
            name = dialect.identifier_preparer.format_table(table)
            connection.executemany(
                f"INSERT INTO {name} VALUES ({places})", [maker.values(table, r) for r in rows[table.name]]
            )
        connection.execute("COMMIT")
    connection.executemany("INSERT OR REPLACE INTO counters (name, value, row_code) VALUES (?, ?, ?)", maker.counters())
    connection.execute("BEGIN")
    connection.executemany(NEW_DAY, maker.counts.days())
    connection.executemany("INSERT INTO increments (at, cells) VALUES (?, ?)", maker.counts.ahead())
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def fill_postgres(url: str, maker: RowMaker, server: Postgres) -> None:
    """Into a PostgreSQL database, by COPY; then what its own housekeeping would do overnight."""
    connection = await server.connect(name_of(url))
    try:
        for rows in maker.batches():
            for table in TABLES:
                records = [tuple(maker.values(table, row)) for row in rows[table.name]]
                columns = [column.name for column in table.columns]
                await connection.copy_records_to_table(table.name, records=records, columns=columns)
        await connection.executemany(
            "INSERT INTO counters (name, value, row_code) VALUES ($1, $2, $3)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value, row_code = excluded.row_code",
            maker.counters(),
        )
        await connection.copy_records_to_table("rollups", records=maker.counts.days())
        await connection.executemany("INSERT INTO increments (at, cells) VALUES ($1, $2)", maker.counts.ahead())
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()

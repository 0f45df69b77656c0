"""Cases: the whole value encrypted under the case's key, and beside it the columns that lists and numbers need."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, insert, select, update

from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.lists import CaseFilter, Caseload
from bot.domain.cases.record import Mark
from bot.domain.errors import Conflict, NotFound
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey
from bot.domain.numbers.events import Increments, counted
from bot.domain.numbers.recording import noted_and_counted
from storage.cases.case_counts import CaseCounts
from storage.cases.case_shape import CaseShape
from storage.cases.columns.case_columns import clear_columns, part_rows
from storage.cases.columns.case_conditions import restrictions, unseen
from storage.cases.columns.case_filter import is_let_through
from storage.cases.columns.deadline_columns import marks_in, worst_first
from storage.cases.columns.in_hand import write_work_rows
from storage.cases.columns.open_tasks import task_rows
from storage.cases.recusals import Recusals
from storage.cases.rollups import Rollups
from storage.cases.tables import cases, deadlines, open_tasks, parts
from storage.counters.counters import Counters, next_number
from storage.crypto.vault import Unreadable
from storage.database.tables import data_keys
from storage.session import Session

ALL_OPEN = CaseFilter()
FEW = 2000
"""A number of cases that are sorted in less time than a walk through all years takes to find some of them."""
MARKS_OF_OPEN = ("open", "closed_at", "yellow_at", "yellow_cleared_at", "red_at", "late_at")

LAST_CASE = select(func.coalesce(func.max(cases.c.number), 0)).scalar_subquery()
NEXT_NUMBER = next_number("case", LAST_CASE)
"""The next case number is above the counter and above all stored cases, so a counter that was set back by hand does not
stop a report."""
WITH_KEYS = select(cases, data_keys.c.wrapped).join_from(cases, data_keys, data_keys.c.owner == cases.c.id)
THE_CASE = WITH_KEYS.where(cases.c.id == bindparam("id"))
BY_NUMBER = WITH_KEYS.where(cases.c.number == bindparam("number"))
NEW_CASE, NEW_PART, NEW_DEADLINE, NEW_TASK = insert(cases), insert(parts), insert(deadlines), insert(open_tasks)
CHANGED = update(cases).where(cases.c.id == bindparam("row"), cases.c.version == bindparam("was"))
NO_PARTS = delete(parts).where(parts.c.case == bindparam("row"))
NO_DEADLINE = delete(deadlines).where(deadlines.c.case == bindparam("row"))
NO_TASKS = delete(open_tasks).where(open_tasks.c.case == bindparam("row"))
"""Statements that every report or act of an officer asks are built once."""


class Cases:
    """Implements `bot.ports.cases.CaseStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shape = CaseShape(session.context.as_today)

    async def next_number(self) -> CaseNumber:
        """1, 2, 3 …, without gaps: a number that was not committed is given again."""
        await Counters(self._session).begin("case")
        number = await self._session.scalar(NEXT_NUMBER, {}) or 0
        if self._session.vault.high_water.is_near(number):
            await asyncio.to_thread(self._session.vault.high_water.cover, number)
        return CaseNumber(number)

    async def add(self, case: Case) -> None:
        """A new case; its id names the data key, which may have been the draft's."""
        case = replace(case, handed_on=())
        await self._session.change(NEW_CASE, await self._row(case))
        await self._write_lists(case)
        await self._count(case, counted(case))
        await write_work_rows(self._session, case, is_new=True)

    async def get(self, case: CaseId) -> Case:
        """The case as it is now; NotFound when there is none."""
        row = await self._session.row(THE_CASE, {"id": case})
        if row is None:
            raise NotFound
        return await self._open(row)

    async def known(self, wanted: Sequence[CaseId]) -> Mapping[CaseId, Case]:
        """The given cases that exist and can be decrypted."""
        rows = [await self._session.row(THE_CASE, {"id": case}) for case in wanted]
        opened = [await self.readable(row) for row in rows if row is not None]
        return {case.id: case for case in opened if case is not None}

    async def by_number(self, number: CaseNumber) -> Case | None:
        """The case that people call by this number."""
        row = await self._session.row(BY_NUMBER, {"number": number})
        case = None if row is None else await self._open(row)
        return case if case is None or case.number == number else None

    async def save(self, case: Case, *, was: int) -> None:
        """Write the case unless somebody else did since version `was` was loaded (Conflict)."""
        before = await self._stored(case.id, was)
        case, increments = noted_and_counted(before, case, self._session.context.now())
        case = replace(case, handed_on=await self._handed_on(before))
        columns = {name: value for name, value in (await self._row(case)).items() if name not in {"id", "number"}}
        changed = {"row": case.id, "was": was, **columns}
        if await self._session.change(CHANGED, changed) != 1:
            raise Conflict
        await self._clear_lists(case)
        await self._write_lists(case)
        await write_work_rows(self._session, case)
        await self._count(case, increments)
        await CaseCounts(self._session).follow(before, case)

    async def _handed_on(self, before: Case) -> tuple[PersonKey, ...] | None:
        """Who has handed the case on, now too. Of a case of an older program the rows tell it, unless one of them does
        not open."""
        try:
            gone = await Recusals(self._session).who(before.id) if before.handed_on is None else before.handed_on
        except Unreadable:
            return None
        return tuple(sorted({*gone, *self._session.handed_on.get(before.id, ())}))

    async def _stored(self, case: CaseId, was: int) -> Case:
        """The case as it stands in the database; Conflict where that is another version than the one that was read."""
        found = self._session.stored.get(case)
        if found is not None and found.version == was:
            return found
        row = await self._session.row(THE_CASE, {"id": case})
        if row is None or row.version != was:
            raise Conflict
        return await self._open(row)

    async def _count(self, case: Case, increments: Increments) -> None:
        """What the act counts, in the act's own transaction."""
        self._session.stored[case.id] = case
        await Rollups(self._session).append(increments)

    async def page(self, wanted: CaseFilter, *, after: CaseNumber | None, limit: int) -> Sequence[Case]:
        """Newest first, numbers below `after`."""
        few = await self._are_few(wanted)
        now = self._session.context.now()
        found = WITH_KEYS.where(*restrictions(wanted, now, few=few)).order_by(cases.c.number.desc()).limit(limit)
        shown = await self._load(found if after is None else found.where(cases.c.number < after))
        return [case for case in shown if is_let_through(case, wanted)]

    async def worst(self, wanted: CaseFilter, *, start: int, limit: int) -> Sequence[Case]:
        """The worst of the open cases first: red, yellow, late, then by class, the oldest first among equals."""
        now = self._session.context.now()
        found = WITH_KEYS.where(*restrictions(replace(wanted, open_only=True), now)).order_by(*worst_first(now))
        shown = await self._load(found.offset(start).limit(limit))
        return [case for case in shown if is_let_through(case, wanted)]

    async def count(self, wanted: CaseFilter, *, most: int | None = None) -> int:
        """How many cases the filter lets through; nobody counts further than `most`, where it is given."""
        few = await self._are_few(wanted)
        found = select(cases.c.number).where(*restrictions(wanted, self._session.context.now(), few=few))
        found = found if most is None else found.order_by(cases.c.number.desc()).limit(most)
        return await self._session.connection.scalar(select(func.count()).select_from(found.subquery())) or 0

    async def caseloads(self, now: datetime, seen: CaseFilter) -> Mapping[AgencyKey, Caseload]:
        """One look at the open cases, newest first, for all bodies."""
        columns = [cases.c[name] for name in ("lead", "state", *MARKS_OF_OPEN)]
        found = select(*columns).where(*restrictions(seen, now)).order_by(cases.c.number.desc())
        loads = dict[AgencyKey, Caseload]()
        for row in await self._session.connection.execute(found):
            known, marks = loads.get(row.lead, Caseload()), marks_in(row, now)
            loads[row.lead] = Caseload(
                open=known.open + 1,
                unacknowledged=known.unacknowledged + (row.state == CaseState.RECEIVED),
                yellow=known.yellow + (Mark.YELLOW in marks),
                red=known.red + (Mark.RED in marks),
            )
        return loads

    async def overdue(self, now: datetime, wanted: CaseFilter = ALL_OPEN, *, limit: int = 50) -> Sequence[Case]:
        """Open cases with a running deadline past its due moment, oldest due first."""
        late = WITH_KEYS.where(cases.c.overdue_at <= now, *restrictions(wanted, now))
        shown = await self._load(late.order_by(cases.c.overdue_at, cases.c.number).limit(limit))
        return [case for case in shown if is_let_through(case, wanted)]

    async def count_overdue(self, now: datetime, wanted: CaseFilter) -> int:
        """How many there are."""
        late = select(func.count()).select_from(cases).where(cases.c.overdue_at <= now, *restrictions(wanted, now))
        return await self._session.connection.scalar(late) or 0

    async def count_received(self, since: datetime, until: datetime, seen: CaseFilter) -> int:
        """How many cases were received from `since` until before `until`, of those that may be known of. The index on
        the receipt finds them."""
        lately = (cases.c.received_at >= since, cases.c.received_at < until)
        found = select(func.count()).select_from(cases).where(*lately, *unseen(seen))
        return await self._session.connection.scalar(found) or 0

    async def due(self, now: datetime, limit: int = 100) -> Sequence[CaseId]:
        """Cases with a deadline to act on now, earliest first."""
        found = select(deadlines.c.case).where(deadlines.c.next_at <= now).order_by(deadlines.c.next_at).limit(limit)
        return [CaseId(case) for case in await self._session.connection.scalars(found)]

    async def _are_few(self, wanted: CaseFilter) -> bool:
        """Whether a body has had a part in so few cases of all years that they are quicker found by it."""
        if wanted.open_only or not wanted.agencies:
            return False
        mine = select(parts.c.case).where(parts.c.agency.in_(wanted.agencies), parts.c.open).offset(FEW).limit(1)
        return await self._session.connection.scalar(mine) is None

    async def _row(self, case: Case) -> dict[str, Any]:
        encrypted = await self._session.encrypt(case.id, self._shape, case, "cases")
        row = {"id": case.id, "number": case.number, **clear_columns(case), "sealed": encrypted}
        return dict(self._session.coded(cases, row))

    async def rewrite(self, row: Any) -> None:
        """The clear columns of a case are written anew from what is encrypted. Raises Conflict where somebody else has
        saved the case since the row was read."""
        case = await self._open(row)
        self._session.seen.note(cases, row)
        await self._session.save(cases, await self._row(case))
        await self._clear_lists(case)
        await self._write_lists(case)
        await write_work_rows(self._session, case)

    async def _clear_lists(self, case: Case) -> None:
        await self._session.change(NO_PARTS, {"row": case.id})
        await self._session.change(NO_DEADLINE, {"row": case.id})
        if case.assignments or not case.is_open or case.lives:
            await self._session.change(NO_TASKS, {"row": case.id})

    async def _write_lists(self, case: Case) -> None:
        for row in part_rows(case):
            await self._session.change(NEW_PART, self._session.coded(parts, row))
        next_at = self._session.context.next_at(case)
        if next_at is not None:
            deadline = {"case": case.id, "next_at": next_at}
            await self._session.change(NEW_DEADLINE, self._session.coded(deadlines, deadline))
        for row in task_rows(case):
            await self._session.change(NEW_TASK, self._session.coded(open_tasks, row))

    async def _load(self, found: Select[Any]) -> list[Case]:
        opened = [await self.readable(row) for row in (await self._session.connection.execute(found)).all()]
        return [case for case in opened if case is not None]

    async def readable(self, row: Any) -> Case | None:
        """One case that cannot be opened takes no list with it: administrators and supervisors hear of it."""
        try:
            return await self._open(row)
        except Unreadable as error:
            self._session.note_unreadable(cases, row, error)
            return None

    async def _open(self, row: Any) -> Case:
        if row.id not in self._session.keys:
            self._session.keys[row.id] = self._session.vault.data_key(row.id, row.wrapped)
        self._session.is_genuine(cases, row)  # noticed; what is encrypted counts
        case = await self._session.decrypt(row.id, self._shape, row.sealed, "cases")
        self._session.stored[case.id] = case
        return case

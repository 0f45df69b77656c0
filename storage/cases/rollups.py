"""Roll-ups: acts append increments, the leader folds them into days, and a period is read from its days.

An increment counts from its moment on. Deadlines lie ahead when they are written: such an increment waits, and nobody
sees it before. No row is written by two acts, so nobody waits for another to count."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import and_, delete, func, insert, literal, select, union_all

from bot.domain.cases.case import Case
from bot.domain.numbers.asked import Asked, Sums
from bot.domain.numbers.events import Cell, Increments, counted
from storage.cases.rollup_tables import increments, rollups
from storage.schema import Moment
from storage.session import Session, inserting

log = structlog.get_logger()
FOLDED_AT_ONCE = 500
NEW_ROW = insert(increments)
CELL = tuple(one.name for one in fields(Cell))
"""The columns of the roll-ups. They have the names of the fields of `Cell`."""
TOO_MANY = 2**40
"""No act counts so often. Sums of such numbers would not fit into their column."""
Part = tuple[datetime, Cell, bool, int]
"""Moment, cell, whether it stays although its case was erased, and how often."""


class Rollups:
    """Implements `bot.ports.numbers.NumberStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def append(self, increments: Increments, *, stays: bool = False) -> None:
        """One row for all of them; none where there are none."""
        found = [(at, cell, stays, count) for (at, cell), count in increments.items() if count]
        if found:
            await self._session.change(NEW_ROW, row_of(found))

    async def let_go(self, case: Case) -> None:
        """The case is erased: what was counted of it stays, and is of no case any more. What lies ahead is dropped."""
        now, own = self._session.context.now(), counted(case)
        await self.append(Counter({one: -count for one, count in own.items()}))
        await self.append(Counter({one: count for one, count in own.items() if one[0] <= now}), stays=True)

    async def is_due(self, now: datetime) -> bool:
        """Whether there is anything to add."""
        return (
            await self._session.connection.scalar(select(increments.c.id).where(increments.c.at <= now).limit(1))
            is not None
        )

    async def fold(self, now: datetime, zone: ZoneInfo, limit: int = FOLDED_AT_ONCE) -> int:
        """Add what has come to its days; what lies ahead waits in rows of its own moment."""
        due = select(increments).where(increments.c.at <= now).order_by(increments.c.at, increments.c.id).limit(limit)
        rows = (await self._session.connection.execute(due.with_for_update(skip_locked=True))).all()
        if not rows:
            return 0
        parts = [part for row in rows for part in parts_of(row.cells)]
        await self._add([part for part in parts if part[0] <= now], zone)
        await self._wait([part for part in parts if part[0] > now])
        gone = delete(increments).where(increments.c.id.in_([row.id for row in rows]))
        await self._session.connection.execute(gone)
        return len(rows)

    async def _add(self, parts: Iterable[Part], zone: ZoneInfo) -> None:
        found = Counter[tuple[int, Cell, bool]]()
        for at, cell, stays, count in parts:
            found[at.astimezone(zone).toordinal(), cell, stays] += count
        rows = [
            {"day": day, "kept": stays, "count": count} | {name: getattr(cell, name) for name in CELL}
            for (day, cell, stays), count in sorted(found.items(), key=str)
            if count
        ]
        if not rows:
            return
        new = inserting(self._session.connection.dialect.name, rollups)
        keys = [column.name for column in rollups.primary_key]
        added = {"count": rollups.c.count + new.excluded.count}
        adding = new.on_conflict_do_update(index_elements=keys, set_=added)
        await self._session.connection.execute(adding, rows)
        is_empty = and_(rollups.c.day.in_({row["day"] for row in rows}), rollups.c.count == 0)
        await self._session.connection.execute(delete(rollups).where(is_empty))

    async def _wait(self, parts: Iterable[Part]) -> None:
        by_moment: dict[datetime, Counter[tuple[Cell, bool]]] = {}
        for at, cell, stays, count in parts:
            by_moment.setdefault(at, Counter())[cell, stays] += count
        for at, cells in by_moment.items():
            left = [(at, cell, stays, count) for (cell, stays), count in cells.items() if count]
            if left:
                await self._session.change(NEW_ROW, row_of(left))

    async def sums(self, asked: Asked, now: datetime, zone: ZoneInfo) -> Sums:
        """One statement, so that a fold at this moment is seen whole or not at all; added up in a thread."""
        rows = (await self._session.connection.execute(_asking(asked, now))).all()
        return await asyncio.to_thread(_summed, rows, asked, now, zone)


def row_of(parts: Iterable[Part]) -> dict[str, Any]:
    """A row of increments."""
    found = [[Moment.number(at), *(getattr(c, name) for name in CELL), int(stays), n] for at, c, stays, n in parts]
    return {"at": Moment.moment(min(one[0] for one in found)), "cells": json.dumps(found, separators=(",", ":"))}


def parts_of(cells: str) -> Iterator[Part]:
    """What a row of increments holds; nothing where somebody has spoilt it by hand: the other rows count."""
    try:
        parts = [part_of(*one) for one in json.loads(cells)]
    except (ValueError, TypeError, RecursionError):
        log.critical("increments_unreadable")
        return iter(())
    return iter(parts)


def part_of(at: int, *told: Any) -> Part:
    """One increment as it is written down. Raises TypeError for what is none."""
    *names, stays, count = told
    moment = Moment.moment(at)
    if moment is None or not _is_count(count) or not all(map(_is_name, names)):
        raise TypeError("no increment")
    return moment, Cell(*names), bool(stays), count


def day_of(row: Any) -> tuple[int, Cell, int] | None:
    """Day, cell and count of a row of roll-ups; None where somebody has spoilt it by hand: the other rows count."""
    names, count = [getattr(row, name) for name in CELL], row._mapping["count"]
    if type(row.day) is not int or not _is_count(count) or not all(map(_is_name, names)):
        log.critical("rollup_unreadable")
        return None
    return row.day, Cell(*names), count


def _is_count(value: object) -> bool:
    return type(value) is int and abs(value) < TOO_MANY


def _is_name(value: object) -> bool:
    """Whether a database takes it: SQLite gives back whatever was written into a column, and JSON holds any sign."""
    return type(value) is str and value.isprintable()


def _asking(asked: Asked, now: datetime) -> Any:
    """The days that are asked for, added up; and all increments whose moment has come since the last fold."""
    column = rollups.c
    day = column.day if asked.by_day else literal(0)
    place = (column.harms, column.area) if asked.by_place else (literal(""), literal(""))
    names = (column.metric, column.body, column.urgency, *place, literal(""), column.extra)
    labelled = [name.label(f"c{place}") for place, name in enumerate(names)]
    days = select(day.label("day"), *labelled, func.sum(column.count).label("n"), literal("").label("new"))
    days = days.where(*_conditions(asked))
    told_apart = [column.metric, column.body, column.urgency, column.extra]
    told_apart += [column.day] if asked.by_day else []
    told_apart += [column.harms, column.area] if asked.by_place else []
    nothing = [literal("")] * len(names)
    fresh = select(literal(0), *nothing, literal(0), increments.c.cells)
    return union_all(days.group_by(*told_apart), fresh.where(increments.c.at <= now))


def _conditions(asked: Asked) -> Iterator[Any]:
    column = rollups.c
    yield column.day.between(asked.first.toordinal(), asked.last.toordinal())
    if asked.metrics:
        yield column.metric.in_([metric.value for metric in asked.metrics])
    if asked.bodies:
        yield column.body.in_(asked.bodies)
    if asked.urgency is not None:
        yield column.urgency == asked.urgency.value
    for body in sorted(asked.barred_as):
        yield ~column.barred.contains(f",{body},", autoescape=True)


def _summed(rows: Iterable[Any], asked: Asked, now: datetime, zone: ZoneInfo) -> Sums:
    found = Counter[tuple[date | None, Cell]]()
    for row in rows:
        if not row.new:
            day = date.fromordinal(row.day) if asked.by_day else None
            found[day, Cell(*row[1:8])] += int(row.n)
            continue
        for at, cell, _, count in parts_of(row.new):
            on = at.astimezone(zone).date()
            if at <= now and asked.takes(on, cell):
                found[asked.told_apart(on, cell)] += count
    return {key: count for key, count in found.items() if count}

"""The filter of a list of cases as conditions of a statement."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal_column, or_, select, type_coerce

from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import AgencyKey
from storage.cases.columns.deadline_columns import shows
from storage.cases.columns.not_by_index import NotByIndex
from storage.cases.columns.waiting_words import asks, has_waiting
from storage.cases.recusals import handed_on_by_none
from storage.cases.tables import cases, parts
from storage.schema import Moment, Word

FLAGGED = cases.c.flags != literal_column("''")
"""Written exactly like the condition of the index on flagged cases, or the database would not use that index."""


def restrictions(wanted: CaseFilter, now: datetime, *, few: bool = False) -> Iterable[ColumnElement[bool]]:
    """The filter as conditions at this moment; `few`: the bodies' cases are looked up, not asked of each case that is
    passed."""
    if wanted.open_only:
        yield cases.c.open
    if wanted.states:
        yield cases.c.state.in_(wanted.states)
    if wanted.urgency:
        yield cases.c.urgency.in_(wanted.urgency)
    if wanted.leads:
        lead = type_coerce(NotByIndex(cases.c.lead), Word) if wanted.open_only else cases.c.lead
        yield lead.in_(wanted.leads)
    if wanted.supports:
        yield has_part(wanted.supports, few=few) & cases.c.lead.not_in(wanted.supports)
    yield from told(wanted)
    if wanted.flags and not wanted.open_only:
        yield FLAGGED
    if wanted.flags:
        yield and_(*(cases.c.flags.contains(f",{flag},") for flag in wanted.flags))
    yield from (shows(mark, now, open_only=wanted.open_only) for mark in sorted(wanted.marks))
    if wanted.waits:
        yield has_waiting()
    if wanted.agencies:
        yield ~cases.c.flags.contains(f",{Flag.QUARANTINE},")
        yield or_(has_part(wanted.agencies, few=few), *asks(wanted))
    yield from unseen(wanted)


def told(wanted: CaseFilter) -> Iterable[ColumnElement[bool]]:
    """The filter's conditions on what was told, and when."""
    if wanted.harms:
        yield or_(*(cases.c.harms.contains(f",{harm},") for harm in sorted(wanted.harms)))
    if wanted.areas:
        yield cases.c.area.in_(wanted.areas)
    if wanted.since is not None:
        yield type_coerce(NotByIndex(cases.c.received_at), Moment) >= wanted.since


def unseen(wanted: CaseFilter) -> Iterable[ColumnElement[bool]]:
    """What leaves out the cases that somebody must not know of; and drills, unless they are asked for."""
    if Flag.DRILL not in wanted.flags:
        yield ~cases.c.flags.contains(f",{Flag.DRILL},")
    if wanted.not_seen_by:
        yield bars_none(wanted.not_seen_by)
    if wanted.not_for:
        yield handed_on_by_none(wanted.not_for)


def has_part(agencies: frozenset[AgencyKey], *, few: bool) -> ColumnElement[bool]:
    """Cases in which one of these agencies has a part. Unless there are few, it is asked of each case that is passed.
    The offset says so to PostgreSQL, which would read a body's parts of all years for what one officer has in hand."""
    mine = parts.c.agency.in_(agencies) & parts.c.open & ~parts.c.barred
    if few:
        return cases.c.id.in_(select(parts.c.case).where(mine))
    asked = select(parts.c.case).where(mine & (parts.c.case == cases.c.id)).offset(literal_column("0"))
    return asked.correlate(cases).exists()


def bars_none(agencies: frozenset[AgencyKey]) -> ColumnElement[bool]:
    """Cases that none of these agencies is barred from. The condition is checked case by case. The offset makes
    PostgreSQL do so: else it would first read all cases of all years that bar one of them, although only the open ones
    are wanted."""
    barring = (parts.c.case == cases.c.id) & parts.c.agency.in_(agencies) & parts.c.barred
    return ~select(parts.c.case).where(barring).offset(literal_column("0")).correlate(cases).exists()

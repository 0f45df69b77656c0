"""Institutions that must report, their people, and which reports came from one of them.

What is encrypted counts; the clear columns find rows, and a row in which they say something else gives nothing.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, func, select

from bot.domain.ids import PersonKey
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import InstitutionFilter, Registered, Seat, SeatRole
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.institutions.reports import InstitutionReports, has_reported
from storage.institutions.tables import institutions, seats

T = TypeVar("T")
REGISTERED: Shape[Registered] = Shape(Registered)
SEAT: Shape[Seat] = Shape(Seat)
THE_INSTITUTION = select(institutions).where(institutions.c.code == bindparam("code"))
ALL = select(institutions).order_by(institutions.c.code)
THE_SEAT = select(seats).where(seats.c.seat == bindparam("seat"))


class Institutions(InstitutionReports):
    """Implements `bot.ports.institutions.InstitutionStore`."""

    # --- the registry ---

    async def get(self, code: str) -> Institution | None:
        """The institution of this code."""
        found = await self.registered(code)
        return None if found is None else found.institution

    async def registered(self, code: str) -> Registered | None:
        """The institution of this code, with what the line notes of it."""
        row = await self._session.find(institutions, THE_INSTITUTION, {"code": code})
        return next(iter(self._opened_rows(() if row is None else (row,))), None)

    async def all(self) -> Sequence[Registered]:
        """Every one, closed ones too, by code."""
        return self._opened_rows(await self._session.find_whole(institutions, ALL))

    async def save(self, one: Registered) -> None:
        """Inserts or replaces the row."""
        it = one.institution
        row = {
            "code": it.code,
            "mark": self.hash_of(it.code),
            "name": it.name,
            "kind": it.kind,
            "area": it.area,
            "above": it.above,
            "open": it.is_open,
            "link": self._link(one.link),
            "head_link": self._link(one.head_link),
            "sealed": self._session.vault.encrypt(Label.IDENTITY, REGISTERED.dump(one), f"institutions|{it.code}"),
        }
        await self._session.save(institutions, row)

    async def page(self, wanted: InstitutionFilter, *, skip: int, limit: int) -> Sequence[Registered]:
        """One page of the institutions, sorted by name."""
        ordered = select(institutions).where(*_conditions(wanted)).order_by(institutions.c.name, institutions.c.code)
        return await self._load(ordered.offset(skip).limit(limit))

    async def count(self, wanted: InstitutionFilter) -> int:
        """How many there are of them."""
        counted = select(func.count()).select_from(institutions).where(*_conditions(wanted))
        return await self._session.connection.scalar(counted) or 0

    async def by_link(self, secret: str) -> Registered | None:
        """The institution that has this link for staff. None for an empty secret and for a link that was replaced."""
        found = await self._first(institutions.c.link == self._link(secret)) if secret else None
        return found if found is not None and found.link == secret else None

    async def by_head_link(self, secret: str, now: datetime) -> Registered | None:
        """The institution whose head this one-time link is for. None when the link was used or is too old."""
        found = await self._first(institutions.c.head_link == self._link(secret)) if secret else None
        if found is None or found.head_link != secret or found.head_until is None:
            return None
        return found if now < found.head_until else None

    def _link(self, secret: str) -> str | None:
        return self._session.blind_index.keyed_hash("institution-link", secret) if secret else None

    async def _first(self, where: ColumnElement[bool]) -> Registered | None:
        return next(iter(await self._load(select(institutions).where(where))), None)

    async def _load(self, wanted: Select[Any]) -> list[Registered]:
        found = (await self._session.connection.execute(wanted)).all()
        return self._opened_rows(self._session.seen.note_all(institutions, found))

    def _opened_rows(self, found: Sequence[Any]) -> list[Registered]:
        rows = self._session.are_genuine(institutions, found)
        opened = [self._opened(REGISTERED, institutions, row, f"institutions|{row.code}") for row in rows]
        return [one for one in opened if one is not None]

    # --- its people ---

    async def seat(self, person: PersonKey, role: SeatRole) -> Seat | None:
        """The seat of the person in this role: it names the institution. None for a person without such a seat."""
        row = await self._session.find(seats, THE_SEAT, {"seat": _seat(person, role)})
        return next(iter(self._opened_seats(() if row is None else (row,))), None)

    async def save_seat(self, seat: Seat) -> None:
        """Insert or replace: an account is staff, or head, of one institution."""
        name = _seat(seat.person, seat.role)
        encrypted = self._session.vault.encrypt(Label.IDENTITY, SEAT.dump(seat), f"seats|{name}")
        row = {"seat": name, "institution": self.hash_of(seat.code), "role": seat.role.value, "sealed": encrypted}
        await self._session.save(seats, row)

    async def end_seat(self, person: PersonKey, role: SeatRole) -> None:
        """The person belongs to none in this role any more."""
        await self._session.remove(seats, {"seat": _seat(person, role)})

    async def end_seats(self, code: str, role: SeatRole) -> int:
        """Ends all accounts of the institution in this role. Returns how many there were."""
        of_it = (seats.c.institution == self.hash_of(code)) & (seats.c.role == role.value)
        self._session.seen.forget(seats)
        return (await self._session.connection.execute(delete(seats).where(of_it))).rowcount

    async def count_staff(self, codes: Collection[str]) -> dict[str, int]:
        """How many accounts are linked to each; never whose."""
        named = {self.hash_of(code): code for code in codes}
        mine = seats.c.institution.in_([*named]) & (seats.c.role == SeatRole.STAFF.value)
        counted = select(seats.c.institution, func.count()).where(mine).group_by(seats.c.institution)
        return {named[hashed]: count for hashed, count in (await self._session.connection.execute(counted)).all()}

    async def heads(self, code: str) -> Sequence[Seat]:
        """The heads of the institution."""
        of_it = (seats.c.institution == self.hash_of(code)) & (seats.c.role == SeatRole.HEAD.value)
        return [seat for seat in await self._seats(of_it) if seat.code == code and seat.role is SeatRole.HEAD]

    async def _seats(self, where: ColumnElement[bool]) -> list[Seat]:
        found = await self._session.connection.execute(select(seats).where(where).order_by(seats.c.seat))
        return self._opened_seats(self._session.seen.note_all(seats, found.all()))

    def _opened_seats(self, found: Sequence[Any]) -> list[Seat]:
        rows = self._session.are_genuine(seats, found)
        opened = [self._opened(SEAT, seats, row, f"seats|{row.seat}") for row in rows]
        return [seat for seat in opened if seat is not None]

    def _opened(self, shape: Shape[T], table: Any, row: Any, bound: str) -> T | None:
        """None for what does not open where it stands: it was changed by hand."""
        try:
            return shape.load(self._session.vault.decrypt(Label.IDENTITY, row.sealed, bound))
        except Unreadable:
            self._session.note_changed(table, row)
            return None


def _seat(person: PersonKey, role: SeatRole) -> str:
    """One account in one role."""
    return f"{role.value}|{person}"


def _linked(hashed: Any) -> Select[Any]:
    """The accounts of staff of the institution with this keyed hash."""
    return select(seats.c.seat).where(seats.c.institution == hashed, seats.c.role == SeatRole.STAFF.value)


def _conditions(wanted: InstitutionFilter) -> list[ColumnElement[bool]]:
    """What a row must be to stand in the list."""
    row = institutions.c
    found: list[ColumnElement[bool]] = [row.open] if wanted.open_only else []
    found += [row.kind == wanted.kind] if wanted.kind else []
    found += [row.area == wanted.area] if wanted.area else []
    found += [row.above.in_([*wanted.above])] if wanted.above is not None else []
    found += [~exists(_linked(row.mark))] if wanted.unlinked else []
    found += [~has_reported(row.mark, wanted.silent)] if wanted.silent is not None else []
    return found

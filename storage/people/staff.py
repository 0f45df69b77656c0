"""Staff known in private, their invites, and what each is in the middle of; user ids and notes are encrypted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, insert, select

from bot.domain.desk import Desk
from bot.domain.ids import AgencyKey, CaseId, PersonKey
from bot.domain.people import Invite, Staff
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape, load_facts
from storage.people.desk_rows import dump_desk, load_desk
from storage.people.tables import desks, invites
from storage.people.tables import staff as people
from storage.session import Session

STAFF: Shape[Staff] = Shape(Staff)
EVERYBODY = select(people).order_by(people.c.person)
ONE_OF_STAFF = select(people).where(people.c.person == bindparam("person"))
THE_DESK = select(desks).where(desks.c.person == bindparam("person"))
DESKS = select(desks)


class StaffTable:
    """Implements `bot.ports.people.StaffStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, person: PersonKey) -> Staff | None:
        """The staff member, or None for a stranger."""
        row = await self._session.find(people, ONE_OF_STAFF, {"person": person})
        return None if row is None else self._open(row)

    async def save(self, staff: Staff) -> None:
        """Inserts or replaces the row."""
        row = {
            "person": staff.person,
            "sealed": self._session.vault.encrypt(Label.IDENTITY, STAFF.dump(staff), f"staff|{staff.person}"),
            "supervisor": staff.supervisor,
            "admin": staff.admin,
            "head": bool(staff.heads),
        }
        await self._session.save(people, row)

    async def supervisors(self) -> Sequence[Staff]:
        """Everybody who supervises the line."""
        return [staff for staff in await self.everybody() if staff.supervisor]

    async def admins(self) -> Sequence[Staff]:
        """Everybody who runs the line."""
        return [staff for staff in await self.everybody() if staff.admin]

    async def heads(self, agency: AgencyKey) -> Sequence[Staff]:
        """The heads of one agency."""
        return [head for head in await self.all_heads() if agency in head.heads]

    async def all_heads(self) -> Sequence[Staff]:
        """The heads of all agencies."""
        return [staff for staff in await self.everybody() if staff.heads]

    async def everybody(self) -> Sequence[Staff]:
        """Everybody of the staff who is known in private, with or without rights of their own."""
        found = [self._open(row) for row in await self._session.find_whole(people, EVERYBODY)]
        return [staff for staff in found if staff is not None]

    def _open(self, row: Any) -> Staff | None:
        """What is encrypted counts: a clear column that says something else is noticed, and gives and takes nothing.
        None for a row that is another person's, or none."""
        try:
            staff = STAFF.load(self._session.vault.decrypt(Label.IDENTITY, row.sealed, f"staff|{row.person}"))
        except Unreadable:
            self._session.note_changed(people, row)
            return None
        self._session.is_genuine(people, row)
        return staff

    # --- invites ---

    async def add_invite(self, secret: str, invite: Invite) -> None:
        """Only a keyed hash of `secret` is stored."""
        row = {"what": invite.what, "agency": invite.agency, "made_at": invite.made_at, "expires_at": invite.expires_at}
        coded = self._session.coded(invites, row | {"secret": self._secret(secret), "used_at": None})
        await self._session.connection.execute(insert(invites).values(coded))

    async def use_invite(self, secret: str, now: datetime) -> Invite | None:
        """The invite, used up by this; None when unknown, used or expired."""
        used = await self._session.change_genuine(invites, self._usable(secret, now), {"used_at": now})
        return invite_of(next(iter(used), None))

    async def peek_invite(self, secret: str, now: datetime) -> Invite | None:
        """The invite, left as it is."""
        found = (await self._session.connection.execute(select(invites).where(self._usable(secret, now)))).all()
        return invite_of(next(iter(self._session.are_genuine(invites, found)), None))

    def _secret(self, secret: str) -> str:
        return self._session.blind_index.keyed_hash("invite", secret)

    def _usable(self, secret: str, now: datetime) -> ColumnElement[bool]:
        unused = invites.c.used_at.is_(None) & (invites.c.expires_at > now)
        return (invites.c.secret == self._secret(secret)) & unused

    # --- desks ---

    async def desk(self, person: PersonKey) -> Desk | None:
        """What the officer is in the middle of; nothing where that does not open: they begin anew."""
        row = await self._session.find(desks, THE_DESK, {"person": person})
        return None if row is None else self._opened(row)

    def _opened(self, row: Any) -> Desk | None:
        try:
            found = load_facts(self._session.vault.decrypt(Label.DESK, row.sealed, f"desks|{row.person}"))
        except Unreadable as error:
            self._session.note_unreadable(desks, row, error)
            return None
        return load_desk(found)

    async def busy_with(self, case: CaseId) -> Sequence[PersonKey]:
        """On whose desk something about the case lies. Desks are as many as officers, and encrypted: all are read."""
        rows = await self._session.find_whole(desks, DESKS)
        opened = [(PersonKey(row.person), self._opened(row)) for row in rows]
        return [person for person, desk in opened if desk is not None and desk.case == case]

    async def save_desk(self, person: PersonKey, desk: Desk | None) -> None:
        """Insert or replace; None clears the desk."""
        if desk is None:
            await self._session.remove(desks, {"person": person})
            return
        encrypted = self._session.vault.encrypt(Label.DESK, dump_desk(desk), f"desks|{person}")
        await self._session.save(desks, {"person": person, "sealed": encrypted})


def invite_of(row: Any) -> Invite | None:
    """The invite in a row."""
    if row is None:
        return None
    agency = None if row.agency is None else AgencyKey(row.agency)
    return Invite(row.what, agency, row.made_at, row.expires_at)

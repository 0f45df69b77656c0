"""New groups of bodies that have one already, until a supervisor agrees; which chat and who asked is encrypted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.groups import NewGroup
from bot.domain.ids import AgencyKey
from storage.chats.tables import new_groups
from storage.crypto.derivation import Label
from storage.crypto.vault import Unreadable
from storage.database.values import Shape
from storage.session import Session

GROUP: Shape[NewGroup] = Shape(NewGroup)
OF_AGENCY = select(new_groups).where(new_groups.c.agency == bindparam("agency"))
ALL = select(new_groups).order_by(new_groups.c.agency)


def new_group_row(agency: str) -> str:
    """What a new group is encrypted for."""
    return f"new_groups|{agency}"


class NewGroups:
    """Implements `bot.ports.chats.NewGroupStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, agency: AgencyKey) -> NewGroup | None:
        """The group that waits for this body."""
        row = await self._session.find(new_groups, OF_AGENCY, {"agency": agency})
        return None if row is None else self._opened(row)

    def _opened(self, row: Any) -> NewGroup | None:
        """None for one that was changed by hand: its body can ask again."""
        try:
            return GROUP.load(self._session.vault.decrypt(Label.IDENTITY, row.sealed, new_group_row(row.agency)))
        except Unreadable as error:
            self._session.note_unreadable(new_groups, row, error)
            return None

    async def waiting(self) -> Sequence[AgencyKey]:
        """The bodies that such a group waits for."""
        rows = await self._session.find_whole(new_groups, ALL)
        return [one.agency for row in rows if (one := self._opened(row)) is not None]

    async def save(self, group: NewGroup) -> None:
        """Inserts or replaces the row."""
        encrypted = self._session.vault.encrypt(Label.IDENTITY, GROUP.dump(group), new_group_row(group.agency))
        await self._session.save(new_groups, {"agency": group.agency, "sealed": encrypted})

    async def drop(self, agency: AgencyKey) -> None:
        """Forgets the group that waits for this body."""
        await self._session.remove(new_groups, {"agency": agency})

"""The identity vault: who reported, each under a key of its own that no case has; requests to learn it, with the case.

A case leads here by the routing token of its report, which is random; nothing here leads back without the reports.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain.access.identity import Identity, Reveal, identity_of
from bot.domain.ids import CaseId, PersonKey, ReporterToken
from bot.domain.report import Report
from storage.crypto.derivation import Label
from storage.crypto.vault import REPORTERS, Unreadable
from storage.database.values import Shape
from storage.people.tables import identities, reveals
from storage.session import Session

IDENTITY: Shape[Identity] = Shape(Identity)
REVEAL: Shape[Reveal] = Shape(Reveal)
THE_IDENTITY = select(identities).where(identities.c.token == bindparam("token"))
REQUESTS = select(reveals).where(reveals.c.case == bindparam("case")).order_by(reveals.c.at, reveals.c.person)


def bound(token: str) -> str:
    """What an identity is encrypted for: its key hangs in the tree by this and dies with the case."""
    return f"{REPORTERS}{token}|identity"


class Identities:
    """Implements `bot.ports.identities.IdentityStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def of(self, report: Report) -> Identity:
        """The reporter's identity. A report from before there was a vault holds the answers itself."""
        row = await self._session.find(identities, THE_IDENTITY, {"token": report.reporter})
        if row is None:
            return identity_of(report.path, report.answers)
        return IDENTITY.load(self._session.vault.decrypt(Label.IDENTITY, row.sealed, bound(report.reporter)))

    async def save(self, token: ReporterToken, identity: Identity) -> None:
        """Inserts or replaces the row."""
        encrypted = self._session.vault.encrypt(Label.IDENTITY, IDENTITY.dump(identity), bound(token))
        await self._session.save(identities, {"token": token, "sealed": encrypted})

    async def requests(self, case: CaseId) -> Sequence[Reveal]:
        """The case's requests to reveal the identity, the oldest first."""
        rows = self._session.are_genuine(reveals, await self._session.find_whole(reveals, REQUESTS, {"case": case}))
        opened = [await self._opened(case, row) for row in rows]
        return [reveal for reveal in opened if reveal is not None]

    async def _opened(self, case: CaseId, row: Any) -> Reveal | None:
        """None for one that was changed by hand: nobody is shown anything by it."""
        try:
            return await self._session.decrypt(case, REVEAL, row.sealed, f"reveals|{row.person}")
        except Unreadable as error:
            self._session.note_unreadable(reveals, row, error)
            return None

    async def asked_since(self, since: datetime) -> Sequence[CaseId]:
        """The cases of which somebody has asked since then."""
        found = select(reveals.c.case).where(reveals.c.at >= since)
        return [*dict.fromkeys(map(CaseId, await self._session.connection.scalars(found)))]

    async def ask(self, case: CaseId, reveal: Reveal) -> None:
        """Inserts or replaces the row."""
        encrypted = await self._session.encrypt(case, REVEAL, reveal, f"reveals|{reveal.person}")
        row = {"case": case, "person": reveal.person, "at": reveal.at, "sealed": encrypted}
        await self._session.save(reveals, row)

    async def forget(self, case: CaseId, person: PersonKey) -> None:
        """The request is used up, or was refused."""
        await self._session.remove(reveals, {"case": case, "person": person})

"""Who reported, kept apart from every case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.access.identity import Identity, Reveal
from bot.domain.ids import CaseId, PersonKey, ReporterToken
from bot.domain.report import Report


class IdentityStore(Protocol):
    """Identities under their own keys, one for each reporter; requests to reveal one, under the case's key."""

    async def of(self, report: Report) -> Identity:
        """Who wrote the report. A report from before the identity vault holds the answers itself."""
        ...

    async def save(self, token: ReporterToken, identity: Identity) -> None: ...
    async def requests(self, case: CaseId) -> Sequence[Reveal]:
        """The open requests, the oldest first."""
        ...

    async def asked_since(self, since: datetime) -> Sequence[CaseId]:
        """The cases for which somebody has asked since then."""
        ...

    async def ask(self, case: CaseId, reveal: Reveal) -> None:
        """Insert or replace: a person has one request for a case."""
        ...

    async def forget(self, case: CaseId, person: PersonKey) -> None:
        """Removes the request: it was used, or refused."""
        ...

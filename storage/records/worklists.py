"""Who keeps a live worklist in their private chat, for which bodies, and what has touched these since."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.cases.lists import StoredWorklist
from bot.domain.ids import AgencyKey, PersonKey
from storage.cases.columns.waiting_words import ASKS, asked_in
from storage.cases.tables import cases, parts
from storage.database.values import dump_words
from storage.records.tables import audit, worklists
from storage.session import Session

EVERY = select(worklists).order_by(worklists.c.person)
NEWEST = select(func.max(audit.c.id))
SINCE = (audit.c.id > bindparam("since"), audit.c.id <= bindparam("newest"))
TOUCHED = select(parts.c.agency).join(audit, audit.c.case == parts.c.case).where(*SINCE).distinct()
ACTED = select(audit.c.agency).where(*SINCE, audit.c.agency.is_not(None)).distinct()
ASKED = select(cases.c.flags).join(audit, audit.c.case == cases.c.id).where(*SINCE, cases.c.flags.contains(f",{ASKS}"))


class Worklists:
    """Implements `bot.ports.people.WorklistStore`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> Mapping[PersonKey, StoredWorklist]:
        """Everybody who keeps one. A row that was changed by hand counts for nobody."""
        rows = self._session.are_genuine(worklists, await self._session.find_whole(worklists, EVERY))
        return {PersonKey(row.person): StoredWorklist(_bodies(row.agencies), row.shown_at) for row in rows}

    async def keep(self, person: PersonKey, agencies: Collection[AgencyKey], now: datetime) -> None:
        """Stores that the worklist was shown just now. The list is kept up to date for these bodies."""
        bodies = dump_words(frozenset(agencies))
        await self._session.save(worklists, {"person": person, "agencies": bodies, "shown_at": now})

    async def drop(self, person: PersonKey) -> bool:
        """Stops keeping the worklist up to date. Returns False where there was none."""
        return await self._session.remove(worklists, {"person": person}) > 0

    async def newest(self) -> int:
        """The number of the newest line that was written of any act."""
        return await self._session.scalar(NEWEST, {}) or 0

    async def touched(self, since: int, newest: int) -> frozenset[AgencyKey]:
        """The bodies with a part in the cases that the lines after `since` are about, that are asked to lead one, or
        that have acted."""
        between = {"since": since, "newest": newest}
        rows = [*await self._session.rows(TOUCHED, between), *await self._session.rows(ACTED, between)]
        asked = [body for row in await self._session.rows(ASKED, between) for body in asked_in(row.flags)]
        return frozenset([*(AgencyKey(row.agency) for row in rows), *asked])


def _bodies(words: str) -> frozenset[AgencyKey]:
    return frozenset(AgencyKey(word) for word in words.split(",") if word)

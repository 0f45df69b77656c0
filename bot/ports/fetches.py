"""Files that are still at Telegram and must be fetched."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import CaseId, DraftId, PersonKey
from bot.domain.queues.fetches import Fetch, PendingFile
from bot.domain.report import MediaRef


class FetchStore(Protocol):
    """Files that are being fetched, inside a unit of work."""

    @property
    def has_space(self) -> bool:
        """Whether the disk has space for files; words are stored without asking."""
        ...

    async def add(self, person: PersonKey, owner: DraftId | CaseId, pending: PendingFile, now: datetime) -> None:
        """The file is fetched after the commit; the same message counts once."""
        ...

    async def of_person(self, person: PersonKey) -> Sequence[Fetch]:
        """The files that are to be fetched for the person, in the order in which they came."""
        ...

    async def of_owner(self, owner: DraftId | CaseId) -> Sequence[Fetch]: ...
    async def take(self, fetch: int) -> bool:
        """The file has arrived, or is given up. Returns False where another worker was faster, or it is no longer
        wanted."""
        ...

    async def get(self, fetch: int) -> Fetch | None:
        """The fetch as it is now; None when it is no longer wanted."""
        ...

    async def lock(self, fetch: int) -> Fetch | None:
        """As `get`; nobody else changes the fetch until this transaction ends."""
        ...

    async def note_told(self, fetch: int) -> None: ...
    async def correct(self, fetch: Fetch, item: MediaRef) -> None:
        """The words beside the file were changed. Raises Conflict where the fetch is not as it was any more."""
        ...

    async def cancel(self, owner: DraftId | CaseId) -> None:
        """The files of this owner are no longer wanted."""
        ...

    async def mute(self, person: PersonKey) -> None:
        """Makes the files of the person be fetched silently from now on: nothing is said when a file arrives."""
        ...


class Fetches(Protocol):
    """Durable queue of files to be fetched, as its loop sees it."""

    async def lease(self, now: datetime, limit: int, busy: frozenset[PersonKey]) -> Sequence[Fetch]:
        """Leases at most one file for each person: the due file that has waited longest. A person gets none while one
        of their files is being fetched, or while the person is in `busy`."""
        ...

    async def is_wanted(self, fetch: int) -> bool: ...
    async def again(self, fetch: int, at: datetime, reason: str) -> None:
        """Tries again at that moment. `reason`: a name, never content."""
        ...

    async def renew_lease(self, fetch: int, now: datetime) -> None:
        """Extends the lease. Raises when the database cannot be written."""
        ...

    async def park(self, fetch: int, reason: str) -> None:
        """Keeps a file for an operator that can be neither downloaded nor given up."""
        ...

    async def next_due(self) -> datetime | None: ...
    async def health(self, now: datetime) -> Mapping[str, float]:
        """waiting, due (also those in hand), parked, oldest_seconds."""
        ...

"""Files that are still at Telegram and will be fetched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import CaseId, ChatId, DraftId, PersonKey, ReportId
from bot.domain.intake.report import MediaRef


@dataclass(frozen=True)
class Coming:
    """What is kept sealed of a file that is on its way."""

    chat: ChatId
    """The person's private chat; of a private chat this is the person's number too."""
    locale: str
    file_id: str
    item: MediaRef
    report: ReportId | None = None
    """The report that was sent already when the file came, own or found with five words; None: of a conversation."""
    question: int = 0
    """Which question of the officers it answers; 0: none."""


@dataclass(frozen=True)
class Fetch:
    """One file to be fetched; leased to this worker where the queue gives it out."""

    id: int
    person: PersonKey
    owner: DraftId | CaseId
    """The draft that it was sent to, or the case: a draft that is sent gives its name to the case."""
    coming: Coming
    made_at: datetime
    attempts: int = 0
    told: bool = False
    """The person has been told that it is on its way."""
    quiet: bool = False
    """Nothing is said of it any more: the chat was hidden."""

    @property
    def group(self) -> str:
        """Files of one group share a line in the chat: an album, else the one file."""
        return self.coming.item.group


@dataclass(frozen=True)
class Again:
    """It did not come. `seconds`: not before; `fault`: of our own, not of the line to Telegram."""

    reason: str
    seconds: float = 0.0
    fault: bool = False


class FetchStore(Protocol):
    """Files on their way, inside a unit of work."""

    @property
    def has_space(self) -> bool:
        """Whether the disk has room for files; words are kept without asking."""
        ...

    async def add(self, person: PersonKey, owner: DraftId | CaseId, coming: Coming, now: datetime) -> None:
        """To be fetched from the commit on; the same message counts once."""
        ...

    async def of_person(self, person: PersonKey) -> Sequence[Fetch]:
        """In the order they came."""
        ...

    async def of_owner(self, owner: DraftId | CaseId) -> Sequence[Fetch]: ...
    async def take(self, fetch: int) -> bool:
        """It has arrived, or is given up: False where somebody else was quicker, or it is not wanted any more."""
        ...

    async def get(self, fetch: int) -> Fetch | None:
        """As it is now; None when it is not wanted any more."""
        ...

    async def note_told(self, fetch: int) -> None: ...
    async def cancel(self, owner: DraftId | CaseId) -> None:
        """Not wanted any more."""
        ...

    async def hush(self, person: PersonKey) -> None:
        """What is still fetched for the person is fetched in silence."""
        ...


class Fetches(Protocol):
    """Durable queue of files to be fetched, as its loop sees it."""

    async def lease(self, now: datetime, limit: int, busy: frozenset[PersonKey]) -> Sequence[Fetch]:
        """The file of each person that has waited longest and is due; none of a person for whom one is being fetched,
        or who is in `busy`."""
        ...

    async def is_wanted(self, fetch: int) -> bool: ...
    async def again(self, fetch: int, at: datetime, reason: str) -> None:
        """Try again at that moment. `reason` is a name, never content."""
        ...

    async def hold(self, fetch: int, now: datetime) -> None:
        """Ours for another lease. Raises when the database takes no writes."""
        ...

    async def park(self, fetch: int, reason: str) -> None:
        """It can be neither fetched nor given up: kept for an operator."""
        ...

    async def next_due(self) -> datetime | None: ...
    async def health(self, now: datetime) -> Mapping[str, float]:
        """waiting, due (also those in hand), parked, oldest_seconds."""
        ...

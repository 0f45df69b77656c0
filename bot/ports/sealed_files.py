"""Files that two bodies open together, and how many reports may come at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.access.releases import Pressed
from bot.domain.access.throttle import Quarantined
from bot.domain.ids import (
    CaseId,
    DraftId,
    FileKey,
    PersonKey,
)
from bot.domain.profile import Bucket


class SealedFileStore(Protocol):
    """Files that may not be stored or shown like others."""

    async def name_for_sealing(self, owner: DraftId | CaseId, files: Sequence[FileKey]) -> None:
        """The files must be sealed to the public keys."""
        ...

    async def to_seal(self, limit: int) -> Sequence[tuple[CaseId, FileKey]]:
        """Files of cases that must be sealed."""
        ...

    async def pressed(self, case: CaseId, since: datetime) -> Sequence[Pressed]: ...
    async def pressed_since(self, since: datetime) -> Sequence[CaseId]:
        """The cases whose files somebody has asked for since then."""
        ...

    async def note_pressed(self, case: CaseId, pressed: Pressed) -> None:
        """One for each body; the newest counts."""
        ...

    async def forget_pressed(self, case: CaseId) -> None: ...

    async def destroy(self, owner: DraftId | CaseId, files: Sequence[FileKey]) -> None:
        """Deletes the bytes from the store within seconds of the commit."""
        ...


class ThrottleStore(Protocol):
    """Token buckets for new reports, and quarantined cases."""

    async def consume(self, name: str, bucket: Bucket, now: datetime) -> bool:
        """Whether one more report fits into the bucket of that name; if so, it is counted."""
        ...

    async def quarantine(self, case: CaseId, since: datetime, *, passes_at: datetime) -> None: ...
    async def keep(self, case: CaseId, person: PersonKey) -> None:
        """The case is no longer let through by itself."""
        ...

    async def forget(self, case: CaseId) -> None:
        """The case is no longer in quarantine."""
        ...

    async def waiting(self) -> Sequence[Quarantined]:
        """Oldest first; those that are kept back last."""
        ...

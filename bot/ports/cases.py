"""Cases, what lists ask of them, and who has handed one on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.cases.case import Case
from bot.domain.cases.lists import CaseFilter, Caseload, Note, Recusal, TaskFilter, WorkFilter
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    CaseNumber,
    PersonKey,
)


class CaseStore(Protocol):
    """Cases with parts, deadlines and opinions. Optimistic lock: `save` raises Conflict when the version has
    changed."""

    async def next_number(self) -> CaseNumber: ...
    async def add(self, case: Case) -> None: ...
    async def get(self, case: CaseId) -> Case: ...
    async def known(self, wanted: Sequence[CaseId]) -> Mapping[CaseId, Case]:
        """The given cases that exist and can be decrypted."""
        ...

    async def by_number(self, number: CaseNumber) -> Case | None: ...
    async def save(self, case: Case, *, was: int) -> None:
        """Stores the case; `was` is the version that was loaded. Also rewrites its deadline rows."""
        ...

    async def page(self, wanted: CaseFilter, *, after: CaseNumber | None, limit: int) -> Sequence[Case]:
        """Newest first, numbers below `after`."""
        ...

    async def worst(self, wanted: CaseFilter, *, start: int, limit: int) -> Sequence[Case]:
        """Open cases, the worst first, without the first `start` of them."""
        ...

    async def count(self, wanted: CaseFilter, *, most: int | None = None) -> int:
        """How many cases the filter allows; stops counting at `most` where it is given."""
        ...

    async def caseloads(self, now: datetime, seen: CaseFilter) -> Mapping[AgencyKey, Caseload]:
        """The present caseload of each body that leads an open case which the filter allows."""
        ...

    async def overdue(self, now: datetime, wanted: CaseFilter = ..., *, limit: int = 50) -> Sequence[Case]:
        """Open cases that the filter allows with a running deadline that has passed, the earliest first."""
        ...

    async def count_overdue(self, now: datetime, wanted: CaseFilter) -> int: ...

    async def count_received(self, since: datetime, until: datetime, seen: CaseFilter) -> int:
        """How many cases were received in between, open or not; without those that bar one of the bodies of `seen`, or
        that one of its people handed on."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> Sequence[CaseId]:
        """Cases with a deadline row to act on now, earliest first."""
        ...


class RecusalStore(Protocol):
    """Who has handed which case on, and why."""

    async def add(self, recusal: Recusal) -> None: ...
    async def who(self, case: CaseId) -> frozenset[PersonKey]: ...
    async def of_case(self, case: CaseId) -> Sequence[Recusal]: ...
    async def cases_of(self, person: PersonKey, since: datetime | None = None) -> Sequence[CaseId]:
        """The cases that this person has handed on; with `since`, without those that were closed before."""
        ...


class NoteStore(Protocol):
    """Internal notes of cases."""

    async def add(self, note: Note) -> None: ...
    async def of_case(self, case: CaseId) -> Sequence[Note]: ...


class TaskStore(Protocol):
    """Open tasks of open cases, as lists need them."""

    async def page(self, wanted: TaskFilter, *, skip: int, limit: int) -> Sequence[tuple[Case, int]]:
        """Case and number of each task, the longest late first."""
        ...

    async def count(self, wanted: TaskFilter, *, most: int) -> int:
        """How many there are; stops counting at `most`."""
        ...


class WorkStore(Protocol):
    """Parts and tasks of open cases together, as the lists of officers need them."""

    async def page(self, wanted: WorkFilter, *, skip: int, limit: int) -> Sequence[tuple[Case, AgencyKey, int]]:
        """Case, body and number of the task; 0 for the body's part in the case, or for looking again after it was
        closed. The soonest due come first."""
        ...

    async def count(self, wanted: WorkFilter, *, most: int) -> int:
        """How many there are; stops counting at `most`."""
        ...


class SilentBodyStore(Protocol):
    """Of which cases somebody was told that a body cannot learn of them."""

    async def untold(self, bodies: Collection[AgencyKey], limit: int) -> Sequence[tuple[CaseId, AgencyKey]]:
        """Open P1 and P2 cases in which one of these bodies has an open part, while nobody was told that it cannot
        learn of them."""
        ...

    async def note_told(self, case: CaseId, agency: AgencyKey, now: datetime) -> bool:
        """Notes that somebody was told. Returns False when that was noted before."""
        ...

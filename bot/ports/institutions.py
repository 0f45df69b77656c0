"""The registry of institutions that must report, the accounts of their people, and whether anybody of one reported."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import PersonKey, ReportId
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import InstitutionFilter, Registered, Seat, SeatRole, Window


class InstitutionStore(Protocol):
    """The registry of institutions. The institution of a report is stored here as a keyed hash. Only the identity vault
    holds its code."""

    async def get(self, code: str) -> Institution | None: ...
    async def registered(self, code: str) -> Registered | None: ...
    async def all(self) -> Sequence[Registered]: ...
    async def save(self, one: Registered) -> None: ...
    async def page(self, wanted: InstitutionFilter, *, skip: int, limit: int) -> Sequence[Registered]:
        """One page of the institutions, sorted by name."""
        ...

    async def count(self, wanted: InstitutionFilter) -> int: ...
    async def by_link(self, secret: str) -> Registered | None:
        """The institution with this link for staff."""
        ...

    async def by_head_link(self, secret: str, now: datetime) -> Registered | None:
        """The institution with this one-time link for its head; None when it was used or is too old."""
        ...

    async def seat(self, person: PersonKey, role: SeatRole) -> Seat | None: ...
    async def save_seat(self, seat: Seat) -> None: ...
    async def end_seat(self, person: PersonKey, role: SeatRole) -> None: ...
    async def end_seats(self, code: str, role: SeatRole) -> int:
        """Ends them; returns how many there were."""
        ...

    async def count_staff(self, codes: Collection[str]) -> dict[str, int]:
        """How many accounts are linked to each; never which."""
        ...

    async def heads(self, code: str) -> Sequence[Seat]: ...
    async def note_report(self, report: ReportId, code: str, at: datetime, *, in_conflict: bool) -> None:
        """Somebody of the institution reported, or says now that they did. A second call for one report replaces the
        first."""
        ...

    async def bar(self, told: Collection[ReportId], month: datetime) -> None:
        """A body is barred from the case of these reports, in the month that began at `month`: reports of that month
        are in conflict; earlier ones, whose month was over, still count."""
        ...

    async def forget_report(self, report: ReportId) -> None:
        """The person reports as a private person after all."""
        ...

    async def reported(self, codes: Collection[str], window: Window) -> frozenset[str]:
        """Those of the institutions from which somebody reported in the window. Reports in conflict with an institution
        do not count."""
        ...

"""Reports, what was added to them, and who reported."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.cases.lists import Reply
from bot.domain.cases.reporter.check_ins import CheckIn
from bot.domain.ids import (
    CaseId,
    CaseNumber,
    PersonKey,
    ReporterToken,
    ReportId,
)
from bot.domain.people import Reporter
from bot.domain.report import Addition, Report


class ReportStore(Protocol):
    """Reports, encrypted under their case's key; and the identity vault. An addition by somebody else is a change of
    the report too: `save`, `rewrite` and `add_addition` raise Conflict then."""

    async def add(self, report: Report) -> None: ...
    async def save(self, report: Report) -> None: ...
    async def of_case(self, case: CaseId) -> Sequence[Report]: ...
    async def of_person(self, person: PersonKey) -> Sequence[tuple[Report, CaseNumber]]:
        """The person's own reports, newest first."""
        ...

    async def add_addition(self, report: Report, addition: Addition) -> None: ...
    async def rewrite(self, report: Report) -> None:
        """Stores the report anew with each of its additions, because files in them are stored in another way now."""
        ...

    async def add_reply(self, reply: Reply) -> None:
        """Stores an answer of the officers, encrypted under the case's key."""
        ...

    async def replies_of(self, case: CaseId) -> Sequence[Reply]:
        """All answers given in the case, oldest first."""
        ...

    async def reporter(self, token: ReporterToken) -> Reporter | None: ...
    async def save_reporter(self, reporter: Reporter) -> None: ...
    async def forget_chat(self, person: PersonKey) -> None:
        """The person blocked the bot: their reporters must not be written to."""
        ...

    async def note_hidden(self, person: PersonKey, at: datetime) -> None:
        """The person has cleared the chat: nothing there may show any more that there is a case (SG42), and the
        permission by the danger path's button ends."""
        ...

    async def end_leave(self, person: PersonKey) -> None:
        """The permission by the danger path's button ends (a word to stop)."""
        ...

    async def similar(self, hashes: Sequence[str], since: datetime) -> Sequence[CaseId]:
        """Cases whose child has one of these keyed hashes (T20)."""
        ...

    async def same_child(self, case: CaseId, within: timedelta) -> Sequence[CaseId]:
        """Other cases whose child has a keyed hash of this case's child, noted within that time of it (T20)."""
        ...

    async def note_child_hashes(self, case: CaseId, hashes: Sequence[str], at: datetime) -> None: ...
    async def plan_check_in(self, report: ReportId, asked: int, due_at: datetime | None) -> None:
        """When the reporter is asked next how they are, and how often they were asked; None: not any more."""
        ...

    async def check_ins(self, now: datetime, limit: int) -> Sequence[CheckIn]:
        """The reports whose reporters must be asked now, the longest due first."""
        ...

"""A case together with those that were merged into it: what was told, noted and answered in all of them.

Reports, files, notes and answers stay under the key of the case they came with; whoever reads a case reads these too.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from bot.domain.cases.case import Case
from bot.domain.cases.lists import Note, Reply
from bot.domain.cases.reporter.merged import as_told, ids_of
from bot.domain.ids import CaseId
from bot.domain.report import Report
from bot.ports.cases import CaseStore
from bot.ports.unit_of_work import UnitOfWork

T = TypeVar("T")


class HasCases(Protocol):
    """A store of cases: what leads from one case to another. Any unit of work has it."""

    @property
    def cases(self) -> CaseStore: ...


async def merge_chain(uow: HasCases, case: Case) -> list[Case]:
    """The case, the case that it was merged into, and so on to the one that goes on."""
    chain = [case]
    while (merging := chain[-1].merging) is not None:
        chain.append(await uow.cases.get(merging.into))
    return chain


async def goes_on(uow: UnitOfWork, case: Case) -> Case:
    """The case that goes on: this one, or the one that it was merged into."""
    return (await merge_chain(uow, case))[-1]


async def case_of(uow: UnitOfWork, report: Report) -> Case:
    """The case in which officers work on this report."""
    return await goes_on(uow, await uow.cases.get(report.case))


async def case_as_told(uow: UnitOfWork, case: CaseId) -> Case:
    """The case as the reporter of this very case may read it."""
    return as_told(await merge_chain(uow, await uow.cases.get(case)))


async def with_merged(uow: UnitOfWork, case: Case) -> list[Case]:
    """The case, and the cases that were merged into it."""
    return [case, *[await uow.cases.get(one.case) for one in case.absorbed]]


async def reports_of(uow: UnitOfWork, case: Case) -> list[Report]:
    """All reports, in the order in which they were sent. Each names the case whose key opens it and its files."""
    return sorted(await _all(case, uow.reports.of_case), key=lambda report: report.sent_at)


async def notes_of(uow: UnitOfWork, case: Case) -> list[Note]:
    """All notes, oldest first. A note that two of the cases have, because they were one before, comes once."""
    found = {(note.at, note.agency, note.words): note for note in await _all(case, uow.notes.of_case)}
    return sorted(found.values(), key=lambda note: note.at)


async def replies_of(uow: UnitOfWork, case: Case) -> list[Reply]:
    """All answers to all reporters, oldest first."""
    return sorted(await _all(case, uow.reports.replies_of), key=lambda reply: reply.at)


async def _all(case: Case, of_one: Callable[[CaseId], Awaitable[Sequence[T]]]) -> list[T]:
    return [found for one in ids_of(case) for found in await of_one(one)]

"""A body that is barred from a case is barred from the cases that were merged into it as well.

Lists and numbers count each case by itself: without this the body would still count a case that it must not know of.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.merging.merge import barred_of
from bot.domain.errors import Conflict, TiplineError
from bot.domain.ids import CaseId
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Services, Transaction

MERGED = CaseFilter(states=frozenset({CaseState.MERGED}), open_only=False)
PAGE = 50
ATTEMPTS = 5


async def bar_merged(uow: UnitOfWork, case: Case) -> None:
    """Bars the merged cases when a body is barred from the case that goes on."""
    merged = await uow.cases.known([one.case for one in case.absorbed])
    for part in merged.values():
        await _bar(uow, part, case)


async def bar_all_merged(services: Services, now: datetime) -> tuple[int, int]:
    """Bars the merged cases of all cases that an older program merged and barred a body from afterwards. Returns how
    many there were, and how many could not be brought up to date. A case that the bot is changing at this moment is
    tried again."""
    after, changed, left = None, 0, 0
    while True:
        async with services.reading() as uow:
            found = await uow.cases.page(MERGED, after=after, limit=PAGE)
        for part in found:
            is_barred = await _bar_one(services, now, part)
            changed, left = changed + bool(is_barred), left + (is_barred is None)
        if not found:
            return changed, left
        after = found[-1].number


async def _bar_one(services: Services, now: datetime, part: Case) -> bool | None:
    """Whether it was; None for a case that does not open, or that was changed at each attempt."""
    for _ in range(ATTEMPTS):
        try:
            return await _bar_as_it_is(services, now, part.id)
        except Conflict:
            continue
        except TiplineError:
            return None
    return None


@transaction_of_program
async def _bar_as_it_is(act: Transaction, case_id: CaseId) -> bool:
    was = await act.uow.cases.get(case_id)
    return await _bar(act.uow, was, await goes_on(act.uow, was))


async def _bar(uow: UnitOfWork, part: Case, whole: Case) -> bool:
    barred = barred_of(part, whole)
    if barred == part.barred:
        return False
    await uow.cases.save(next_version(replace(part, barred=barred)), was=part.version)
    return True

"""A body that is barred from a case is barred from those that were merged into it as well.

Lists and numbers know each case by itself: without this the body would still count one that it must not know of.
"""

from dataclasses import replace

from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.merge import barred_of
from bot.domain.errors import TiplineError
from bot.ports.unit_of_work import Begin, UnitOfWork
from bot.usecases.access.merged_cases import goes_on

MERGED = CaseFilter(states=frozenset({CaseState.MERGED}), open_only=False)
PAGE = 50


async def bar_merged(uow: UnitOfWork, case: Case) -> None:
    """Called when a body is barred from the case that goes on."""
    merged = await uow.cases.known([one.case for one in case.absorbed])
    for part in merged.values():
        await _bar(uow, part, case)


async def bar_all_merged(begin: Begin) -> int:
    """The same for all cases that an older program merged and barred a body from afterwards; how many there were. Cases
    that do not open, or that the bot is changing at this moment, are left as they are."""
    after, changed = None, 0
    while True:
        async with begin() as uow:
            found = await uow.cases.page(MERGED, after=after, limit=PAGE)
        for part in found:
            changed += await _bar_one(begin, part)
        if not found:
            return changed
        after = found[-1].number


async def _bar_one(begin: Begin, part: Case) -> bool:
    try:
        async with begin() as uow:
            is_barred = await _bar(uow, part, await goes_on(uow, part))
            await uow.commit()
    except TiplineError:
        return False
    return is_barred


async def _bar(uow: UnitOfWork, part: Case, whole: Case) -> bool:
    barred = barred_of(part, whole)
    if barred == part.barred:
        return False
    await uow.cases.save(next_version(replace(part, barred=barred)), was=part.version)
    return True

"""A body that is barred from a case is barred from those that were merged into it as well.

Lists and numbers know each case by itself: without this the body would still count one that it must not know of.
"""

from dataclasses import replace

from bot.domain.cases.acting import next_version
from bot.domain.cases.case import Case
from bot.domain.cases.merge import barred_of
from bot.ports.unit_of_work import UnitOfWork


async def bar_merged(uow: UnitOfWork, case: Case) -> None:
    """Called when a body is barred from the case that goes on."""
    merged = await uow.cases.known([one.case for one in case.absorbed])
    for part in merged.values():
        barred = barred_of(part, case)
        if barred != part.barred:
            await uow.cases.save(next_version(replace(part, barred=barred)), was=part.version)

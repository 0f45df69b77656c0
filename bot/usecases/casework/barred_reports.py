"""Reports by staff of institutions, when a body is barred from their case: they are in conflict from now on.

Lists that have shown one already go on showing it: a list that changes at this moment would say that there is such a
report, and when the body was named.
"""

from bot.domain.cases.case import Case
from bot.domain.institutions.period import month_of
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.services import Transaction


async def note_barred(act: Transaction, was: Case, case: Case) -> None:
    """Called when a body is barred from the case. Where another one was barred before, its reports are in conflict
    already."""
    if not was.barred:
        told = [report.id for report in await reports_of(act.uow, case)]
        await act.uow.institutions.bar(told, month_of(act.now, act.services.profile.zone))

"""Reports by staff of institutions: when a body is barred from their case, they are marked as in conflict from then on.

Lists that have shown such a report before go on showing it: a list that changed at this moment would say that the
report exists, and when the body was named.
"""

from bot.domain.cases.case import Case
from bot.domain.institutions.period import month_of
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.services import Transaction


async def note_barred(act: Transaction, was: Case, case: Case) -> None:
    """Marks the reports when a body is barred from the case. Where another body was barred before, they are marked
    already."""
    if not was.barred:
        told = [report.id for report in await reports_of(act.uow, case)]
        await act.uow.institutions.bar(told, month_of(act.now, act.services.profile.zone))

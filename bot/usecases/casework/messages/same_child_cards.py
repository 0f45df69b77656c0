"""Cards of cases that may be about the same child name each other, in groups that may know of both."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.ids import CaseId
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.services import Transaction

REPEAT_WITHIN = timedelta(days=365)
"""T20: another report on the same child within 12 months."""


async def name_on_other_cards(act: Transaction, case: Case) -> None:
    """Edits the cards of other cases that may be about the same child, without a sound: they name this one where their
    body may know of it, and do not name it any more where it is barred."""
    if is_quarantined(case):
        return
    for other in (await of_same_child(act.uow, case)).values():
        if other.is_open:
            await tell_agencies(act, other)


async def of_same_child(uow: UnitOfWork, case: Case) -> Mapping[CaseId, Case]:
    """The other cases that may be about the same child. For a case that was merged into another, that other one."""
    alike = [other for one in ids_of(case) for other in await uow.reports.same_child(one, REPEAT_WITHIN)]
    found = [await goes_on(uow, other) for other in (await uow.cases.known(list(dict.fromkeys(alike)))).values()]
    return {other.id: other for other in found if other.id != case.id}

"""Five words that staff handed to a caller: at first use they are replaced, and staff accounts cannot use them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.access.receipts import SHOWN
from bot.domain.intake.report import Report
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.staff_intake import NotForStaff, WordsReplaced
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.reporting.receipts import Receipt


@dataclass(frozen=True)
class Use:
    """What is needed where somebody uses words of a caller: found out only then, for it takes long."""

    is_staff: bool
    receipt: Receipt
    """What stands in the place of words that were handed over."""


async def are_callers(uow: UnitOfWork, mark: str, report: Report | None) -> bool:
    """Whether words that lead to this report, or to none, are a caller's: handed over by staff, or replaced since."""
    return is_entered(report) if report is not None else await uow.receipts.handed(mark) is not None


async def answered(uow: UnitOfWork, to: ToChat, slot: str, mark: str, use: Use, now: datetime) -> bool:
    """Whether the words have had their answer: none for staff, new ones for a caller. False: they open the report, or
    somebody was quicker."""
    if use.is_staff:
        await uow.outbox.add(Notice(NotForStaff(), to, slot=slot, mode=Mode.REPLACE))
        return True
    report = await uow.receipts.handed(mark)
    if report is None or not await uow.receipts.replaced(mark):
        return False
    code, fresh = use.receipt
    await uow.receipts.add(fresh, report.id, now)
    await uow.audit.add("words_replaced", at=now, case=report.case)
    await uow.outbox.add(Notice(WordsReplaced(code=tuple(code)), to, gone_after=SHOWN))
    return True

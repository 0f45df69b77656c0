"""Five words that staff gave to a caller. When they are first used they are replaced by new ones, and staff accounts
cannot use them."""

from dataclasses import dataclass

from bot.domain.access.receipts import SHOWN, Receipt
from bot.domain.intake.staff_intake import is_entered
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.staff_intake import NotForStaff, WordsReplaced
from bot.domain.people import Belonging
from bot.domain.report import Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import account_is_of_staff
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting.sent_reports.receipts import SLOT


@dataclass(frozen=True)
class Use:
    """What is needed where somebody uses a caller's words. It is computed only then, because it takes long."""

    belonging: Belonging | None
    """The bodies to which the account belongs, as Telegram said; None where Telegram could not be asked."""
    receipt: Receipt
    """The new words that replace the ones that were given to the caller."""


async def are_callers(uow: UnitOfWork, keyed_hash: str, report: Report | None) -> bool:
    """Whether words that lead to this report, or to none, are a caller's: given by staff, or replaced since."""
    return is_entered(report) if report is not None else await uow.receipts.handed(keyed_hash) is not None


async def answered(act: ReporterAct, to: ToChat, keyed_hash: str, use: Use) -> bool:
    """Whether the words were answered: staff are refused, a caller gets new ones. False: they open the report, or
    another use of them was faster."""
    if await account_is_of_staff(act.uow, act.visitor, use.belonging):
        await act.uow.outbox.add(Notice(NotForStaff(), to, slot=SLOT, mode=Mode.REPLACE))
        return True
    report = await act.uow.receipts.handed(keyed_hash)
    if report is None or not await act.uow.receipts.replaced(keyed_hash):
        return False
    code, fresh = use.receipt
    await act.uow.receipts.add(fresh, report.id, act.now)
    await act.uow.audit.add("words_replaced", at=act.now, case=report.case)
    await act.uow.outbox.add(Notice(WordsReplaced(code=tuple(code)), to, gone_after=SHOWN))
    return True

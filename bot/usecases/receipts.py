"""Receipts: a code of five words is made for each report that is sent, shown once, and kept as a hash alone (SG17)."""

from datetime import datetime

from bot.domain.ids import MessageId
from bot.domain.notices import Fact, Notice, ToChat
from bot.domain.receipts import CODE_BYTES, SHOWN, Code, code_of, written
from bot.domain.report import Report
from bot.ports import UnitOfWork, Visitor
from bot.usecases.line import Line

PURPOSE = "receipt"
Receipt = tuple[Code, str]
"""A code, and the slow keyed hash under which it is kept."""


async def new_receipt(line: Line) -> Receipt:
    """A fresh code; its hash takes some hundredths of a second and is made outside of any transaction."""
    code = code_of(line.tokens.token(CODE_BYTES))
    return code, await line.marks.slow_mark(PURPOSE, written(code))


async def hand_over(uow: UnitOfWork, to: ToChat, receipt: Receipt, report: Report, voice: str, now: datetime) -> None:
    """Show the code once, in a message of its own that goes after a minute; keep its hash."""
    code, mark = receipt
    await uow.receipts.add(mark, report.id, now)
    words: list[Fact] = [*code]
    facts: dict[str, Fact] = {"code": words, "voice": voice, "gone_after": SHOWN.total_seconds()}
    await uow.outbox.add(Notice("receipt_code", to, facts))


async def have_it(line: Line, visitor: Visitor, message: MessageId) -> None:
    """'I have it': the code goes at once."""
    async with line.begin() as uow:
        await uow.outbox.add(Notice("wipe", ToChat(visitor.chat, visitor.locale), {"messages": [int(message)]}))
        await uow.commit()

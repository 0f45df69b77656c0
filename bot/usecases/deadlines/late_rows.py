"""What is still late when people above a late body are about to read of it."""

from collections.abc import Sequence

from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.shown_deadlines import is_still_missed
from bot.domain.notices.notice import Notice
from bot.domain.notices.supervisor.deadlines import LadderRow
from bot.ports.unit_of_work import Begin
from bot.usecases.access.audience import may_read_in_list


async def still_late(reading: Begin, notice: Notice, rows: Sequence[LadderRow]) -> list[LadderRow]:
    """The rows whose act is still not done, about cases of which the reader may still know."""
    async with reading() as uow:
        found = {number: await uow.cases.by_number(number) for number in {one.number for one in rows}}
        known = {number: case for number, case in found.items() if case and await may_read_in_list(uow, notice, case)}
    return [one for one in rows if one.number in known and _is_late(known[one.number], one)]


def _is_late(case: Case, one: LadderRow) -> bool:
    """Whether the deadline is still missed. That a body took a case over stays true."""
    return one.deadline is None or is_still_missed(case, one.deadline, one.agency, one.item)

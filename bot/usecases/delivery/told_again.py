"""A list of several cases is deleted from the chat of somebody who may not know of one of them any more. What is late
in the others is told again at once.

What is not late in the others stays in the cards, and in the lists that can be asked for.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.lateness import body_of, late_deadlines
from bot.domain.cases.deadlines.marks import colour_of
from bot.domain.ids import MessageId, UserId
from bot.domain.notices.notice import Address, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.supervisor.deadlines import Ladder, LadderList, LadderRow
from bot.domain.queues.delivery import OutboxRow
from bot.ports.delivery import DeliveryStores

AMONG = 200
"""How many late cases are looked through, those that are late for the longest time first. No message names as many."""


async def tell_others_again(stores: DeliveryStores, row: OutboxRow, gone: Collection[MessageId], now: datetime) -> None:
    """`gone`: the messages that were deleted and are not forgotten yet."""
    wipe = row.notice.content
    to = await _reader(stores, row) if isinstance(wipe, Wipe) and wipe.cases and gone else None
    if not isinstance(wipe, Wipe) or to is None:
        return
    late = {case.number: case for case in await stores.cases.overdue(now, limit=AMONG)}
    named = await stores.messages.named_in(row.chat, gone, late.keys() - set(wipe.cases))
    await stores.outbox.add(*_notices([late[number] for number in sorted(named)], to, now))


async def _reader(stores: DeliveryStores, row: OutboxRow) -> Address | None:
    """The body whose group it is, or the member of the staff whose private chat it is. None for a former group, and for
    anybody else."""
    if isinstance(row.notice.to, ToAgency):
        return row.notice.to
    person = stores.blind_index.person(UserId(row.chat))
    staff = None if row.is_group else await stores.staff.get(person)
    return None if staff is None or staff.left_at is not None else ToPerson(person)


def _notices(cases: Sequence[Case], to: Address, now: datetime) -> list[Notice]:
    """One list. A case that bars a body is told by itself, since each of its readers is checked when it is sent."""
    listed = tuple(one for case in cases if not case.barred for one in _rows(case, to, now))
    found = [Notice(LadderList(rows=listed), to, priority=Priority.ALERT, silent=True)] if listed else []
    alone = [(case, one) for case in cases if case.barred for one in _rows(case, to, now)]
    return found + [
        Notice(Ladder(**vars(one)), to, priority=Priority.ALERT, case=case.id, silent=True) for case, one in alone
    ]


def _rows(case: Case, to: Address, now: datetime) -> list[LadderRow]:
    """What the people above were told of. The group of a late body is reminded of its own deadlines otherwise."""
    return [
        LadderRow(
            number=case.number,
            urgency=case.urgency,
            step=LadderStep.DOUBLE if LadderStep.DOUBLE in deadline.fired else LadderStep.BREACH,
            agency=body_of(case, deadline),
            deadline=deadline.kind,
            due_at=deadline.due_at,
            mark=colour_of(case, now),
            item=deadline.item,
        )
        for deadline in late_deadlines(case, now)
        if LadderStep.BREACH in deadline.fired and to != ToAgency(body_of(case, deadline))
    ]

"""A list of several cases is deleted from the chat of somebody who may not know of one of them any more. What is late
in the others is told again at once, to those whom the ladder tells of it now.

What is not late in the others stays in the cards, and in the lists that can be asked for.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case
from bot.domain.cases.reporter.merged import numbers_of
from bot.domain.ids import AgencyKey, MessageId, UserId
from bot.domain.notices.above import ReaderAbove, late_rows
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.supervisor.deadlines import Ladder, LadderList, LadderRow
from bot.domain.queues.delivery import OutboxRow
from bot.ports.delivery import DeliveryStores

AGAIN = "late_again"
"""The slot of what is told again. What the ladder tells holds none, so the two are never merged."""
AMONG = 200
"""How many late cases are looked through, those that are late for the longest time first. No message names as many."""


async def tell_others_again(
    stores: DeliveryStores, row: OutboxRow, gone: Collection[MessageId], now: datetime, supervising: AgencyKey
) -> None:
    """`gone`: the messages that were deleted and are not forgotten yet. `supervising`: the body that watches all
    others."""
    wipe = row.notice.content
    if not isinstance(wipe, Wipe) or not wipe.cases or not gone:
        return
    readers = await _readers(stores, row)
    if not readers:
        return
    late = await stores.cases.overdue(now, limit=AMONG)
    numbers = {number: case for case in late for number in numbers_of(case)}
    named = await stores.messages.named_in(row.chat, gone, numbers.keys() - set(wipe.cases))
    told = sorted({numbers[number].number: numbers[number] for number in named}.items())
    for reader in readers:
        rows = [(case, late_rows(case, reader, supervising, now)) for _, case in told]
        await stores.outbox.add(*_notices(rows, reader.to))


async def _readers(stores: DeliveryStores, row: OutboxRow) -> list[ReaderAbove]:
    """The body whose group it is, or was until it was lost; or the member of the staff whose private chat it is. Nobody
    for a former group, for an officer who is above nobody, and for anybody else."""
    if row.is_group:
        bodies = await stores.agencies.at(row.chat) or await stores.agencies.lost_in(row.chat)
        return [ReaderAbove(ToAgency(body)) for body in bodies]
    person = stores.blind_index.person(UserId(row.chat))
    staff = await stores.staff.get(person)
    if staff is None or staff.left_at is not None or not (staff.supervisor or staff.heads):
        return []
    return [ReaderAbove(ToPerson(person), staff.supervisor, staff.heads)]


def _notices(told: Sequence[tuple[Case, Sequence[LadderRow]]], to: Address) -> list[Notice]:
    """One list. A case that bars a body is told by itself, since each of its readers is checked when it is sent. Where
    a further deletion follows in the chat, what it tells again is merged with what waits, so nothing is told twice."""
    listed = tuple(one for case, rows in told if not case.barred for one in rows)
    found = [_again(LadderList(rows=listed), to, AGAIN)] if listed else []
    return found + [_alone(case, one, to) for case, rows in told if case.barred for one in rows]


def _alone(case: Case, one: LadderRow, to: Address) -> Notice:
    """One missed deadline of a case; it takes the place of what was told again of it before."""
    slot = f"{AGAIN}:{case.id}:{one.agency}:{one.deadline}:{one.item}"
    return replace(_again(Ladder(**vars(one)), to, slot), case=case.id, mode=Mode.REPLACE)


def _again(said: Ladder | LadderList, to: Address, slot: str) -> Notice:
    return Notice(said, to, priority=Priority.ALERT, slot=slot, silent=True, merge=True)

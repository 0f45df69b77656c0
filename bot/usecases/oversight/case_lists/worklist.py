"""/desk: what waits for the person's answer, what is new, what is due next and what is theirs, as one live message in
the private chat.

Supervisors, who may belong to no body, also read what waits for others and what nobody sees to. The lines hold what a
card in the body's group holds, and no more: number, class, harm, times, marks.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.access.waiting import Awaited
from bot.domain.cases.lists import DUE, NEW, WorkFilter
from bot.domain.ids import ChatId
from bot.domain.notices.case_rows import WaitRow, WorkRow
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.officer.work import FromAbove, Worklist
from bot.domain.notices.say import SayAlone
from bot.domain.people import Agent, Staff
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.case_lists.case_rows import work_row
from bot.usecases.oversight.case_lists.own_work import COUNTED, of_bodies, work_seen
from bot.usecases.oversight.case_lists.waiting import ListReader, questions, red, untaken

SLOT = "worklist"
"""The slot of the live message in the private chat."""
SHOWN = 4
"""How many lines stand under each heading."""
SECOND = frozenset(Awaited) - {Awaited.ACCEPT, Awaited.HANDED}
"""Questions to a second person: supervisors see to it that somebody answers."""


@transaction(Action.DESK, again="desk")
async def show_desk(act: Act) -> None:
    """Shows the worklist as a new message at the end of the chat, and keeps it up to date from now on."""
    said = await worklist_of(ListReader(act.services, act.uow, act.agent, act.scope, act.now))
    await act.uow.worklists.keep(act.person, bodies_of(act.agent), act.now)
    await act.tell(Notice(said, act.to, slot=SLOT, mode=Mode.REPLACE, silent=True))


def has_desk(agent: Agent) -> bool:
    """Whether the person has a worklist at all."""
    return agent.supervisor or bool(bodies_of(agent))


async def worklist_of(reader: ListReader) -> Worklist:
    """What the worklist shows now to a reader with these rights. No line stands there twice."""
    waits, others = await questions(reader)
    said = Worklist(waits=tuple(waits[:SHOWN]), waits_total=len(waits), is_of_body=bool(bodies_of(reader.agent)))
    if said.is_of_body:
        said = await _with_work(reader, said)
    if reader.may_ever(Action.NEW_GROUP):
        said = replace(said, groups=tuple(await reader.uow.new_groups.waiting()))
    return replace(said, above=await _from_above(reader, others)) if reader.agent.supervisor else said


async def _from_above(reader: ListReader, others: Sequence[WaitRow]) -> FromAbove:
    """What supervisors see to in addition."""
    second = [one for one in others if one.kind in SECOND]
    (free, free_total), (red_ones, red_total) = await untaken(reader, SHOWN), await red(reader, SHOWN)
    return FromAbove(
        second=tuple(second[:SHOWN]),
        second_total=len(second),
        untaken=tuple(free),
        untaken_total=free_total,
        red=tuple(red_ones),
        red_total=red_total,
    )


async def _with_work(reader: ListReader, said: Worklist) -> Worklist:
    """What the reader's bodies have to do, and what the reader has taken."""
    uow, agent = reader.uow, reader.agent
    new, taken = (of_bodies(reader.scope, agent)[which] for which in (NEW, DUE))
    mine = WorkFilter(work_seen(reader.scope, agent), owner=agent.person)
    waits = await _rows(reader, new)
    found = await _rows(reader, taken, most=SHOWN + 1)
    due = found[:SHOWN]
    owned = await _rows(reader, mine, besides=due)
    return replace(
        said,
        new=tuple(waits),
        new_total=await uow.work.count(new, most=COUNTED),
        due=tuple(due),
        more_due=len(found) > SHOWN,
        mine=tuple(owned),
        mine_total=await uow.work.count(mine, most=COUNTED),
    )


async def _rows(
    reader: ListReader, wanted: WorkFilter, *, besides: Sequence[WorkRow] = (), most: int = SHOWN
) -> list[WorkRow]:
    """The first few cases, without those that stand further up."""
    found = await reader.uow.work.page(wanted, skip=0, limit=most + len(besides))
    rows = [work_row(case, body, item, reader.now, reader.agent.person) for case, body, item in found]
    return [one for one in rows if one not in besides][:most]


async def end_worklist(uow: UnitOfWork, staff: Staff) -> None:
    """Removes the worklist from the chat of somebody who has no right to it any more, and stops keeping it up to
    date."""
    if await uow.worklists.drop(staff.person) and await uow.messages.slot(ChatId(staff.user), SLOT) is not None:
        over, to = SayAlone(key="staff-worklist-over"), ToChat(ChatId(staff.user), staff.locale)
        await uow.outbox.add(Notice(over, to, slot=SLOT, mode=Mode.EDIT, silent=True))

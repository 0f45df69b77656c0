"""What goes from the private chat of somebody who has handed a case on: all that they were shown of it. What is said of
an answer of theirs that has left stays."""

from bot.domain.desk_options import FormName
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.usecases.access.arrived_answers import answer_slot
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.waiting_calls import call_slot, to_acknowledge
from bot.usecases.casework.bodies.transfers import lead_slot
from bot.usecases.casework.case_files import files_wait_slot
from bot.usecases.casework.disclosure.reveal import reveal_slot
from bot.usecases.casework.messages import calling, handover_calls
from bot.usecases.casework.messages.shown_messages import (
    approval_slot,
    let_go_slot,
    lowering_slot,
    slots_of_opened,
    take_away,
)

FORM = FormName.RECUSE.value
"""The form whose messages stay: they say that the case was handed on."""


async def take_all_from(act: CaseAct) -> None:
    """Removes from the person's chat the report with its places and files, who reported it, tasks, calls, the button
    that takes an answer back, and questions to a second person. Where they were the one who was called, the next of the
    roster is called."""
    case, own = act.case, {act.person}
    await _call_the_next(act)
    await _wipe(act)
    calls = [call_slot(case, task.agency) for task in case.tasks]
    asked = [approval_slot(case), lowering_slot(case), let_go_slot(case), reveal_slot(case), lead_slot(case)]
    handed = [handover_calls.slot(case), handover_calls.handed_slot(case)]
    answers = [answer_slot(case, one.id) for one in case.outgoing if one.left_at is None and one.by == act.person]
    opened = [*await slots_of_opened(act.uow, case), files_wait_slot(case)]
    for slot in (*opened, *calls, *asked, *handed, *answers):
        await take_away(act, case, slot, own)


async def _wipe(act: CaseAct) -> None:
    """Removes at once what would leave the chat by itself a little later: lists of the case, typed words."""
    numbers, home = {act.case.number, *(one.number for one in act.case.absorbed)}, ChatId(act.visitor.user)
    found = await act.uow.expiring_messages.of(home)
    gone = [one for one in found if one.number in numbers and one.doing != FORM]
    if gone:
        await act.tell(Notice(Wipe(messages=tuple(one.message for one in gone)), ToChat(home, act.to.locale)))
        await act.uow.expiring_messages.done(gone)


async def _call_the_next(act: CaseAct) -> None:
    """Calls the next person on call in place of the one who recused themselves. Nobody is called where that person had
    no call, or where the body has acknowledged."""
    for body in to_acknowledge(act.case):
        if await calling.is_called_now(act, act.case, body, act.person):
            await act.uow.rosters.note_call(act.case.id, body, act.now)

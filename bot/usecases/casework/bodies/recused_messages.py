"""What goes from the private chat of somebody who has handed a case on. What is said of their own answers stays, and
so do sealed files that were handed out. The name of whoever reported goes by itself, ten minutes after it was shown."""

from bot.usecases.access.asking import CaseAct
from bot.usecases.access.waiting_calls import call_slot, to_acknowledge
from bot.usecases.casework.bodies.transfers import lead_slot
from bot.usecases.casework.case_files import file_slot, files_of, files_wait_slot
from bot.usecases.casework.disclosure.reveal import reveal_slot
from bot.usecases.casework.messages import calling, handover_calls
from bot.usecases.casework.messages.shown_messages import (
    approval_slot,
    let_go_slot,
    lowering_slot,
    story_slot,
    take_away,
)
from bot.usecases.casework.messages.story_places import place_slots
from bot.usecases.casework.messages.task_messages import opened_slots


async def take_all_from(act: CaseAct) -> None:
    """Removes from the person's chat the report with its places and files, tasks, calls, and questions to a second
    person. Where they were the one who was called, the next of the roster is called."""
    case, own = act.case, {act.person}
    await _call_the_next(act)
    calls = [call_slot(case, task.agency) for task in case.tasks]
    asked = [approval_slot(case), lowering_slot(case), let_go_slot(case), reveal_slot(case), lead_slot(case)]
    handed = [handover_calls.slot(case), handover_calls.handed_slot(case)]
    files = [files_wait_slot(case), *[file_slot(ref) for ref in await files_of(act.uow, case)]]
    opened = [story_slot(case), *opened_slots(case), *await place_slots(act.uow, case), *files]
    for slot in (*opened, *calls, *asked, *handed):
        await take_away(act, case, slot, own)


async def _call_the_next(act: CaseAct) -> None:
    """Calls the next person on call in place of the one who recused themselves. Nobody is called where that person had
    no call, or where the body has acknowledged."""
    for body in to_acknowledge(act.case):
        if await calling.is_called_now(act, act.case, body, act.person):
            await act.uow.rosters.note_call(act.case.id, body, act.now)

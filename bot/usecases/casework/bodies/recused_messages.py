"""What goes from the private chat of somebody who has handed a case on: every message that names it, but for the one
that says that they stepped back."""

from bot.usecases.access.asking import CaseAct
from bot.usecases.access.waiting_calls import to_acknowledge
from bot.usecases.casework.messages import calling
from bot.usecases.casework.messages.removed_messages import take_everything


async def take_all_from(act: CaseAct) -> None:
    """Removes all of the case from the person's chat. Where they were the one who was called, the next of the roster is
    called."""
    await _call_the_next(act)
    await take_everything(act, act.case, {act.person})


async def _call_the_next(act: CaseAct) -> None:
    """Calls the next person on call in place of the one who recused themselves. Nobody is called where that person had
    no call, or where the body has acknowledged."""
    for body in to_acknowledge(act.case):
        if await calling.is_called_now(act, act.case, body, act.person):
            await act.uow.rosters.note_call(act.case.id, body, act.now)

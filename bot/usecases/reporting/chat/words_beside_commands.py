"""Words beside a command; what is said of them stands above whatever the command shows."""

from bot.domain.intake.asides import knows, put_aside
from bot.domain.report import Addition, Draft, Piece
from bot.usecases.access.private_chat import conversation_of, note
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.reporting.draft.conversation import new_draft, resumed, save_and_render
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.reporting.sent_reports.limits import refuse_too_much_added

STORED = "beside-kept"


async def keep_in_conversation(act: ReporterAct, piece: Piece) -> bool:
    """Words beside a command join the conversation at hand and answer none of its questions. The same message counts
    once. Returns False and does nothing where there is no conversation."""
    draft = await conversation_of(act.uow, act.visitor)
    if draft is None or draft.is_addition:
        return False
    if not knows(draft, piece.message_id):
        await note(act.uow, act.visitor, STORED)
        await _put_aside(act, resumed(draft), piece)
    return True


@transaction_of_request
async def keep_quietly(act: ReporterAct, piece: Piece, *, is_stop: bool = False) -> None:
    """Stores words of somebody who may be watched: nothing is said. Where there is no conversation, the words join the
    report (beside 'stop' that is done elsewhere), else they begin a conversation."""
    draft = await conversation_of(act.uow, act.visitor)
    if draft is None or draft.is_addition:
        mine = await additions.own_of(act.uow, act.visitor.person, draft.case if draft is not None else None)
        if mine is not None:
            if not is_stop:
                refuse_too_much_added(act.services, mine.report, piece, act.now)
                unseen = additions.Confirmation(unseen=True)
                await additions.add(act, mine, Addition(act.now, pieces=(piece,)), unseen)
            return
    before = resumed(draft) if draft is not None else new_draft(act.services, act.visitor.locale, act.now)
    if not knows(before, piece.message_id):
        await _put_aside(act, before, piece)


async def _put_aside(act: ReporterAct, draft: Draft, piece: Piece) -> None:
    after = put_aside(draft, piece, act.now)
    await save_and_render(act, draft, after, None)

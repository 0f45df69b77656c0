"""The one place that saves a draft. What the danger path's card says in the chat follows the draft (Q-rule 2, SG40)."""

from collections.abc import Collection

from bot.domain.cases.deadlines.danger import promised_by
from bot.domain.cases.deadlines.idle_drafts import due_at
from bot.domain.ids import ChatId, PersonKey
from bot.domain.notices.notice import Mode
from bot.domain.people import Visitor
from bot.domain.report import Draft
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import ReporterAct
from bot.usecases.reporting.draft import danger_path
from bot.usecases.services import Transaction


async def save_draft(act: ReporterAct, before: Draft, after: Draft) -> None:
    """Saves what an act of the person has changed. A card that stands in the chat is edited where it would be wrong."""
    await save_unshown(act, act.visitor.person, act.visitor.chat, after)
    card = danger_path.edited(act.services.profile.policy, act.visitor, before, after)
    if card is not None and not await _is_cleared(act.uow, act.visitor, before):
        await act.uow.outbox.add(card)


async def save_step(
    act: ReporterAct, before: Draft | None, after: Draft, shown: Collection[str], *, is_back: bool = True
) -> tuple[Draft, bool]:
    """Saves a step of the conversation. `shown`: the help cards that the step has sent itself. The card may be sent
    anew, but not into a chat that was cleared and to which nobody is back (`is_back`). Returns the draft as it is
    saved, and whether the card now stands below the screen."""
    if not is_back and before is not None and await _is_cleared(act.uow, act.visitor, before):
        await save_unshown(act, act.visitor.person, act.visitor.chat, after)
        return after, False
    card, after = danger_path.follow_up(act.services.profile.policy, act.visitor, before, after, shown)
    await save_unshown(act, act.visitor.person, act.visitor.chat, after)
    if card is not None:
        await act.uow.outbox.add(card)
    return after, card is not None and card.mode is Mode.REPLACE


async def save_unshown(act: Transaction, person: PersonKey, chat: ChatId, draft: Draft) -> None:
    """Saves the draft and sends nothing: nobody is at the phone, or the chat was cleared."""
    await act.uow.drafts.save(person, chat, draft, due_at=due_at(act.services.profile, draft))


async def erase(act: Transaction, visitor: Visitor, draft: Draft) -> None:
    """The person gives up what they told. A card that stands in the chat is edited, so that it promises nothing any
    more."""
    await act.uow.drafts.drop(visitor.person, erase=draft.case is None)
    if promised_by(act.services.profile.policy, draft) is not None and not await _is_cleared(act.uow, visitor, draft):
        await act.uow.outbox.add(danger_path.card_in_place(visitor, draft))


async def _is_cleared(uow: UnitOfWork, visitor: Visitor, draft: Draft) -> bool:
    """Whether the card was deleted by Hide and not sent again: editing it would send a new message."""
    return bool(draft.hidden) and await uow.messages.slot(visitor.chat, danger_path.SLOT) is None

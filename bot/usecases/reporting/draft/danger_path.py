"""The danger path's own message in the chat: whom to call, what has become of the words, what officers may do here.

It is worded when it is sent, by what is true at that moment (SG40), and sent anew or edited when that changes.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.deadlines.danger import is_left_alone, is_on_danger_path, promised_by
from bot.domain.intake.facts import voice_to_anybody
from bot.domain.intake.questionnaire import SELF_HARM
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.in_chat import HelpCard
from bot.domain.people import Visitor
from bot.domain.profile import Policy
from bot.domain.report import Draft
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import case_as_told

SLOT = "lane"
CARDS = frozenset({"danger", "self_harm_now"})
"""Help cards with which the path begins. They stay, and say how things stand."""
PASSED_ON, LATE, TAKEN = "passed_on", "late", "taken"
"""What the person has been told about the case (Draft.said)."""
NEWS = {LATE: "alert-late", TAKEN: "alert-taken"}
"""Notes that stand above the screen."""
AWAY = frozenset({"hide", "resume", "again"})
"""Screens from which a person comes back: by then the card may be deleted, or far up in the chat."""


def card_of(draft: Draft) -> str:
    """The kind of card of the path: for a child in danger of hurting itself its own, else that of danger."""
    answer = draft.answer("self_harm_now")
    return "self_harm_now" if answer is not None and SELF_HARM & set(answer.options) else "danger"


def help_card(visitor: Visitor, draft: Draft, card: str, mode: Mode = Mode.REPLACE) -> Notice:
    """Whom to call, at once (SG11). All cards of the path have one slot in the chat."""
    to = ToChat(visitor.chat, draft.language)
    notice = Notice(HelpCard(card=card, voice=voice_to_anybody(draft), person=visitor.person), to)
    return replace(notice, slot=SLOT, mode=mode) if card in CARDS else notice


def follow_up(
    policy: Policy, visitor: Visitor, before: Draft | None, after: Draft, shown: Collection[str]
) -> tuple[Notice | None, Draft]:
    """Sends or edits the help card after a step in danger. It is sent anew when the case is made, or when the person is
    back. Otherwise it is edited where it has changed. `shown`: the cards that the step itself has sent."""
    is_told = after.case is None or PASSED_ON in after.said
    after = after if is_told else replace(after, said=after.said | {PASSED_ON})
    if CARDS & set(shown):
        return None, after
    is_back = before is not None and before.screen in AWAY and after.screen == "question"
    if is_on_danger_path(after) and (not is_told or is_back):
        return _card(visitor, after), after
    return edited(policy, visitor, before, after), after


def edited(policy: Policy, visitor: Visitor, before: Draft | None, after: Draft) -> Notice | None:
    """The card as it must be edited where it stands: its minute is another one, or has ended, or whether officers may
    write here has changed. None where it is right as it is."""
    was = None if before is None else promised_by(policy, before)
    had_leave = before is not None and before.allowed_at is not None
    is_leave_changed = is_on_danger_path(after) and had_leave != (after.allowed_at is not None)
    if was == promised_by(policy, after) and not is_leave_changed:
        return None
    return card_in_place(visitor, after)


def card_in_place(visitor: Visitor, draft: Draft) -> Notice:
    """The card in its slot, worded anew."""
    return replace(_card(visitor, draft), mode=Mode.EDIT)


def _card(visitor: Visitor, draft: Draft) -> Notice:
    return help_card(visitor, draft, card_of(draft))


async def news(uow: UnitOfWork, draft: Draft, now: datetime) -> tuple[tuple[str, ...], Draft]:
    """What has become of the alert, said above the next screen, each thing once: nobody has acknowledged it in time
    (SG47), or somebody has. The line begins no message for this: the person is here."""
    if draft.case is None or draft.is_addition:
        return (), draft
    case = await case_as_told(uow, draft.case)
    stands = TAKEN if case.acknowledged_at is not None else LATE if is_left_alone(case, now) else ""
    if not stands or stands in draft.said:
        return (), draft
    return (NEWS[stands],), replace(draft, said=draft.said | {stands})

"""A form that is put away unfinished says so: an answer that was not sent must never look as if it had been sent."""

from collections.abc import Mapping

from bot.domain.cases.case import Case
from bot.domain.desk import Desk
from bot.domain.notices.notice import Address, Leaves, Mode, Notice
from bot.domain.notices.say import AnySay, SayOfCase, SayOfTwoCases
from bot.domain.notices.sentences import CaseKey

UNSENT: Mapping[str, CaseKey] = {"reply": "staff-reply-unsent", "ask": "staff-ask-unsent"}
"""Forms whose words would have been sent to the reporter."""


def put_away(desk: Desk, to: Address, slot: str) -> list[Notice]:
    """Replaces an unfinished form by a message which says that it was not sent, or not saved. None where nothing was
    filled in."""
    if not desk.is_filled_in:
        return []
    key: CaseKey = UNSENT.get(desk.doing, "staff-desk-unsaved")
    return [_said(SayOfCase(key=key, number=desk.number), to, slot)]


def cancelled(desk: Desk, to: Address, slot: str) -> Notice:
    """Replaces a cancelled form by a message that it was not sent. Where nothing was filled in, the message says that
    nothing was changed."""
    key: CaseKey = UNSENT.get(desk.doing, "staff-desk-stopped") if desk.is_filled_in else "staff-desk-stopped"
    return _said(SayOfCase(key=key, number=desk.number), to, slot)


def closed_meanwhile(case: Case, desk: Desk | None, to: Address, slot: str) -> Notice:
    """The message for a form whose case was closed, or merged into another, before it was carried out."""
    if case.merging is not None:
        other = case.merging.number
        return _said(SayOfTwoCases(key="staff-merged-meanwhile", number=case.number, other=other), to, slot)
    unsent = desk is not None and desk.doing in UNSENT and desk.is_filled_in
    key: CaseKey = "staff-closed-unsent" if unsent else "staff-closed"
    return _said(SayOfCase(key=key, number=case.number), to, slot)


def _said(said: AnySay, to: Address, slot: str) -> Notice:
    """Such a message replaces the words on the desk, and may stay in the chat."""
    return Notice(said, to, slot=slot, mode=Mode.EDIT, leaves=Leaves(None))

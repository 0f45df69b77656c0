"""A notice that follows another one: written when that one has arrived, so that it says only what is so (SG40)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import ChatId
from bot.domain.notices.notice import Fact, Mode, Notice, ToChat

THEN = "then"
"""Fact of the notice that goes first. A fact and no field, so that an older program can read the row."""


def followed_by(first: Notice, then: Notice | None) -> Notice:
    """The first notice, which brings the other one about once it has arrived. Only into a private chat."""
    if then is None or not isinstance(then.to, ToChat):
        return first
    written: dict[str, Fact] = {
        "kind": then.kind,
        "chat": int(then.to.chat),
        "locale": then.to.locale,
        "facts": dict(then.facts),
        "slot": then.slot,
        "until": then.expires_at.isoformat() if then.expires_at is not None else None,
    }
    return replace(first, facts={**first.facts, THEN: written})


def afterwards(first: Notice) -> Notice | None:
    """What follows now that the first notice has arrived: an edit of what stands in the chat, with the newest state."""
    then = first.facts.get(THEN)
    if not isinstance(then, dict):
        return None
    facts, until = then["facts"], then["until"]
    return Notice(
        str(then["kind"]),
        ToChat(ChatId(int(str(then["chat"]))), str(then["locale"])),
        facts if isinstance(facts, dict) else {},
        slot=str(then["slot"]),
        mode=Mode.EDIT,
        expires_at=datetime.fromisoformat(str(until)) if until is not None else None,
        merge=True,
    )

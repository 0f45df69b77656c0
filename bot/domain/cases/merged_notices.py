"""Two notices that wait for the same chat and can be one: a card shows the newest state, reminders become a list, news
of a case one message."""

from dataclasses import replace

from bot.domain.cases.afterwards import THEN
from bot.domain.cases.news import NEWS, joined
from bot.domain.notices.notice import Fact, Mode, Notice

REMINDER, LIST = "reminder", "reminders"


def kinds_merged(kind: str) -> tuple[str, ...]:
    """Kinds of waiting notices that one of this kind may join; of other kinds only those of the same slot."""
    if kind in NEWS:
        return NEWS
    return (REMINDER, LIST) if kind in {REMINDER, LIST} else (kind,)


def merged(waiting: Notice, newer: Notice) -> Notice | None:
    """One notice that tells what both would; None when they stay apart."""
    if not newer.merge or not waiting.merge:
        return None
    if {waiting.kind, newer.kind} <= {*NEWS}:
        return joined(waiting, newer) if waiting.slot == newer.slot else None
    if waiting.slot == newer.slot:
        return _newest(waiting, newer)
    return _listed(waiting, newer) if {waiting.kind, newer.kind} <= {REMINDER, LIST} else None


def _newest(waiting: Notice, newer: Notice) -> Notice:
    mode = newer.mode
    if waiting.mode is Mode.REPLACE and newer.mode is Mode.EDIT:
        mode = waiting.mode
    facts = {**newer.facts, "numbers": _numbers(waiting, newer)} if newer.kind == LIST else newer.facts
    facts = {THEN: waiting.facts[THEN], **facts} if THEN in waiting.facts else facts
    silent = waiting.silent and newer.silent
    return replace(newer, mode=mode, facts=facts, silent=silent, priority=min(waiting.priority, newer.priority))


def _listed(waiting: Notice, newer: Notice) -> Notice:
    """The list of what waits, in place of the list before it."""
    numbers: dict[str, Fact] = {"numbers": _numbers(waiting, newer)}
    silent = waiting.silent and newer.silent
    priority = min(waiting.priority, newer.priority)
    return Notice(LIST, newer.to, numbers, priority, slot=LIST, mode=Mode.REPLACE, silent=silent, merge=True)


def _numbers(*notices: Notice) -> list[Fact]:
    found: dict[Fact, None] = {}
    for notice in notices:
        many = notice.facts.get("numbers")
        for number in many if isinstance(many, list) else [notice.facts.get("number")]:
            if isinstance(number, int):
                found[number] = None
    return list(found)

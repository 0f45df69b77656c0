"""Two notices that wait for the same chat and can be one: a card shows the newest state, reminders become a list, news
of a case one message."""

from dataclasses import replace

from bot.domain.ids import CaseNumber
from bot.domain.notices.clocks import Reminder, ReminderList
from bot.domain.notices.every import AnyContent
from bot.domain.notices.news import NEWS, joined
from bot.domain.notices.notice import Mode, Notice

REMINDERS = (Reminder, ReminderList)
LIST = "reminders"
"""The slot of the list of reminders."""


def kinds_merged(content: AnyContent) -> tuple[str, ...]:
    """Kinds of waiting notices that this one may join; of other kinds only those of the same slot."""
    for family in (NEWS, REMINDERS):
        if isinstance(content, family):
            return tuple(one.KIND for one in family)
    return (content.KIND,)


def merged(waiting: Notice, newer: Notice) -> Notice | None:
    """One notice that tells what both would; None when they stay apart."""
    if not newer.merge or not waiting.merge:
        return None
    if isinstance(waiting.content, NEWS) and isinstance(newer.content, NEWS):
        return joined(waiting, newer) if waiting.slot == newer.slot else None
    if waiting.slot == newer.slot:
        return _newest(waiting, newer)
    both_remind = isinstance(waiting.content, REMINDERS) and isinstance(newer.content, REMINDERS)
    return _listed(waiting, newer) if both_remind else None


def _newest(waiting: Notice, newer: Notice) -> Notice:
    """The newer one, but posted anew where the older was to be; what was to follow the older still follows."""
    mode = newer.mode
    if waiting.mode is Mode.REPLACE and newer.mode is Mode.EDIT:
        mode = waiting.mode
    content = (
        ReminderList(numbers=_numbers(waiting, newer)) if isinstance(newer.content, ReminderList) else newer.content
    )
    silent, priority = waiting.silent and newer.silent, min(waiting.priority, newer.priority)
    then = newer.then or waiting.then
    return replace(newer, content=content, mode=mode, silent=silent, priority=priority, then=then)


def _listed(waiting: Notice, newer: Notice) -> Notice:
    """The list of what waits, in place of the list before it."""
    content = ReminderList(numbers=_numbers(waiting, newer))
    silent, priority = waiting.silent and newer.silent, min(waiting.priority, newer.priority)
    return Notice(content, newer.to, priority=priority, slot=LIST, mode=Mode.REPLACE, silent=silent, merge=True)


def _numbers(*notices: Notice) -> tuple[CaseNumber, ...]:
    """The cases that the notices are about, each once."""
    found: dict[CaseNumber, None] = {}
    for notice in notices:
        match notice.content:
            case ReminderList(numbers=numbers):
                found |= dict.fromkeys(numbers)
            case Reminder(number=number):
                found[number] = None
    return tuple(found)

"""Two notices that wait for the same chat may become one: a card shows the newest state, reminders become a list, news
of a case become one message."""

from dataclasses import fields, replace

from bot.domain.ids import CaseNumber
from bot.domain.notices.every import AnyContent
from bot.domain.notices.news import NEWS, joined
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.supervisor.deadlines import Ladder, LadderList, LadderRow, Reminder, ReminderList

REMINDERS = (Reminder, ReminderList)
LADDERS = (Ladder, LadderList)
LIST = "reminders"
"""The slot of the list of reminders."""


def kinds_merged(content: AnyContent) -> tuple[str, ...]:
    """Kinds of waiting notices that this one may join; of other kinds only those of the same slot."""
    for family in (NEWS, REMINDERS, LADDERS):
        if isinstance(content, family):
            return tuple(one.KIND for one in family)
    return (content.KIND,)


def merged(waiting: Notice, newer: Notice) -> Notice | None:
    """One notice that says what both would; None where they stay separate."""
    if not newer.merge or not waiting.merge:
        return None
    if isinstance(waiting.content, NEWS) and isinstance(newer.content, NEWS):
        return joined(waiting, newer) if waiting.slot == newer.slot else None
    if isinstance(waiting.content, LADDERS) and isinstance(newer.content, LADDERS):
        return _laddered(waiting, newer) if waiting.slot == newer.slot else None
    if waiting.slot == newer.slot:
        return _newest(waiting, newer)
    both_remind = isinstance(waiting.content, REMINDERS) and isinstance(newer.content, REMINDERS)
    return _listed(waiting, newer) if both_remind else None


def _newest(waiting: Notice, newer: Notice) -> Notice:
    """The newer of two notices. It is sent anew if the older notice was to be sent anew. A notice that was to follow
    the older one still follows."""
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


def _laddered(waiting: Notice, newer: Notice) -> Notice:
    """One list of all that is late: a line for each body and deadline, with its newest step. What holds a slot of its
    own is about one deadline, and stays one message."""
    if newer.slot is not None and isinstance(newer.content, Ladder):
        return _newest(waiting, newer)
    rows = {
        (one.number, one.agency, one.deadline, one.item): one for notice in (waiting, newer) for one in _rows(notice)
    }
    return replace(
        newer,
        content=LadderList(rows=tuple(rows.values())),
        case=newer.case if newer.case == waiting.case else None,
        priority=min(waiting.priority, newer.priority),
        silent=waiting.silent and newer.silent,
    )


def _rows(notice: Notice) -> tuple[LadderRow, ...]:
    """The lines of a list, or of a single notice."""
    match notice.content:
        case LadderList(rows=rows):
            return rows
        case Ladder() as one:
            return (LadderRow(**{field.name: getattr(one, field.name) for field in fields(LadderRow)}),)
    return ()


def _numbers(*notices: Notice) -> tuple[CaseNumber, ...]:
    """The cases of the notices, each once."""
    found: dict[CaseNumber, None] = {}
    for notice in notices:
        match notice.content:
            case ReminderList(numbers=numbers):
                found |= dict.fromkeys(numbers)
            case Reminder(number=number):
                found[number] = None
    return tuple(found)

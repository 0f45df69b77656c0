"""Who hears that a message did not arrive, and what they may read of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.domain.ids import AgencyKey
from bot.domain.notices.delivery import GivenUpRows, GroupSilent, NotTaken, Parked, StaffLost, Undelivered
from bot.domain.notices.groups import GroupAdded, GroupBack, GroupHidden, GroupLost, GroupRefuses, NobodyKnows
from bot.domain.notices.notice import Notice, Priority, ToChat, ToPerson
from bot.domain.people import Staff

OF_GROUPS = (GroupLost, GroupRefuses, GroupBack, GroupHidden, GroupAdded, NobodyKnows)
OF_ONE_ROW = (GroupSilent, NotTaken)
QUIET = (*OF_GROUPS, *OF_ONE_ROW, Undelivered, StaffLost, Parked, GivenUpRows)
"""Words about what was not delivered: their own failure is told to nobody, or it would never end."""


def is_missed(notice: Notice) -> bool:
    """Whether supervisors hear of it when its chat is gone. An answer in somebody's own chat, about no case, is missed
    by nobody."""
    return not isinstance(notice.to, ToChat) or notice.case is not None


def must_be_heard(notice: Notice) -> bool:
    """Whether administrators get it if the last supervisor cannot be reached: it says that a group is cut off."""
    return isinstance(notice.content, (*OF_GROUPS, *OF_ONE_ROW))


def told_to_supervisors(
    notice: Notice,
    said: Undelivered | GroupSilent | NotTaken,
    supervisors: Iterable[Staff],
    barred: Collection[AgencyKey],
) -> list[Notice]:
    """A word to every supervisor about a message that did not arrive; none about such a word itself. Who heads a body
    that must not know of the case hears only that a group is cut off, and not from which case that keeps it."""
    if isinstance(notice.content, QUIET):
        return []
    told = []
    for staff in supervisors:
        is_barred = not staff.heads.isdisjoint(barred)
        if is_barred and not isinstance(said, OF_ONE_ROW):
            continue
        case, words = (None, replace(said, number=None)) if is_barred else (notice.case, said)
        slot = f"{words.KIND}:{words}"
        told.append(Notice(words, ToPerson(staff.person), priority=Priority.ALERT, case=case, slot=slot, merge=True))
    return told

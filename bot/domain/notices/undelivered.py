"""Who is told that a message did not arrive, and what they may read of it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Notice, Priority, ToChat, ToPerson
from bot.domain.notices.supervisor.delivery import GivenUpRows, GroupSilent, NotTaken, Parked, StaffLost, Undelivered
from bot.domain.notices.supervisor.groups import (
    GroupAdded,
    GroupBack,
    GroupHidden,
    GroupLost,
    GroupRefuses,
    NobodyKnows,
)
from bot.domain.people import Staff

OF_GROUPS = (GroupLost, GroupRefuses, GroupBack, GroupHidden, GroupAdded, NobodyKnows)
OF_ONE_ROW = (GroupSilent, NotTaken)
QUIET = (*OF_GROUPS, *OF_ONE_ROW, Undelivered, StaffLost, Parked, GivenUpRows)
"""Notices about undelivered messages: when one of these fails nobody is told, because that would never end."""


def is_missed(notice: Notice) -> bool:
    """Whether supervisors are told when the notice's chat is gone. Not for an answer in somebody's own chat that is
    about no case."""
    return not isinstance(notice.to, ToChat) or notice.case is not None


def must_be_heard(notice: Notice) -> bool:
    """Whether administrators get the notice if the last supervisor cannot be reached: it says that a group cannot be
    reached."""
    return isinstance(notice.content, (*OF_GROUPS, *OF_ONE_ROW))


def told_to_supervisors(
    notice: Notice,
    said: Undelivered | GroupSilent | NotTaken,
    supervisors: Iterable[Staff],
    barred: Collection[AgencyKey],
) -> list[Notice]:
    """A notice to every supervisor about a message that did not arrive; none about such a notice itself. A supervisor
    who heads a body that must not know of the case is told only that a group cannot be reached, and not from which case
    that keeps it."""
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

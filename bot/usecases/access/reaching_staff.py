"""A member of the staff cannot be written to any more, or can be again: noted, and told where they supervise."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import PersonKey
from bot.domain.notices.supervisor.delivery import StaffLost
from bot.usecases.access.group_news import GroupStores, tell_overseers

BLOCKED = "staff_blocked"
"""They have blocked the bot."""
GONE = "staff_unreachable"
"""A message did not reach them: the bot is blocked, or the account is deleted."""


async def note_unreachable(stores: GroupStores, person: PersonKey, action: str, now: datetime) -> None:
    """Nothing is sent to them until they come back. Of a supervisor the others are told, once. `action`: how the audit
    log says it."""
    staff = await stores.staff.get(person)
    if staff is None or not staff.reachable:
        return
    await stores.staff.save(replace(staff, reachable=False))
    await stores.audit.add(action, at=now, person=person)
    if staff.supervisor:
        await tell_overseers(stores, StaffLost())


async def note_back(stores: GroupStores, person: PersonKey, now: datetime) -> None:
    """They can be written to again."""
    staff = await stores.staff.get(person)
    if staff is not None and not staff.reachable:
        await stores.staff.save(replace(staff, reachable=True))
        await stores.audit.add("staff_back", at=now, person=person)

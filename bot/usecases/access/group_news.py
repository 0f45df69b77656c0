"""A group is lost, refuses messages, or is back: noted, and told to the people who can do something about it."""

from datetime import datetime
from typing import Protocol, TypeAlias

from bot.domain.groups import Cause, audience_of_groups
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice, Priority, ToChat, ToPerson
from bot.domain.notices.say import SayAlone
from bot.domain.notices.supervisor.delivery import StaffLost
from bot.domain.notices.supervisor.groups import GroupAdded, GroupBack, GroupHidden, GroupLost, GroupRefuses
from bot.domain.people import (
    OVERSIGHT,
)
from bot.ports.audit import (
    AuditLog,
    Timestamps,
)
from bot.ports.people import (
    AgencyStore,
    StaffStore,
)
from bot.ports.unit_of_work import (
    OutboxStore,
)

BACK = "back-"
"""Prefix of a timestamp, before the key of a body: its cards must be posted again."""
HIDDEN = "hidden-"
"""Prefix of a timestamp, before the key of a body: its group was told that its members are hidden."""
NewsOfGroup: TypeAlias = GroupLost | GroupRefuses | GroupBack | GroupHidden | GroupAdded


class GroupStores(Protocol):
    """The stores that are needed, as a unit of work has them."""

    @property
    def agencies(self) -> AgencyStore: ...
    @property
    def staff(self) -> StaffStore: ...
    @property
    def outbox(self) -> OutboxStore: ...
    @property
    def audit(self) -> AuditLog: ...
    @property
    def timestamps(self) -> Timestamps: ...


async def note_lost(stores: GroupStores, chat: ChatId, cause: Cause, now: datetime) -> None:
    """The bot is no longer in the chat. People are told once, however often this is noticed."""
    for agency in await stores.agencies.lose(chat, cause, now):
        await stores.audit.add("group_lost", at=now, agency=agency, facts={"cause": cause.value})
        await tell_overseers(stores, GroupLost(agency=agency, cause=cause))


async def note_refusal(stores: GroupStores, chat: ChatId, cause: Cause, now: datetime) -> None:
    """The bot may not write in the chat. People are told once, until a message arrives there again."""
    for agency in await stores.agencies.refuse(chat, cause, now):
        await stores.audit.add("group_refuses", at=now, agency=agency, facts={"cause": cause.value})
        await tell_overseers(stores, GroupRefuses(agency=agency, cause=cause))


async def note_arrival(stores: GroupStores, chat: ChatId, now: datetime) -> None:
    """A message arrived in the chat. If the chat refused messages before, that is over, and cards that wait are posted
    again."""
    for agency in await stores.agencies.takes_messages(chat):
        await stores.audit.add("group_back", at=now, agency=agency)
        await stores.timestamps.set_moment(BACK + agency, now)
        await tell_overseers(stores, GroupBack(agency=agency))


async def note_hidden(stores: GroupStores, chat: ChatId, now: datetime, *, is_hidden: bool) -> None:
    """Whether members of the group are hidden, so that the bot can recognise nobody there. That is said in the group,
    where it can be changed, and to supervisors; once, until it changes."""
    known = await stores.timestamps.moments(HIDDEN)
    for place in [place for place in await stores.agencies.all() if place.joined == chat]:
        if is_hidden == (place.agency in known):
            continue
        await stores.timestamps.set_moment(HIDDEN + place.agency, now if is_hidden else None)
        if is_hidden:
            await stores.outbox.add(Notice(SayAlone(key="staff-group-members-hidden"), ToChat(chat, place.locale)))
            await tell_overseers(stores, GroupHidden(agency=place.agency, cause=Cause.HIDDEN))


async def tell_overseers(stores: GroupStores, said: NewsOfGroup | StaffLost) -> None:
    """Tells the oversight group and supervisors; administrators where there is neither."""
    place, staff = await stores.agencies.place(OVERSIGHT), stores.staff
    supervisors = [one.person for one in await staff.supervisors() if one.reachable]
    has_oversight = place is not None and place.works
    admins = () if supervisors or has_oversight else await staff.admins()
    reachable = [one.person for one in admins if one.reachable]
    told = audience_of_groups(oversight=has_oversight, supervisors=supervisors, admins=reachable)
    await stores.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in told])


async def pass_on(stores: GroupStores, notice: Notice) -> None:
    """A notice about a group did not reach its supervisor. If nobody else has received it, administrators get it."""
    place = await stores.agencies.place(OVERSIGHT)
    others = [one for one in await stores.staff.supervisors() if one.reachable]
    if others or (place is not None and place.works):
        return
    admins = [ToPerson(one.person) for one in await stores.staff.admins() if one.reachable]
    again = [Notice(notice.content, to, priority=notice.priority, case=notice.case) for to in admins]
    await stores.outbox.add(*again)

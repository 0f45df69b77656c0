"""Bodies, their groups, their people, and who sits in a group now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.access.on_call import Roster
from bot.domain.cases.lists import StoredWorklist
from bot.domain.desk import Desk
from bot.domain.groups import Cause
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    ChatId,
    PersonKey,
    UserId,
)
from bot.domain.people import AgencyPlace, Belonging, Invite, Staff


class AgencyStore(Protocol):
    """Group chats of agencies and the oversight group."""

    async def all(self) -> Sequence[AgencyPlace]: ...
    async def place(self, agency: AgencyKey) -> AgencyPlace | None: ...
    async def at(self, chat: ChatId) -> Sequence[AgencyKey]:
        """Agencies bound to this chat ('OVERSIGHT' for the oversight group)."""
        ...

    async def bind(self, agency: AgencyKey, chat: ChatId, title: str, locale: str, asked_at: datetime) -> None:
        """Binds the group, as was asked at that moment by Telegram's clock. Outbox rows that waited for this agency
        become due."""
        ...

    async def lose(self, chat: ChatId, cause: Cause, now: datetime) -> Sequence[AgencyKey]:
        """The bot is no longer in the chat. Returns whose chat it was."""
        ...

    async def lost_in(self, chat: ChatId) -> Sequence[AgencyKey]:
        """The agencies that had this chat until the bot was removed from it, and have no other."""
        ...

    async def restore(self, chat: ChatId, at: datetime) -> Sequence[AgencyKey]:
        """The bot is in the chat again since `at`: it is their group as before, and what waited is sent there."""
        ...

    async def refuse(self, chat: ChatId, cause: Cause, now: datetime) -> Sequence[AgencyKey]:
        """The bot may not write in the chat. Returns the agencies for which that was not known yet."""
        ...

    async def send_waiting_now(self, chat: ChatId, now: datetime) -> bool:
        """What waits for the chat is sent now. Returns False when nothing waits."""
        ...

    async def takes_messages(self, chat: ChatId) -> Sequence[AgencyKey]:
        """A message arrived in the chat. Returns the agencies whose chat was known to refuse."""
        ...

    async def move(self, old: ChatId, new: ChatId) -> Sequence[AgencyKey]:
        """A group became a supergroup: the binding and unsent rows follow. Returns whose it is; empty when it was
        known."""
        ...

    async def set_locale(self, chat: ChatId, locale: str) -> None: ...


class StaffStore(Protocol):
    """Supervisors, heads, officers' private chats; invites; desks."""

    async def get(self, person: PersonKey) -> Staff | None: ...
    async def save(self, staff: Staff) -> None: ...
    async def supervisors(self) -> Sequence[Staff]: ...
    async def admins(self) -> Sequence[Staff]: ...
    async def heads(self, agency: AgencyKey) -> Sequence[Staff]: ...
    async def all_heads(self) -> Sequence[Staff]: ...
    async def everybody(self) -> Sequence[Staff]:
        """Everybody who is known in private, including officers and people whose rights have ended."""
        ...

    async def add_invite(self, secret: str, invite: Invite) -> None:
        """Only a keyed hash of `secret` is stored."""
        ...

    async def use_invite(self, secret: str, now: datetime) -> Invite | None:
        """Marks the invite as used and returns it. None when it is unknown, used or expired."""
        ...

    async def peek_invite(self, secret: str, now: datetime) -> Invite | None: ...
    async def desk(self, person: PersonKey) -> Desk | None: ...
    async def save_desk(self, person: PersonKey, desk: Desk | None) -> None: ...
    async def busy_with(self, case: CaseId) -> Sequence[PersonKey]:
        """The people on whose desk something about the case lies."""
        ...


class RosterStore(Protocol):
    """Who is on call for each body."""

    async def of(self, agency: AgencyKey) -> Roster | None:
        """The roster of a body; None where it keeps none."""
        ...

    async def all(self) -> Sequence[Roster]: ...
    async def save(self, roster: Roster) -> None: ...
    async def note_call(self, case: CaseId, agency: AgencyKey, at: datetime) -> None:
        """The officer on call for the body must be called for the case."""
        ...

    async def calls(self) -> Sequence[tuple[CaseId, AgencyKey, datetime]]:
        """Calls that must still be made, and since when."""
        ...

    async def end_call(self, case: CaseId, agency: AgencyKey) -> bool:
        """The call is made. Returns False when it was already."""
        ...


class WorklistStore(Protocol):
    """Who has a live worklist, and in the cases of which bodies something has happened."""

    async def all(self) -> Mapping[PersonKey, StoredWorklist]: ...
    async def keep(self, person: PersonKey, agencies: Collection[AgencyKey], now: datetime) -> None: ...
    async def drop(self, person: PersonKey) -> bool:
        """Returns False where there was none."""
        ...

    async def newest(self) -> int:
        """The number of the newest line of the audit log."""
        ...

    async def touched(self, since: int, newest: int) -> frozenset[AgencyKey]:
        """The bodies that have a part in the cases of lines after `since`, that are asked to lead one, or that have
        acted."""
        ...


class Membership(Protocol):
    """Asks Telegram, now or at most 60 s ago, who is in which agency's group."""

    async def belonging(self, user: UserId) -> Belonging:
        """Raises Unreachable when no group at all can be asked."""
        ...


class RememberedMembership(Membership, Protocol):
    """Remembers for a while what Telegram has said."""

    def forget(self, chat: ChatId, user: UserId) -> None:
        """Telegram has said that the person left this group: it is asked anew, however lately it was asked."""
        ...

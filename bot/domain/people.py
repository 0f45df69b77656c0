"""People and places as the line knows them: who writes, who works where, which chat is whose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.access.contact_hours import Wish
from bot.domain.groups import Cause
from bot.domain.ids import (
    AgencyKey,
    ChatId,
    MessageId,
    PersonKey,
    ReporterToken,
    UserId,
)
from bot.domain.report import Contact


def is_private(chat: int, user: int) -> bool:
    """Whether nobody reads along: a private chat has its person's number."""
    return chat == user


@dataclass(frozen=True)
class Visitor:
    """The person who did something, as Telegram names them. Never logged, never stored in the clear."""

    user: UserId
    chat: ChatId
    person: PersonKey
    """Keyed hash of `user`."""
    locale: str
    name: str = ""
    shown_at: datetime | None = None
    """When the message was sent whose button was pressed; None for words, and where nobody knows."""
    pressed: MessageId | None = None
    """The message whose button was pressed; None for words."""

    @property
    def is_in_private(self) -> bool:
        """Whether nobody reads along."""
        return is_private(self.chat, self.user)


@dataclass(frozen=True)
class Belonging:
    """To which bodies a person belongs, by who sits in their groups."""

    sure: frozenset[AgencyKey] = frozenset()
    unsure: frozenset[AgencyKey] = frozenset()
    """Bodies whose groups could not be asked just now: they open nothing, and bar as if the person sat in them."""


@dataclass(frozen=True)
class Agent:
    """A staff member asking for something, with rights established on fresh state."""

    person: PersonKey
    agencies: frozenset[AgencyKey] = frozenset()
    """The bodies in whose group chat the person is a member now."""
    heads: frozenset[AgencyKey] = frozenset()
    supervisor: bool = False
    admin: bool = False
    is_anonymous: bool = False
    """Writes as the group: no person answers for it."""
    auditor: bool = False
    unsure: frozenset[AgencyKey] = frozenset()
    """The bodies whose group chat could not be asked. The person may be a member."""
    shown_at: datetime | None = None
    """When the message was sent whose button they pressed; None for words, and where nobody knows."""


@dataclass(frozen=True)
class AgencyPlace:
    """An agency's group chat."""

    agency: AgencyKey
    chat: ChatId | None
    title: str
    locale: str
    bound_at: datetime | None
    """When it was asked for, by Telegram's clock."""
    lost_at: datetime | None = None
    """Kicked, left, deleted: supervisors have been told."""
    refuses_since: datetime | None = None
    """The bot is in the group and may not write there."""
    cause: Cause | None = None
    """Why it is lost, or refuses."""

    @property
    def joined(self) -> ChatId | None:
        """The chat while the bot is in it: what is written goes there, or waits there for the right to write."""
        return None if self.lost_at is not None else self.chat

    @property
    def works(self) -> bool:
        """Whether the body has a chat that takes messages."""
        return self.joined is not None and self.refuses_since is None


@dataclass(frozen=True)
class Staff:
    """Somebody known to the line in private: supervisor, head, officer who opened the private chat."""

    person: PersonKey
    user: UserId
    locale: str
    supervisor: bool = False
    admin: bool = False
    heads: frozenset[AgencyKey] = frozenset()
    reachable: bool = True
    """False after the person blocked the bot."""
    auditor: bool = False
    left_at: datetime | None = None
    """When the person left, or lost their phone. From then on they may do nothing, whatever group they still sit in."""
    bodies: frozenset[AgencyKey] = frozenset()
    """The bodies in whose groups the person sat when Telegram was last asked. This shows a menu and gives no right."""
    dark_pictures: bool = False
    """Charts are drawn for them light on dark."""

    def works_for(self, bodies: Collection[AgencyKey]) -> bool:
        """Whether they belong to one of these bodies or head it, as far as Telegram last said, and have not left."""
        return self.left_at is None and not (self.bodies | self.heads).isdisjoint(bodies)

    @property
    def is_appointed(self) -> bool:
        """Whether somebody gave them a right of their own: those of a body's group come with the group."""
        return bool(self.supervisor or self.admin or self.heads or self.auditor)

    @property
    def is_current(self) -> bool:
        """Whether they are of the staff: appointed, or seen in a body's group, and have not left."""
        return self.left_at is None and (self.is_appointed or bool(self.bodies))


@dataclass(frozen=True)
class Invite:
    """A one-time deep link. `what`: agency, head, supervisor, auditor, oversight."""

    what: str
    agency: AgencyKey | None
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Reporter:
    """Identity vault entry (its own key): where a reporter can be reached and whether they may be."""

    token: ReporterToken
    person: PersonKey
    chat: ChatId
    language: str
    contact: Contact
    hours: str = ""
    """'At these times' (Q20), option key or empty."""
    hidden_at: datetime | None = None
    """When the person last cleared the chat."""
    allowed_at: datetime | None = None
    """When they last said by the button of the danger path that an officer may write to them here."""

    @property
    def wish(self) -> Wish:
        """What they have said about being written to."""
        return Wish(self.contact, self.hours, self.allowed_at)


OVERSIGHT = AgencyKey("OVERSIGHT")
"""Key under which the oversight group is bound."""

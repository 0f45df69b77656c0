"""News of the bodies' groups: bound, lost, refusing, back; and what a message in a group says about itself."""

from dataclasses import dataclass

from bot.domain.groups import Cause
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.content import Content
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class GroupNews(Content):
    """To supervisors: what has happened to the group of one body, or to the oversight group."""

    agency: AgencyKey
    cause: Cause = Cause.GONE


@dataclass(frozen=True, kw_only=True)
class GroupLost(GroupNews, kind="lost_group"):
    """The bot is no longer in the group."""


@dataclass(frozen=True, kw_only=True)
class GroupRefuses(GroupNews, kind="group_refuses"):
    """The bot may not write in the group."""


@dataclass(frozen=True, kw_only=True)
class GroupBack(GroupNews, kind="group_back"):
    """The group accepts messages again."""


@dataclass(frozen=True, kw_only=True)
class GroupHidden(GroupNews, kind="group_hidden"):
    """Members of the group are hidden, so nobody there can be recognised."""


@dataclass(frozen=True, kw_only=True)
class GroupAdded(GroupNews, kind="group_added"):
    """Somebody without the right to it has added the bot to a group that had removed it."""


@dataclass(frozen=True, kw_only=True)
class GroupBound(Content, kind="group_bound"):
    """To supervisors: a body has its group now."""

    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class GroupGreeting(Content, kind="welcome_agency"):
    """In a group that was just bound: whose it is and what it is for."""

    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class GroupOpen(Content, kind="group_open"):
    """In a group that refused messages: sent to see whether it accepts them again."""


@dataclass(frozen=True, kw_only=True)
class NobodyKnows(Content, kind="nobody_knows"):
    """To supervisors: no group can be told of a case, and whom to call."""

    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey
    phone: str
    theirs: bool
    """Whether the phone number is the body's own."""


@dataclass(frozen=True, kw_only=True)
class LanguageChoice(Content, kind="staff_language"):
    """In a group: asks in which language to write there."""


@dataclass(frozen=True, kw_only=True)
class GroupAsked(Content, kind="group_asked"):
    """To supervisors and administrators: a body that already has a group shall get another one."""

    agency: AgencyKey
    title: str
    """The title of the new group, as somebody named it."""
    asks: bool
    """For supervisors, who decide."""


@dataclass(frozen=True, kw_only=True)
class GroupWaits(Content, kind="group_waits"):
    """In a new group of a body that has one: a supervisor must agree."""

    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class GroupChangeAsked(Content, kind="group_change_asked"):
    """In the group of a body: somebody wants another group in its place."""

    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class GroupChanged(Content, kind="group_changed"):
    """In the group that was the body's until now."""

    agency: AgencyKey

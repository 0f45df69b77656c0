"""To members of staff about themselves: the greeting, the second factor, what was deleted from the chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, CaseNumber, MessageId, PersonKey
from bot.domain.notices.content import Content
from bot.domain.second_factor import FactorKind, FactorStep, Verdict


@dataclass(frozen=True, kw_only=True)
class StaffGreeting(Content, kind="welcome_staff"):
    """What a new supervisor, auditor or head can do here. `what`: the right to which the person was invited."""

    what: str
    agency: AgencyKey | None = None


@dataclass(frozen=True, kw_only=True)
class StaffJoined(Content, kind="staff_joined"):
    """To existing members: who has got which right. `name`: the name in Telegram; empty for people whom the settings
    name."""

    what: str
    agency: AgencyKey | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class SecondFactorAsked(Content, kind="lock"):
    """What the second factor asks for, and what became of the code before (`said`)."""

    step: FactorStep | None = None
    kind: FactorKind | None = None
    kinds: tuple[FactorKind, ...] = ()
    said: Verdict | None = None
    person: PersonKey
    until: datetime | None = None
    """Before this moment no code is read."""


@dataclass(frozen=True, kw_only=True)
class SecondFactorClosed(Content, kind="lock_closed"):
    """Where something was open: that it is closed, and the command that opens it again. `minutes`: 0 without a second
    factor."""

    doing: str
    number: CaseNumber
    minutes: int


@dataclass(frozen=True, kw_only=True)
class StaffHelp(Content, kind="staff_help"):
    """What a member of the staff may do in this private chat. In a group: what its members may do there."""

    commands: tuple[str, ...]
    """Names, in the order in which they are shown."""
    bodies: tuple[AgencyKey, ...] = ()
    """The bodies to which the person belongs, or whose group this is."""
    heads: tuple[AgencyKey, ...] = ()
    supervisor: bool = False
    auditor: bool = False
    admin: bool = False
    private: bool = True


@dataclass(frozen=True, kw_only=True)
class NotReported(Content, kind="not_reported"):
    """To a member of the staff who wrote something that is no command: it was not reported; which commands there are,
    and how to report as a person."""

    message: MessageId
    """What they wrote: the answer replies to it, and the button takes its words from there."""
    commands: tuple[str, ...]
    strange: bool = False
    """Whether the words began like a command."""


@dataclass(frozen=True, kw_only=True)
class OwnLanguageChoice(Content, kind="own_language"):
    """To a member of the staff: asks in which language they want to be written to."""

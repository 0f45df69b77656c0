"""What must be told to whom: a notice is a typed content in an envelope. It holds no text: text is made when it is
sent."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.domain.addresses import Address, ToAgency, ToChat, ToOversight, ToPerson, ToReporter
from bot.domain.ids import CaseId, PersonKey
from bot.domain.notices.every import AnyContent

__all__ = [
    "Address",
    "Leaves",
    "Mode",
    "Notice",
    "Priority",
    "ToAgency",
    "ToChat",
    "ToOversight",
    "ToPerson",
    "ToReporter",
    "as_change",
]


class Priority(IntEnum):
    """Which notice is sent first: a smaller number goes sooner."""

    DANGER = 0
    REPLY = 1
    ALERT = 2
    REMINDER = 3
    DIGEST = 4


class Mode(StrEnum):
    """How a notice relates to the message that holds its slot in that chat."""

    NEW = "new"
    """A message of its own; with a slot, it takes the slot over, and the older message stays as it is."""
    EDIT = "edit"
    """The slot's message is edited; a new one is sent when there is none or it was deleted."""
    NEXT = "next"
    """The older message keeps its words but loses its buttons; a new message is sent."""
    REPLACE = "replace"
    """A new message is sent, then the older one is deleted."""
    DELETE = "delete"
    """The slot's message is deleted; nothing is sent."""


@dataclass(frozen=True)
class Leaves:
    """The messages of a notice must be deleted from the chat."""

    at: datetime | None
    """When; None: what was shown before is deleted already, and nothing has to be deleted any more."""
    doing: str = ""
    """The command that shows it again, with the number of the case."""
    number: int = 0


@dataclass(frozen=True)
class Notice:
    """One thing to tell: its content, and an envelope that says to whom, how and when."""

    content: AnyContent
    to: Address
    priority: Priority = Priority.REPLY
    case: CaseId | None = None
    slot: str | None = None
    """The name of a place in the chat that holds one live message: screen, card:<case>, reminder:<case>, kept:<album>
    …"""
    mode: Mode = Mode.NEW
    reply_to: str | None = None
    """The slot of the message to which this one replies (a reminder replies to the card)."""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    """After this moment it is not sent any more (answers to presses: 150 s)."""
    silent: bool = False
    merge: bool = False
    """An unsent notice of the same chat that can say this too absorbs it (merging.py): cards, whose view reads the
    state when it is sent, and reminders, which become a list."""
    starts: bool = False
    """The line begins the message, without an act of the reporter: SG15 and SG16 hold."""
    person: PersonKey | None = None
    """The person whose conversation the notice is about. Where it `starts` one, it is checked whether that person may
    be written to at all."""
    leaves: Leaves | None = None
    gone_after: timedelta | None = None
    """How long after it was sent its messages are deleted."""
    then: "Notice | None" = None
    """A notice that is written when this one has arrived, into a private chat (see afterwards.py)."""

    @property
    def kind(self) -> str:
        """The name under which the content is stored."""
        return self.content.KIND


def as_change(notice: Notice) -> Notice:
    """The notice as an ordinary alert where it only edits a message that is in the chat. Such an edit wakes nobody, so
    it is no alert about danger."""
    is_alert = notice.priority is Priority.DANGER and notice.mode is Mode.EDIT
    return replace(notice, priority=Priority.ALERT) if is_alert else notice

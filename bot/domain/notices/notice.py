"""What must be told to whom, as data: a kind, an address and facts. Never text: text is made when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TypeAlias

from bot.domain.ids import AgencyKey, CaseId, ChatId, PersonKey, ReporterToken

Fact: TypeAlias = "str | int | float | bool | list[Fact] | dict[str, Fact] | None"
LEAVES = "leaves"
"""Fact of a notice whose messages must not stay in the chat: at (ISO; None: what was there shows nothing any more),
doing and number: the command that shows it again. A fact and no field, so that an older program can read the row."""


class Priority(IntEnum):
    """Who goes first on the wire: smaller is sooner."""

    DANGER = 0
    REPLY = 1
    ALERT = 2
    REMINDER = 3
    DIGEST = 4


class Mode(StrEnum):
    """How a notice stands to the message that holds its slot in that chat."""

    NEW = "new"
    """A message of its own; with a slot, it takes the slot over and the older message stays as it is."""
    EDIT = "edit"
    """The slot's message is edited; a new one is sent when there is none or it is gone."""
    NEXT = "next"
    """The older message keeps its words but loses its buttons; a new message is sent."""
    REPLACE = "replace"
    """A new message is sent, then the older one is deleted."""
    DELETE = "delete"
    """The slot's message is deleted; nothing is sent."""


@dataclass(frozen=True)
class ToAgency:
    """The group chat of an agency; waits (is not lost) while none is bound."""

    agency: AgencyKey


@dataclass(frozen=True)
class ToReporter:
    """The private chat of a reporter, in the language of the report."""

    reporter: ReporterToken


@dataclass(frozen=True)
class ToPerson:
    """The private chat of an officer, head, supervisor or administrator."""

    person: PersonKey


@dataclass(frozen=True)
class ToOversight:
    """The oversight group, if one is bound; else dropped (supervisors are told in private all the same)."""


@dataclass(frozen=True)
class ToChat:
    """The chat that an update came from, in the given language."""

    chat: ChatId
    locale: str


Address: TypeAlias = ToAgency | ToReporter | ToPerson | ToOversight | ToChat


@dataclass(frozen=True)
class Notice:
    """One thing to tell. `kind` names the view that words it (handlers/views*.py)."""

    kind: str
    to: Address
    facts: Mapping[str, Fact] = field(default_factory=dict)
    priority: Priority = Priority.REPLY
    case: CaseId | None = None
    slot: str | None = None
    """Name of a place in the chat that holds one live message: screen, card:<case>, reminder:<case>, kept:<album> …"""
    mode: Mode = Mode.NEW
    reply_to: str | None = None
    """Slot whose message this one answers (a reminder replies to the card)."""
    not_before: datetime | None = None
    expires_at: datetime | None = None
    """Not sent any more after this moment (answers to presses: 150 s)."""
    silent: bool = False
    merge: bool = False
    """An unsent notice of the same chat that can tell this too takes it up (domain/merging.py): cards, whose view reads
    the state at sending, and reminders, which become a list."""
    starts: bool = False
    """Written to a reporter without an act of theirs: SG15 and SG16 hold."""


def as_change(notice: Notice) -> Notice:
    """The same notice where it only changes a message that stands there: that wakes nobody, so it is no alert."""
    is_alert = notice.priority is Priority.DANGER and notice.mode is Mode.EDIT
    return replace(notice, priority=Priority.ALERT) if is_alert else notice

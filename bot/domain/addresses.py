"""To whom a notice is sent: a group, a reporter, a member of staff, or the chat from which an update came."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.ids import AgencyKey, ChatId, PersonKey, ReporterToken


@dataclass(frozen=True)
class ToAgency:
    """The group of an agency. While none is bound, the notice waits and is not lost."""

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
    """The oversight group, if one is bound; else the notice is dropped (supervisors are told in private as well)."""


@dataclass(frozen=True)
class ToChat:
    """The chat from which an update came, in the given language."""

    chat: ChatId
    locale: str


Address: TypeAlias = ToAgency | ToReporter | ToPerson | ToOversight | ToChat

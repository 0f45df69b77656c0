"""Who is meant by a notice: a group, a reporter, a member of staff, or the chat that an update came from."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.ids import AgencyKey, ChatId, PersonKey, ReporterToken


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

"""Buttons of what may be done in a case beside the daily acts. They stand in private chats."""

from dataclasses import dataclass
from typing import Annotated

from bot.usecases.retention.closed_cases import HOLDS
from handlers.telegram.buttons import button
from handlers.telegram.fields import OneOf


@button("sc1")
@dataclass(frozen=True)
class ShowCase:
    """Who has the case, its deadlines and its timeline; beside it stands /case NUMBER."""

    number: int


@button("re1")
@dataclass(frozen=True)
class Reopen:
    """Begin to open a closed case again; beside it stands /reopen NUMBER."""

    number: int


@button("nl1")
@dataclass(frozen=True)
class NameLead:
    """Begin to name the lead where nobody took it; beside it stands /lead NUMBER."""

    number: int


@button("ep1")
@dataclass(frozen=True)
class EndPart:
    """Begin to end the body's part; beside it stands /finish NUMBER."""

    number: int


@button("lo1")
@dataclass(frozen=True)
class LookAgain:
    """Begin to say what was seen after a closing; beside it stands /look NUMBER."""

    number: int


@button("rm1")
@dataclass(frozen=True)
class RemindBodies:
    """Remind the bodies that are late; beside it stands /remind NUMBER."""

    number: int


@button("au1")
@dataclass(frozen=True)
class ShowAudit:
    """Who has looked at what in the case; beside it stands /audit NUMBER."""

    number: int


@button("hq1")
@dataclass(frozen=True)
class AskHold:
    """Legal hold, or its end: leads to the reasons, and says what follows; beside it stands /hold NUMBER."""

    number: int
    what: Annotated[str, OneOf(*HOLDS)]

"""Buttons of what may be done in a case beside the daily acts. They stand in private chats."""

from dataclasses import dataclass

from handlers.telegram.buttons import button


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

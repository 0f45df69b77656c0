"""Buttons for what can be done in a case besides the daily acts. They stand in private chats."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from bot.domain.access.ways import FURTHER_ACTS
from bot.domain.cases.stages.retention import HOLDS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf


@button("sc1")
@dataclass(frozen=True)
class ShowCase:
    """Which bodies have the case, its deadlines and its timeline; beside it stands /case NUMBER."""

    number: int


@button("ep1")
@dataclass(frozen=True)
class EndPart:
    """Begin to end the body's part; beside it stands /finish NUMBER."""

    number: int


@button("hq1")
@dataclass(frozen=True)
class AskHold:
    """Legal hold, or its end: shows the reasons and what follows; beside it stands /hold NUMBER."""

    number: int
    what: Annotated[str, OneOf(*HOLDS)]


@dataclass(frozen=True)
class FurtherAct:
    """A row of the table in bot/domain/access/ways.py: begins what the command with its name does."""

    number: int


CODES: Mapping[str, str] = {"reopen": "re1", "lead": "nl1", "look": "lo1", "remind": "rm1", "audit": "au1"}
"""Codes that are older than the rule by which the name of an act is its code."""
ELSEWHERE = frozenset({"take", "open", "unmerge", "hold", "lift"})
"""Acts whose buttons stand in other messages too, or name more than the case."""


def _button_of(name: str) -> type[FurtherAct]:
    kind: type[FurtherAct] = type(f"Way_{name}", (FurtherAct,), {"__doc__": f"Beside it stands /{name} NUMBER."})
    return button(CODES.get(name, f"{name}1"))(dataclass(frozen=True)(kind))


FURTHER_ACT_BUTTONS: Mapping[str, type[FurtherAct]] = {
    name: _button_of(name) for name in FURTHER_ACTS if name not in ELSEWHERE
}
"""The button of each act, by its name."""

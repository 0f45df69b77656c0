"""Buttons about keeping closed cases and erasing them. Beside each stands a command."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.cases.stages.drill import ANSWERS
from bot.domain.cases.stages.retention import EXTENSIONS, REASONS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import Key, OneOf

Reason = Annotated[str, OneOf(*REASONS)]


@button("kp1")
@dataclass(frozen=True)
class Keep:
    """Keep a case longer: shows the reasons; beside it stands /keep NUMBER."""

    number: int


@button("kw1")
@dataclass(frozen=True)
class KeepWhy:
    """A reason to keep it longer: shows the years."""

    number: int
    reason: Reason


@button("ky1")
@dataclass(frozen=True)
class KeepYears:
    """Keep the case for a number of years more. The button stands beside /keep NUMBER YEARS REASON."""

    number: int
    reason: Reason
    years: Annotated[int, OneOf(*EXTENSIONS)]


@button("kx1")
@dataclass(frozen=True)
class KeepExport:
    """How to export the case first."""

    number: int


@button("lg1")
@dataclass(frozen=True)
class LetGo:
    """Agree that the case may be erased, as the first or the second person; beside it stands /erase NUMBER."""

    number: int


@button("ho1")
@dataclass(frozen=True)
class HoldWhy:
    """Put a case under legal hold for a reason; beside it stands /hold NUMBER REASON."""

    number: int
    reason: Reason


@button("hf1")
@dataclass(frozen=True)
class LiftWhy:
    """Lift the legal hold of a case for a reason; beside it stands /hold NUMBER off REASON."""

    number: int
    reason: Reason


@button("dr1")
@dataclass(frozen=True)
class Drill:
    """Begin a drill about this harm: shows whom it calls; beside it stands /drill."""

    harm: Key
    danger: Annotated[str, OneOf("", *ANSWERS)]


@button("ng1")
@dataclass(frozen=True)
class DecideNewGroup:
    """Agree to the new group of a body that has one, or not; beside it stands /newgroup BODY yes|no."""

    agency: Key
    what: Annotated[str, OneOf("yes", "no")]

"""Buttons of what somebody has to do. They stand in private chats."""

from dataclasses import dataclass
from typing import Annotated

from bot.domain.access.waiting import Awaited
from bot.domain.cases.lists import DUE, NEW
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import OneOf, Whole


@button("wl1")
@dataclass(frozen=True)
class ShowDesk:
    """The worklist as it is now; beside it stands /desk."""


@button("mi1")
@dataclass(frozen=True)
class MinePage:
    """A page of what the person has taken; beside it stands /mine."""

    page: int


@button("wb1")
@dataclass(frozen=True)
class BodyPage:
    """A page of everything that is new, or due, in the person's bodies."""

    which: Annotated[str, OneOf(NEW, DUE)]
    page: Annotated[int, Whole(1, 5000)]


@button("wq1")
@dataclass(frozen=True)
class ShowQuestion:
    """A question that waits for the person's answer, shown again with its buttons; without a number, the questions that
    are about no case."""

    kind: Annotated[str, OneOf(*Awaited)]
    number: Annotated[int, Whole(0)]


@button("pe1")
@dataclass(frozen=True)
class PeoplePage:
    """A page of the people of the staff, for supervisors; beside it stands /people."""

    page: Annotated[int, Whole(1, 5000)]

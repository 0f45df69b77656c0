"""The desk: what an officer is in the middle of filling in, in the private chat. It is always in one of four states."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.desk_answers import Answers
from bot.domain.ids import CaseId, CaseNumber


@dataclass(frozen=True)
class Choosing:
    """A question waits for a tap on one of its options."""

    question: str
    page: int = 0
    """The page of the options that was turned to; 0: none was."""


@dataclass(frozen=True)
class Writing:
    """The desk shows a question that is answered in words."""

    question: str


@dataclass(frozen=True)
class Previewing:
    """All is answered. What follows is shown once more before it is carried out."""


@dataclass(frozen=True)
class Filling:
    """One screen takes all answers, in any order, and stays until it is saved."""


State: TypeAlias = Choosing | Writing | Previewing | Filling


@dataclass(frozen=True)
class Desk:
    """One form of one officer."""

    doing: str
    """The name of the form, which is that of its command: assess, note, reply, close …"""
    case: CaseId
    number: CaseNumber
    state: State
    answers: Answers
    changed_at: datetime
    waiting_words: str = ""
    """Words that were typed while the second factor was shut. They are used once a code has opened it."""

    @property
    def is_filled_in(self) -> bool:
        """Whether somebody has tapped or written something that was not carried out."""
        return self.answers.is_given or self.waiting_words != ""

"""The officer's desk in private: what is shown of a form in each of its states, a class for each.

Forms that show more than a text and buttons have classes of their own, beside what they are about.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot.domain.desk import State
from bot.domain.desk_answers import Answers, NewReply, ProposedClosing
from bot.domain.ids import CaseNumber
from bot.domain.notices.content import Content


@dataclass(frozen=True, kw_only=True)
class DeskStep(Content):
    """A form in one state. The classes of all states are stored under one name, and told apart by the state that is
    stored with them."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class DeskChoice(DeskStep, kind="desk_prompt"):
    """A question that is answered by a button."""

    form: str
    question: str
    answers: Answers
    """Earlier answers, for the text."""
    options: tuple[str, ...] = ()
    texts: str = ""
    """The prefix of the key of each option's text; `agency`: the options are bodies."""
    back: int = 0
    """The number of the page of options before this one; 0: there is none."""
    more: int = 0
    """The number of the next page of options; 0: there is none."""


@dataclass(frozen=True, kw_only=True)
class DeskWords(DeskStep, kind="desk_prompt"):
    """A question that is answered in words."""

    form: str
    question: str
    answers: Answers
    """Earlier answers, for the text."""


@dataclass(frozen=True, kw_only=True)
class DeskPreview(DeskStep, kind="desk_prompt"):
    """All answers once more, before the act is carried out."""

    form: str
    answers: Answers
    lasts: timedelta | None = None
    """How long somebody has because of the act, for the text."""


@dataclass(frozen=True, kw_only=True)
class ReplyPreview(DeskStep, kind="desk_prompt"):
    """An answer to a reporter, before it is sent."""

    answers: NewReply


@dataclass(frozen=True, kw_only=True)
class ClosePreview(DeskStep, kind="desk_prompt"):
    """The preview of the end of a case, before it is proposed."""

    answers: ProposedClosing


@dataclass(frozen=True, kw_only=True)
class OnDesk(Content):
    """A form that shows all its states by itself."""

    FORM: ClassVar[str]
    """The name of the form."""
    state: State
    """Stored as `step`, by the name of the question, or `preview`."""

"""Questions to a reporter: the officer's desk, the message that one waits, and what is read after a tap."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CaseId, CaseNumber, ReportId
from bot.domain.notices.content import Spoken
from bot.domain.notices.officer.desk_steps import OnDesk


@dataclass(frozen=True, kw_only=True)
class AskedReport:
    """A report about which a question can be asked: when it was sent, how its reporter is addressed, when a message may
    reach them."""

    sent: datetime
    voice: str
    at: datetime | None
    """None: nobody may write to them, so the question waits until they look."""
    gated: bool
    """Whether the reporter must enter the five words before they read it."""
    number: CaseNumber | None = None
    """For merged cases: the number by which its reporter knows it."""


@dataclass(frozen=True, kw_only=True)
class AskShown(OnDesk, kind="ask_prompt"):
    """The officer's desk while a question is asked."""

    FORM = "ask"
    number: CaseNumber
    options: tuple[str, ...] = ()
    template: str = ""
    words: str = ""
    refusal: str = ""
    """Why the words may not be used."""
    reports: tuple[AskedReport, ...]
    chosen: int
    """Which of the reports, counted from 1."""
    due: datetime
    """When the asker is told that no answer has come."""
    back: int = 0
    more: int = 0
    """The numbers of the pages of options before and after this one; 0: there is none."""


@dataclass(frozen=True, kw_only=True)
class UnaskShown(OnDesk, kind="unask_prompt"):
    """The officer's desk while a question is taken back. The questions are read from the case when it is sent."""

    FORM = "unask"
    number: CaseNumber
    numbers: tuple[str, ...] = ()
    chosen: int = 0
    back: int = 0
    more: int = 0
    """The numbers of the pages of options before and after this one; 0: there is none."""


@dataclass(frozen=True, kw_only=True)
class QuestionWaits(Spoken, kind="question_waits"):
    """To the reporter: there is something to read. Without a word of the question."""

    number: CaseNumber
    report: ReportId


@dataclass(frozen=True, kw_only=True)
class QuestionBehindWords(Spoken, kind="question_gate"):
    """Asks for the five words; then the question is shown."""

    until: datetime | None = None
    """Too many were wrong: from this moment on they can be tried again."""


@dataclass(frozen=True, kw_only=True)
class QuestionShown(Spoken, kind="question_shown"):
    """A question, read from the case when it is sent. What is written next is its answer."""

    case: CaseId
    report: ReportId
    question: int
    """The number of the question in the case."""
    followed: bool = False
    """The report was found with five words: no number of the case is shown."""
    goes: bool = False
    """The message is deleted after ten minutes."""
    voice_notice: bool = False
    """Says that a voice can be recognised."""

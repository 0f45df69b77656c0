"""Where a reporter is in the conversation: the question, the review, and what may be on screen besides."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import CaseNumber, PersonKey
from bot.domain.notices.content import Spoken


@dataclass(frozen=True, kw_only=True)
class Screen(Spoken):
    """What all screens share."""

    person: PersonKey
    notes: tuple[str, ...] = ()
    """Text keys of the notes above the screen."""
    number: CaseNumber | None = None
    count: int = 0
    with_police: bool | None = None
    may_write: str = ""
    """The state of the button 'An officer may write to me here': on, off, or '' for no button."""
    goes_at: datetime | None = None
    """When what was written is sent to the officers by itself."""
    clear: bool = False
    """Whether an older keyboard must be removed."""
    same: bool = False
    """Whether the question stays and only a button has changed."""
    verified: bool = False
    """Whether an institution is attached: 'Report as a private person' stands under the screen."""


@dataclass(frozen=True, kw_only=True)
class QuestionScreen(Screen):
    """A question: which one, how far the conversation is, what was chosen so far, which buttons it has."""

    question: str
    chosen: tuple[str, ...] = ()
    page: int = 0
    """Which page of a long list of options, from 0."""
    step: int
    total: int
    back: bool = False
    send: bool = False
    again: bool = False
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class Start(QuestionScreen, kind="start"):
    """The neutral first screen."""


@dataclass(frozen=True, kw_only=True)
class PlainQuestion(QuestionScreen, kind="question"):
    """The screen of any question without a screen of its own."""


@dataclass(frozen=True, kw_only=True)
class NextSteps(QuestionScreen, kind="next_steps"):
    """Q07: who reads the report, and by when the person hears from us."""

    acknowledge: timedelta
    reply: timedelta
    outcome: timedelta


@dataclass(frozen=True, kw_only=True)
class ReviewScreen(Screen, kind="review"):
    """All answers, read from the draft when it is sent."""

    missing: tuple[str, ...] = ()
    """Questions that must still be answered before it can be sent."""
    one_of: tuple[str, ...] = ()
    """Questions of which one must still be answered."""


@dataclass(frozen=True, kw_only=True)
class AsideScreen(Screen):
    """A screen besides the questions, and how far the conversation is."""

    step: int
    total: int


@dataclass(frozen=True, kw_only=True)
class ResumeScreen(AsideScreen, kind="resume"):
    """/start in the middle: go on, or begin again."""


@dataclass(frozen=True, kw_only=True)
class BeginAgain(AsideScreen, kind="again"):
    """Asked once more before what was begun is erased."""


@dataclass(frozen=True, kw_only=True)
class HideChoice(AsideScreen, kind="hide_choice"):
    """After Hide: keep what was begun, or delete it?"""


@dataclass(frozen=True, kw_only=True)
class AddAsk(AsideScreen, kind="add_ask"):
    """Write or send what is to be added to a report."""


@dataclass(frozen=True, kw_only=True)
class AboutAsk(AsideScreen, kind="about_ask"):
    """Is what was written about an own report, or something new?"""


@dataclass(frozen=True, kw_only=True)
class ChangeChoice(AsideScreen, kind="change"):
    """Which answer is to be changed?"""


@dataclass(frozen=True, kw_only=True)
class LanguageScreen(AsideScreen, kind="language"):
    """In which language does the conversation go on?"""

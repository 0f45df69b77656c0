"""What a reporter reads about own reports: the receipt, the five words, coming back with them, status, additions."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import CaseState
from bot.domain.cases.reporter.plain_steps import PlainStep
from bot.domain.cases.reporter.promises import Promise
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey, ReportId
from bot.domain.notices.content import Content, Spoken
from bot.domain.report import Contact
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Received(Spoken, kind="received"):
    """The receipt: the number, by when the person hears from us, whether the line may write first."""

    number: CaseNumber
    urgency: Urgency
    contact: Contact
    reply: datetime | None
    outcome: datetime | None
    may_have_slip: bool = False
    """Whether a slip for a duty to report is offered."""


@dataclass(frozen=True, kw_only=True)
class ReceiptCode(Spoken, kind="receipt_code"):
    """The five words of a code, by their numbers."""

    code: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class FollowAsk(Content, kind="follow_ask"):
    """Asks for the five words."""


@dataclass(frozen=True, kw_only=True)
class FollowWrong(Content, kind="follow_wrong"):
    """The code is wrong, or was never given: the message is the same for both."""


@dataclass(frozen=True, kw_only=True)
class FollowPaused(Content, kind="follow_paused"):
    """Five codes were wrong: when it can be tried again."""

    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Followed(Content, kind="followed"):
    """What a right code leads to: state and dates, nothing that was told or answered."""

    state: CaseState
    """Read by versions from before the steps had their dates."""
    sent: datetime
    promises: tuple[Promise, ...]
    steps: tuple[PlainStep, ...] = ()
    questions: int = 0
    """How many questions of the officers wait."""
    answers: int = 0
    """How many answers of the officers can be read."""
    may_have_slip: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowAnswers(Spoken, kind="follow_answers"):
    """What the officers have answered, read from the case when it is sent; deleted after ten minutes."""

    case: CaseId


@dataclass(frozen=True, kw_only=True)
class FollowAdd(Content, kind="follow_add"):
    """Asks what to add to the report of the code."""


@dataclass(frozen=True, kw_only=True)
class FollowAdded(Content, kind="follow_added"):
    """What was added to it is stored; whether it goes to the officers."""

    goes: bool = True


@dataclass(frozen=True, kw_only=True)
class OwnReports(Spoken, kind="status"):
    """/status: own reports, read when it is sent."""

    person: PersonKey


@dataclass(frozen=True, kw_only=True)
class Added(Spoken, kind="added"):
    """What was written is stored, and where it goes. `word`: the text key."""

    number: CaseNumber
    word: str
    awaited: bool = False
    """Whether more is waited for."""


@dataclass(frozen=True, kw_only=True)
class Reopened(Spoken, kind="reopened"):
    """A closed case is open again; which bodies have been told is read when it is sent. `number`: None for a report
    that was found with five words."""

    case: CaseId
    at: datetime
    number: CaseNumber | None = None
    told_in: CaseId | None = None
    """The case of the report, where that was merged into the one that is open again."""


@dataclass(frozen=True, kw_only=True)
class IdentityLevel(Spoken, kind="identity_level"):
    """What may be known about the reporter, and how to let more be known."""

    number: CaseNumber
    account: str
    report: ReportId
    asked: str = ""
    """The level about which a person of 14-17 is asked once more; '' shows the present level."""


@dataclass(frozen=True, kw_only=True)
class NothingOpen(Content, kind="nothing_open"):
    """A button of a conversation that has ended."""


@dataclass(frozen=True, kw_only=True)
class MoreTold(Content, kind="more_told"):
    """To officers, beside the card and without content: more was told."""

    number: CaseNumber
    at: datetime


@dataclass(frozen=True, kw_only=True)
class IdentityKnown(Spoken, kind="identity_known"):
    """To the reporter: somebody of this body may now know who they are."""

    number: CaseNumber
    agency: AgencyKey

"""Buttons of officers and supervisors. Codes end in their version; older codes stay as long as their buttons may be
pressed."""

import re
from dataclasses import dataclass
from typing import Annotated

from bot.domain.access.file_access import REASONS as FILE_REASONS
from bot.domain.cases.assessment.assessment import SCALES
from bot.domain.cases.stages.ending import SAFE
from bot.domain.desk_options import CANNED, OWN_WORDS
from bot.domain.second_factor import FactorKind
from bot.usecases.casework.bodies.taking import REASONS
from handlers.telegram.text.buttons import button
from handlers.telegram.text.fields import LOCALE, Key, OneOf, Pattern, Whole

FILTER = re.compile(r"[a-z0-9_-]{1,24}(\.[a-z0-9_-]{1,24}){0,4}")
"""Words beside /cases, as they are written into a button."""


@button("tk1")
@dataclass(frozen=True)
class Take:
    """Acknowledge a case, on the card; beside it stands /take NUMBER."""

    number: int


@button("no1")
@dataclass(frozen=True)
class NotOurs:
    """'Not ours' on the card: shows the reasons; beside it stands /notours NUMBER."""

    number: int


@button("nr1")
@dataclass(frozen=True)
class NotOursReason:
    """One of the reasons why a case is not ours; 'back' keeps it."""

    number: int
    reason: Annotated[str, OneOf("back", *sorted(REASONS))]


@button("ru1")
@dataclass(frozen=True)
class RaiseClass:
    """Begin to raise the class, in private; beside it stands /raise NUMBER."""

    number: int


@button("ld1")
@dataclass(frozen=True)
class LowerClass:
    """Begin to propose a lower class, in private; beside it stands /lower NUMBER."""

    number: int


@button("la1")
@dataclass(frozen=True)
class AnswerLower:
    """See a proposed lower class and answer, in private; beside it stands /agree NUMBER."""

    number: int


@button("wn1")
@dataclass(frozen=True)
class WriteNote:
    """Write a note, in private; beside it stands /note NUMBER."""

    number: int


@button("as1")
@dataclass(frozen=True)
class Assess:
    """Begin to assess, in private; beside it stands /assess NUMBER."""

    number: int


@button("av1")
@dataclass(frozen=True)
class AssessValue:
    """A tapped value 0-3 of hazard, seriousness or credibility."""

    number: int
    scale: Annotated[str, OneOf(*SCALES)]
    value: Annotated[int, Whole(0, 3)]


@button("rp1")
@dataclass(frozen=True)
class AnswerReporter:
    """Begin to answer the reporter, in private; beside it stands /reply NUMBER."""

    number: int


@button("rc1")
@dataclass(frozen=True)
class ReplyCanned:
    """Choose a prepared text, or 'own' to write one."""

    number: int
    key: Annotated[str, OneOf(OWN_WORDS, *CANNED)]


@button("tb1")
@dataclass(frozen=True)
class TakeAnswerBack:
    """Take this answer to the reporter back before it is sent; beside it stands /takeback NUMBER, for the newest."""

    number: int
    item: int


@button("qa1")
@dataclass(frozen=True)
class AskReporter:
    """Ask the reporter something, in private; beside it stands /ask NUMBER."""

    number: int


@button("qw1")
@dataclass(frozen=True)
class TakeQuestionBack:
    """Take a question back, in private; beside it stands /unask NUMBER."""

    number: int


@button("ac1")
@dataclass(frozen=True)
class RecordMeasure:
    """Record the first action, in private; beside it stands /act NUMBER."""

    number: int


@button("cl1")
@dataclass(frozen=True)
class Close:
    """Begin to close, in private; beside it stands /close NUMBER."""

    number: int


@button("co1")
@dataclass(frozen=True)
class CloseOutcome:
    """Chooses an outcome of the case."""

    number: int
    outcome: Key


@button("cs1")
@dataclass(frozen=True)
class CloseSafe:
    """Is the child safe now?"""

    number: int
    safe: Annotated[str, OneOf(*SAFE)]


@button("ap1")
@dataclass(frozen=True)
class Approve:
    """The second person agrees to close; beside it stands /approve NUMBER."""

    number: int


@button("mg1")
@dataclass(frozen=True)
class Merge:
    """Look at this case beside another one, in private; beside it stands /merge NUMBER OTHER."""

    number: int
    other: int


@button("mu1")
@dataclass(frozen=True)
class Unmerge:
    """Undo a merging, in private; beside it stands /unmerge NUMBER."""

    number: int


@button("op1")
@dataclass(frozen=True)
class Open:
    """Show the case again, in private; beside it stands /open NUMBER."""

    number: int


@button("dt1")
@dataclass(frozen=True)
class DeskTap:
    """An option of a step of the form that lies on the desk."""

    number: int
    doing: Key
    step: Key
    value: Key


@button("dn1")
@dataclass(frozen=True)
class DeskDone:
    """End what is on the desk: 'go' carries it out, 'stop' puts it away."""

    number: int
    what: Annotated[str, OneOf("go", "stop")]


@button("sf1")
@dataclass(frozen=True)
class SealFile:
    """Seal a file: it is removed from every chat; beside it stands /seal NUMBER, which seals all files of the case."""

    number: int
    message: int


@button("fw1")
@dataclass(frozen=True)
class FilesFor:
    """The reason for which voice messages and files are opened; beside it stands /files NUMBER REASON."""

    number: int
    reason: Annotated[str, OneOf(*FILE_REASONS)]


@button("rl1")
@dataclass(frozen=True)
class Release:
    """The press of one of the two people who hand out sealed files; beside it stands /release NUMBER."""

    number: int


@button("hc1")
@dataclass(frozen=True)
class QuarantinedCase:
    """A quarantined report: 'pass' lets it through, 'keep' holds it back; beside it stands /quarantine pass NUMBER."""

    number: int
    what: Annotated[str, OneOf("pass", "keep")]


@button("cp1")
@dataclass(frozen=True)
class CasesPage:
    """The next page of /cases: the filter words (joined by '.') and the last number shown."""

    words: Annotated[str, Pattern(FILTER, empty=True)]
    below: int


@button("lk1")
@dataclass(frozen=True)
class ChooseSecondFactor:
    """What shall open the person's own second factor."""

    kind: Annotated[str, OneOf(*FactorKind)]


@button("ln1")
@dataclass(frozen=True)
class StaffLanguage:
    """Choose the language of a group; beside it stands /language there."""

    locale: Annotated[str, Pattern(LOCALE)]


@button("ol1")
@dataclass(frozen=True)
class OwnLanguage:
    """The language in which somebody of the staff is written to; beside it stands /language."""

    code: Annotated[str, Pattern(LOCALE)]

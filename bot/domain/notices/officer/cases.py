"""A case as officers see it: the card in the group, the report in private, its files, steps to which others agree."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AgencyKey, CaseNumber, FileKey, PersonKey
from bot.domain.notices.content import Content
from bot.domain.report import MediaState
from bot.domain.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class Card(Content, kind="card"):
    """The one live message about a case in a body's group, read from the case when it is sent."""


@dataclass(frozen=True, kw_only=True)
class NotOursWhy(Content, kind="not_ours"):
    """Asks for the reason why the case is not this body's."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class Raised(Content, kind="raised"):
    """Under the card: the class has risen, and by when this body must do what now."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class RaisedByYou(Content, kind="raised_by_you"):
    """Tells the person who raised the class for which bodies deadlines become sooner."""

    number: CaseNumber
    urgency: Urgency
    bodies: tuple[AgencyKey, ...]


@dataclass(frozen=True, kw_only=True)
class Story(Content, kind="story"):
    """The whole of a case in an officer's private chat, read from the case when it is sent."""

    number: CaseNumber
    agency: AgencyKey | None
    """The body for which the officer looks at it."""
    heads: frozenset[AgencyKey] = frozenset()
    """The bodies that the officer heads; with the next two, which buttons are theirs."""
    supervisor: bool = False
    reader: PersonKey | None = None
    links: tuple[CaseNumber, ...] = ()
    same_child: tuple[CaseNumber, ...] = ()
    """Other cases that may be about the same child."""
    linked: tuple[CaseNumber, ...] = ()
    """Cases that staff have linked."""
    may_merge: bool = False
    """The reader may merge this case with another one."""
    may_part: bool = False
    """The reader may undo that."""


@dataclass(frozen=True, kw_only=True)
class StoryKeys(Content, kind="story_keys"):
    """The buttons under an opened report, as they are now."""

    agency: AgencyKey | None
    heads: frozenset[AgencyKey] = frozenset()
    supervisor: bool = False
    reader: PersonKey | None = None


@dataclass(frozen=True, kw_only=True)
class StoryFiles(Content, kind="story_files"):
    """Stands before the files of a report: what comes, and that it is covered (SG30)."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class StoryFile(Content, kind="story_file"):
    """One file of a case. It is not sent if the file is restricted by then."""

    file: FileKey | None
    state: MediaState = MediaState.STORED


@dataclass(frozen=True, kw_only=True)
class StoryPlace(Content, kind="story_place"):
    """A shared place, as a map before the report; it is read from the case when it is sent."""

    place: int
    """Which of the places of the case, from 1."""


@dataclass(frozen=True, kw_only=True)
class FilesWait(Content, kind="files_wait"):
    """How many voice messages and files are shown once a reason is given."""

    number: CaseNumber
    voices: int
    looks: int
    """How many files wait for a first look."""
    files: int


@dataclass(frozen=True, kw_only=True)
class SealedMedia(Content, kind="sealed_media"):
    """In the groups of police and supervising body: there are sealed files. `alone`: for this body alone."""

    number: CaseNumber
    alone: bool = False


@dataclass(frozen=True, kw_only=True)
class SealedFiles(Content, kind="sealed_files"):
    """To somebody who may release them: how many files of the case are sealed."""

    number: CaseNumber
    count: int


@dataclass(frozen=True, kw_only=True)
class ReleaseAsked(Content, kind="release_asked"):
    """To the other body's group: this body wants the sealed files, and the second press is theirs."""

    number: CaseNumber
    agency: AgencyKey


@dataclass(frozen=True, kw_only=True)
class SealedFile(Content, kind="sealed_file"):
    """A sealed file, to the two people who have released it."""

    file: FileKey | None
    state: MediaState = MediaState.SEALED


@dataclass(frozen=True, kw_only=True)
class CloseApproval(Content, kind="close_approval"):
    """The second person is asked to agree to close the case."""

    number: CaseNumber
    urgency: Urgency
    agency: AgencyKey
    outcome: str
    safe: str
    goes_on: AgencyKey | None = None
    """The body that goes on with a child who is not safe."""
    look_again_at: datetime | None = None
    is_undone: bool = False
    """Parts or tasks are left undone; the reason is shown with the case, in private."""


@dataclass(frozen=True, kw_only=True)
class RevealAsked(Content, kind="reveal_asked"):
    """To the second person: somebody asks to learn who reported. The reason is read when it is sent."""

    number: CaseNumber
    asked_by: PersonKey
    stamp: int


@dataclass(frozen=True, kw_only=True)
class RevealReady(Content, kind="reveal_ready"):
    """To the person who asked: it was agreed to, and can be shown once."""

    number: CaseNumber


@dataclass(frozen=True, kw_only=True)
class IdentityShown(Content, kind="identity"):
    """Shows who reported. `revealed`: after two people have agreed, all that is known."""

    number: CaseNumber
    revealed: bool


@dataclass(frozen=True, kw_only=True)
class AssessShown(Content, kind="assess"):
    """The officer's desk while a case is assessed: what was chosen so far (0 to 3), the note, what saving would do."""

    number: CaseNumber
    hazard: int | None = None
    seriousness: int | None = None
    credibility: int | None = None
    note: str | None = None
    urgency: Urgency | None = None
    """The class of the case now."""
    result: Urgency | None = None
    """The class of the case once this is saved; None until hazard and seriousness are chosen."""
    asks_for: Urgency | None = None
    """The class to which these values alone lead: an assessment raises, and never lowers."""
    hurries: tuple[AgencyKey, ...] = ()
    """Bodies whose deadlines become sooner, and whose groups are told."""
    diverges: bool = False
    """Saving asks the bodies to talk, because their opinions are far apart."""

"""What one person told: answers, files, drafts and reports, as frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AgencyKey, CaseId, CaseNumber, DraftId, FileKey, ReporterToken, ReportId
from bot.domain.told import Extra, Origin, words_with


class Path(StrEnum):
    """Which wording and order of questions a person gets (intake.md): adult, 14-17, under 14, or staff who enter what
    was told."""

    ADULT = "adult"
    TEEN = "teen"
    CHILD = "child"
    STAFF = "staff"
    """What somebody told to staff, who enter it: the questions for adults."""

    @property
    def is_adult(self) -> bool:
        """Whether the answers are an adult's."""
        return self in {Path.ADULT, Path.STAFF}


class Contact(StrEnum):
    """Whether the line may write first (Q20). Unknown counts as no (SG15)."""

    YES = "yes"
    TIMES = "times"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Location:
    """A shared location, in WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Piece:
    """One message that a person wrote as an answer, or a part of one; stored exactly."""

    text: str
    message_id: int
    said_at: datetime
    by_others: bool = False
    """Forwarded, or sent through another bot: others said it (SG25)."""
    origin: Origin | None = None
    """For what others said: who said it, and when."""
    extras: tuple[Extra, ...] = ()
    """What it quotes, what stands behind its links, a card, a poll: stored beside the words."""
    courtesy: bool = False
    """A greeting or thanks and nothing else: it is kept, and calls nobody (L13)."""
    place: Location | None = None
    """A place on the map was shared; the words are its position in figures."""

    @property
    def words(self) -> str:
        """Everything in it that can be read, its own words first."""
        return words_with(self.text, self.extras)


@dataclass(frozen=True)
class Phone:
    """A contact shared with Telegram's button."""

    number: str
    name: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer to one question: keys of options, words, a place, a phone number, or a skip."""

    question: str
    options: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    place: Location | None = None
    phone: Phone | None = None
    skipped: bool = False

    @property
    def text(self) -> str:
        """All words of the answer in the order in which they came."""
        return "\n".join(piece.words for piece in self.pieces)


class MediaState(StrEnum):
    """What became of something that a person sent."""

    STORED = "kept"
    REFUSED = "refused"
    """The file was not downloaded, by rule SG34. Only time, kind, size and a keyed hash of its unique id are stored."""
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    FAILED = "failed"
    LIMIT = "limit"
    """More than 20 files or 100 MB in one report (SG38)."""
    RESTRICTED = "restricted"
    """Stored for the police and the supervising body alone, without preview (SG34)."""
    SEALED = "sealed"
    """Stored, but encrypted to keys whose private halves are not on the server (SG35)."""

    @property
    def is_stored(self) -> bool:
        """Whether the line stores its bytes."""
        return self in {MediaState.STORED, MediaState.RESTRICTED, MediaState.SEALED}


@dataclass(frozen=True)
class MediaRef:
    """One photo, video, voice note or document of a report."""

    kind: str
    """photo, video, voice, audio, document, video_note, animation, sticker …"""
    state: MediaState
    message_id: int
    sent_at: datetime
    size: int = 0
    unique_hash: str = ""
    """Keyed hash of Telegram's file_unique_id, hex."""
    file: FileKey | None = None
    sha256: str = ""
    mime: str = ""
    name: str = ""
    """The file's name as the person's phone gave it; encrypted at rest, never shown in a group."""
    caption: str = ""
    album: str = ""
    """Telegram's media_group_id: items of one album are one step."""
    by_others: bool = False
    """Forwarded, or sent through another bot: others made it, it was not recorded in this chat (SG25, SG44)."""
    origin: Origin | None = None
    extras: tuple[Extra, ...] = ()
    by_hand: bool = False
    """Withheld because a member of the staff has said so (SG36)."""
    looked_at: bool = False
    """An officer has looked at it since alarming words stood beside it (SG19)."""
    acts: bool = False
    """Whether the file holds scripts, other files or forms, or could not be checked. Officers are warned of it."""

    @property
    def is_testimony(self) -> bool:
        """Whether it is a voice message recorded in this chat: what the person says, and not an image (SG34)."""
        return self.kind == "voice" and not self.by_others

    @property
    def group(self) -> str:
        """Files of one group share a line in the chat: those of an album, or one file."""
        return self.album or str(self.message_id)

    @property
    def words(self) -> str:
        """Everything beside it that can be read, its caption first."""
        return words_with(self.caption, self.extras)


@dataclass(frozen=True)
class Draft:
    """A conversation that is not (completely) sent yet. `at`: the question on the person's screen."""

    id: DraftId
    path: Path
    language: str
    started_at: datetime
    changed_at: datetime
    at: str = ""
    """The id of the question on screen; '' before the first."""
    screen: str = "question"
    """What the person sees: question, review, hide, add (an addition to a sent report is awaited), resume …"""
    answers: tuple[Answer, ...] = ()
    """The answers, one for each question, in the order in which the questions were first answered."""
    chosen: tuple[str, ...] = ()
    """Options ticked so far on the question on screen, before Done."""
    media: tuple[MediaRef, ...] = ()
    trail: tuple[str, ...] = ()
    """Questions shown so far, for Back."""
    changing: bool = False
    """The question on screen was opened from the review, to which its answer leads back."""
    case: CaseId | None = None
    """Set once the danger path has made a stub case: later answers are added to it."""
    number: CaseNumber | None = None
    asked_twice: frozenset[str] = field(default_factory=frozenset)
    about: CaseNumber | None = None
    """The person is asked whether these words belong to this own case or are something new. Left alone they are added
    to it (SG42)."""
    follows: CaseNumber | None = None
    """The conversation began with unasked words of somebody who has this case: left alone they are sent as they are."""
    hurry: bool = False
    """Whether those words are alarming, or that case is one of danger. They are then sent sooner."""
    allowed_at: datetime | None = None
    """When the person allowed, by the danger path's button, that an officer writes to them here; None: never, or they
    took it back, or have hidden the chat since."""
    said: frozenset[str] = field(default_factory=frozenset)
    """What the person has been told about the case that the danger path has made: passed_on, late, taken."""
    coming: frozenset[int] = field(default_factory=frozenset)
    """Messages whose files are still being fetched."""
    hidden: frozenset[str] = field(default_factory=frozenset)
    """Questions that were answered when the person hid this chat: those answers are never shown here again."""
    page: int = 0
    """Which page of a long list of options is on screen; the next question begins with its first page."""
    question: int = 0
    """While an addition is awaited: the question of the officers that it answers; 0 for none."""
    typed_for: frozenset[AgencyKey] = field(default_factory=frozenset)
    """For a staff draft: the bodies to which the typing officer belongs."""
    institution: str = ""
    """The institution whose staff reports, by its code in the registry; '' for a private person. It is stored in the
    identity vault."""

    @property
    def is_addition(self) -> bool:
        """Whether the draft only waits for additions to a sent report: it has that report's case, and no answers of its
        own."""
        return self.case is not None and not self.answers

    def answer(self, question: str) -> Answer | None:
        """The answer to `question`, or None."""
        return next((a for a in self.answers if a.question == question), None)


@dataclass(frozen=True)
class Addition:
    """Words or a file added to a report after it was sent; or a correction of an earlier message (Q-rule 5)."""

    at: datetime
    pieces: tuple[Piece, ...] = ()
    media: tuple[MediaRef, ...] = ()
    corrects: int | None = None
    """The id of the earlier message that was edited."""
    question: int = 0
    """The question of the officers that it answers (its number in the case); 0 for none."""


@dataclass(frozen=True)
class Report:
    """What one person told about one child, as it was sent."""

    id: ReportId
    case: CaseId
    reporter: ReporterToken
    path: Path
    language: str
    sent_at: datetime
    contact: Contact
    answers: tuple[Answer, ...]
    media: tuple[MediaRef, ...] = ()
    additions: tuple[Addition, ...] = ()
    incomplete: bool = False
    voice_notice: bool = False
    """The person has read that a voice can be recognised (SG44)."""

    def answer(self, question: str) -> Answer | None:
        """The answer to `question`, or None."""
        return next((a for a in self.answers if a.question == question), None)

    @property
    def all_media(self) -> tuple[MediaRef, ...]:
        """Files sent with the report and added later, in the order in which they came."""
        return (*self.media, *(ref for addition in self.additions for ref in addition.media))

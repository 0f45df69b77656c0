"""What one person told: answers, files, drafts and reports, as frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AgencyKey, CaseId, CaseNumber, DraftId, FileKey, ReporterToken, ReportId
from bot.domain.intake.told import Extra, Origin, words_with


class Path(StrEnum):
    """Which wording and order a person gets (intake.md): adult, 14-17, under 14, or staff who enter what was told."""

    ADULT = "adult"
    TEEN = "teen"
    CHILD = "child"
    STAFF = "staff"
    """What somebody told to staff, who enter it: the questions of adults."""

    @property
    def is_adult(self) -> bool:
        """Whether the answers are those of an adult."""
        return self in {Path.ADULT, Path.STAFF}


class Contact(StrEnum):
    """May we write first (Q20)? Unknown counts as no (SG15)."""

    YES = "yes"
    TIMES = "times"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Place:
    """A shared location, WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Piece:
    """One message that a person wrote as (part of) an answer, kept exactly."""

    text: str
    message_id: int
    said_at: datetime
    by_others: bool = False
    """Forwarded, or through another bot: told by others (SG25)."""
    origin: Origin | None = None
    """Of what was told by others: by whom, and when."""
    extras: tuple[Extra, ...] = ()
    """What it quotes, what stands behind its links, a card, a poll: kept beside the words."""
    courtesy: bool = False
    """A greeting or thanks and nothing else: kept, and calls nobody (L13)."""
    place: Place | None = None
    """What was shared is a place on the map; its words are the position in figures."""

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
    """What was given to one question: option keys, words, a place, a phone, or a skip."""

    question: str
    options: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    place: Place | None = None
    phone: Phone | None = None
    skipped: bool = False

    @property
    def text(self) -> str:
        """All words of the answer in the order they came."""
        return "\n".join(piece.words for piece in self.pieces)


class MediaState(StrEnum):
    """What became of something that a person sent."""

    STORED = "kept"
    REFUSED = "refused"
    """Not downloaded by rule SG34: only time, kind, size and a keyed hash of its unique id are held."""
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    FAILED = "failed"
    LIMIT = "limit"
    """More than 20 files or 100 MB in one report (SG38)."""
    RESTRICTED = "restricted"
    """Held for the police and the supervising body alone, without preview (SG34)."""
    SEALED = "sealed"
    """Held, but sealed to keys whose other halves are not on the server (SG35)."""

    @property
    def is_held(self) -> bool:
        """Whether its bytes are with the line."""
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
    """The file's name as the person's phone gave it; sealed at rest, never in a group."""
    caption: str = ""
    album: str = ""
    """Telegram's media_group_id: items of one album are one step."""
    by_others: bool = False
    """Forwarded, or through another bot: made by others, not recorded in this chat (SG25, SG44)."""
    origin: Origin | None = None
    extras: tuple[Extra, ...] = ()
    by_hand: bool = False
    """Withheld because somebody of the staff has said so (SG36)."""
    looked_at: bool = False
    """An officer has looked at it since alarming words stood beside it (SG19)."""
    acts: bool = False
    """It holds scripts, other files or forms, or could not be looked through: officers are warned."""

    @property
    def is_testimony(self) -> bool:
        """A voice message recorded in this chat: what the person says, and not an image (SG34)."""
        return self.kind == "voice" and not self.by_others

    @property
    def group(self) -> str:
        """Files of one group share a line in the chat: an album, else the one file."""
        return self.album or str(self.message_id)

    @property
    def words(self) -> str:
        """Everything beside it that can be read, its caption first."""
        return words_with(self.caption, self.extras)


@dataclass(frozen=True)
class Draft:
    """A conversation that is not (fully) sent yet. `at` is the question on the person's screen."""

    id: DraftId
    path: Path
    language: str
    started_at: datetime
    changed_at: datetime
    at: str = ""
    """Question id on screen; '' before the first."""
    screen: str = "question"
    """question, review, hide, add (after sending, an addition is awaited), resume …: what the person is looking at."""
    answers: tuple[Answer, ...] = ()
    """In the order the questions were first answered; one per question."""
    chosen: tuple[str, ...] = ()
    """Options ticked so far on the many-question on screen, before Done."""
    media: tuple[MediaRef, ...] = ()
    trail: tuple[str, ...] = ()
    """Questions shown so far, for Back."""
    changing: bool = False
    """The question on screen was opened from the review: go back there afterwards."""
    case: CaseId | None = None
    """Set once the danger lane has made a stub case: later answers are added to it."""
    number: CaseNumber | None = None
    asked_twice: frozenset[str] = field(default_factory=frozenset)
    about: CaseNumber | None = None
    """Asked: do these words belong to this own case, or are they something new? Left alone they go to it (SG42)."""
    follows: CaseNumber | None = None
    """Begun with words that nobody asked for, by somebody who has this case: left alone they go out as they are."""
    hurry: bool = False
    """Those words are alarming, or that case is one of danger: they go out sooner."""
    allowed_at: datetime | None = None
    """When the person said by the button of the danger lane that an officer may write to them here; None: they have
    not, or took it back, or have hidden the chat since."""
    said: frozenset[str] = field(default_factory=frozenset)
    """What the person has been told of the case that the danger lane has made: passed_on, late, taken."""
    coming: frozenset[int] = field(default_factory=frozenset)
    """Messages whose files are still on their way."""
    hidden: frozenset[str] = field(default_factory=frozenset)
    """Questions that were answered when the person hid this chat: what they said is never shown here again."""
    page: int = 0
    """Which page of a long list of options is on screen; the next question begins with its first."""
    question: int = 0
    """While an addition is awaited: which question of the officers it answers; 0: none."""
    typed_for: frozenset[AgencyKey] = field(default_factory=frozenset)
    """Of a staff draft: the bodies that the typing officer belongs to."""
    institution: str = ""
    """Whose staff reports, by its code in the registry; '' for a private person. It goes into the identity vault."""

    @property
    def is_addition(self) -> bool:
        """Only waits for what is added to a sent report: it has that report's case, and no answers of its own."""
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
    """Message id of the earlier message that was edited."""
    question: int = 0
    """Which question of the officers it answers (its number in the case); 0: none."""


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
        """Files sent with the report and added later, in the order they came."""
        return (*self.media, *(ref for addition in self.additions for ref in addition.media))

"""A file that is still at Telegram and must be fetched."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CaseId, ChatId, DraftId, PersonKey, ReportId
from bot.domain.report import MediaRef


@dataclass(frozen=True)
class PendingFile:
    """What is stored, encrypted, about a file that is being downloaded."""

    chat: ChatId
    """The person's private chat; in Telegram its number is the person's too."""
    locale: str
    file_id: str
    item: MediaRef
    report: ReportId | None = None
    """The report to which the file is added: an own one, or one found with five words. It was already sent when the
    file came. None: the file belongs to a conversation."""
    question: int = 0
    """The question of the officers that it answers; 0 for none."""


@dataclass(frozen=True)
class Fetch:
    """One file to fetch. It is leased to this worker when the queue gives it out."""

    id: int
    person: PersonKey
    owner: DraftId | CaseId
    """The draft to which it was sent, or the case: a draft that is sent gives its id to the case."""
    pending: PendingFile
    made_at: datetime
    attempts: int = 0
    told: bool = False
    """The person has been told that it is being fetched."""
    quiet: bool = False
    """Nothing is said about it any more, because the chat was hidden."""

    @property
    def group(self) -> str:
        """Files of one group share a line in the chat: those of an album, or one file."""
        return self.pending.item.group


@dataclass(frozen=True)
class FetchFailure:
    """The file did not come. `seconds`: not before then. `fault`: of our own, not of the connection to Telegram."""

    reason: str
    seconds: float = 0.0
    fault: bool = False

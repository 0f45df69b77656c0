"""Files that a reporter sends, and messages that are deleted from a chat."""

from dataclasses import dataclass

from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.content import Content, Spoken
from bot.domain.report import MediaState


@dataclass(frozen=True, kw_only=True)
class FileStored(Spoken, kind="kept"):
    """One live line for each album: what is stored, still being fetched, did not come, or is not stored."""

    count: int = 0
    coming: int = 0
    failed: int = 0
    other: int = 0
    recorded: bool = False
    """Whether what is stored is a recorded voice."""
    notice: bool = False
    """Whether to say that a voice can be recognised."""


@dataclass(frozen=True, kw_only=True)
class MayNotBeStored(Spoken):
    """Files that may not be stored: their kind, how many, and whether the police look at such files."""

    kind: str = ""
    count: int = 1
    with_police: bool = True


@dataclass(frozen=True, kw_only=True)
class FileNotStored(MayNotBeStored, kind="not_kept"):
    """Why a file was not stored."""

    state: MediaState
    limit: int
    """How many files, or how many megabytes, where that was the reason."""
    message: MessageId


@dataclass(frozen=True, kw_only=True)
class Withheld(MayNotBeStored, kind="withheld"):
    """Files that were stored may not be stored after all."""


@dataclass(frozen=True, kw_only=True)
class CopyRemoved(Content, kind="copy_removed"):
    """A file that may not be stored was deleted from this chat."""


@dataclass(frozen=True, kw_only=True)
class Used(Content, kind="used"):
    """The button of a message was used: the message keeps its words and loses its buttons."""

    message: MessageId


@dataclass(frozen=True, kw_only=True)
class Wipe(Content, kind="wipe"):
    """Messages of the chat are deleted; nothing is sent."""

    messages: tuple[int, ...]
    later: bool = False
    """Also those that come in until then."""
    cases: tuple[CaseNumber, ...] = ()
    """Also those that name one of these cases by then: one was perhaps being sent when this was written."""
    opened: tuple[CaseNumber, ...] = ()
    """Also what was opened of these cases by then."""
    with_words: bool = False
    """What is too old to be deleted loses its words. So it does where `cases` or `opened` are set."""


@dataclass(frozen=True, kw_only=True)
class MessageGone(Content, kind="gone"):
    """The message in the slot is deleted (mode DELETE); nothing is sent."""

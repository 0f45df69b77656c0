"""To officers: their answer to the reporter waits a minute, or was taken back."""

from dataclasses import dataclass

from bot.domain.ids import CaseNumber
from bot.domain.notices.content import Content


@dataclass(frozen=True, kw_only=True)
class AnswerWaits(Content, kind="answer_waits"):
    """The answer is sent in a minute, and can be taken back until then; later, what became of it. `is_sent`: whether a
    reporter may be written to."""

    number: CaseNumber
    item: int = 0
    """The number of the answer in the case."""
    is_sent: bool = False
    state: str = "waits"
    """waits, left, taken_back, undelivered."""


@dataclass(frozen=True, kw_only=True)
class AnswerTakenBack(Content, kind="answer_taken_back"):
    """The answer was taken back and is not sent. The fields hold what it was."""

    number: CaseNumber
    text_key: str = ""
    words: str = ""

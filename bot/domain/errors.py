"""Refusals: everything a rule can say no to. Each has a text key (`error-<key>`) and facts for the text.

TiplineError
├── Refusal                 show it to the person; nothing was changed
│   ├── BadAnswer           the questionnaire cannot take this answer
│   │   ├── NotAnOption · AnswerRequired · NothingChosen · WrongKind · TooLong · TooMuchAdded · TooManyFiles
│   ├── IllegalStep         casework.md does not list this step from this state
│   ├── NotAllowed          the person has no right to it (roles.py); says nothing of the case
│   ├── NotFound            no such case, report or invite for this person
│   └── StaleButton         the button belongs to an earlier state; the screen is shown anew
├── Conflict                somebody else changed the row first: load again and repeat at once
├── Unanswerable            what was asked could not be answered this time: try again later
├── Unworded                a message could not be worded, by a fault of the program; says what was sent in its place
└── Unreachable             an outside part (database, files, Telegram) is away: retry later
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, MessageId


class TiplineError(Exception):
    """Root of all errors of the product. Carries ids and keys only, never content."""

    def __init__(self, key: str = "", **facts: Fact) -> None:
        super().__init__(key or type(self).__name__)
        self.key = key or self.default_key
        self.facts = facts

    default_key = "fault"


@dataclass(frozen=True)
class JustBefore:
    """What somebody did to the case a moment ago. Without the person: a bot knows its officers by keyed hashes only."""

    at: datetime
    action: str
    """The act, under the name that the history of the case gives it."""
    agency: AgencyKey | None
    is_own: bool
    """Whether the person who asks now did it."""


class Refusal(TiplineError):
    """A kind no: shown to the person as text `error-<key>`."""

    default_key = "refused"
    before: JustBefore | None = None
    """What was done to the case a moment ago: perhaps the reason why this comes too late."""

    def note_before(self, before: JustBefore) -> None:
        """Say with the refusal what was done a moment ago."""
        self.before = before


class BadAnswer(Refusal):
    """The questionnaire cannot take this answer."""

    default_key = "bad-answer"


class NotAnOption(BadAnswer):
    """The option does not belong to the question."""

    default_key = "not-an-option"


class AnswerRequired(BadAnswer):
    """This question cannot be skipped; 'I don't know' is always among its options."""

    default_key = "answer-required"


class NothingChosen(BadAnswer):
    """Done was pressed with nothing ticked."""

    default_key = "nothing-chosen"


class WrongKind(BadAnswer):
    """Words where a button is wanted, or the other way round."""

    default_key = "wrong-kind"


class TooLong(BadAnswer):
    """More words than can be stored (facts: limit)."""

    default_key = "too-long"


class TooMuchAdded(BadAnswer):
    """More was added to a report in a day than one answer holds."""

    default_key = "too-much-added"


class TooManyFiles(BadAnswer):
    """Many more files were sent than a report can hold: nothing more is written down of them."""

    default_key = "too-many-files"


class IllegalStep(Refusal):
    """casework.md does not list this step from this state."""

    default_key = "illegal-step"


class NotAllowed(Refusal):
    """Default deny; says nothing of the case."""

    default_key = "not-allowed"


class NotFound(Refusal):
    """No such case, report or invite for this person."""

    default_key = "not-found"


class StaleButton(Refusal):
    """The button belongs to an earlier state."""

    default_key = "stale-button"


class Conflict(TiplineError):
    """Somebody else changed the row first: load again and repeat at once."""

    default_key = "conflict"


class Unanswerable(TiplineError):
    """What was asked could not be answered this time: try again later."""


class Unreachable(TiplineError):
    """An outside part is away: retry later."""


class Unworded(TiplineError):
    """A message could not be worded. `fault`: why. `said`: the messages that were sent in its place."""

    def __init__(self, fault: Exception, said: tuple[MessageId, ...]) -> None:
        super().__init__()
        self.fault = fault
        self.said = said


def raised_at(error: BaseException) -> str:
    """File and line that raised it; never its words, which may hold content."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    name = trace.tb_frame.f_code.co_filename.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{name}:{trace.tb_lineno}"

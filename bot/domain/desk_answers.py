"""What an officer has answered so far in a form on the desk: for each form a frozen class with typed fields.

A field that has its default is not answered yet. Rows of desks hold the answers by the names of these fields, and the
texts of a form show earlier answers by the same names. So a name never changes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, Self, TypeAlias, get_args

from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.urgency import Urgency

AS_TEXT: Mapping[str, bool] = MappingProxyType({"as_text": True})
"""The metadata of a number that rows store as text, because earlier versions stored the option that was tapped."""


@dataclass(frozen=True)
class Answers:
    """The answers of one form, or of several forms that ask the same."""

    FORMS: ClassVar[frozenset[str]]
    """The forms that are answered so, each by the name of its command."""
    IN_WORDS: ClassVar[frozenset[str]]
    """The names of the questions that are answered in words. All others are answered by a button."""

    def __init_subclass__(cls, forms: Collection[str] = (), in_words: Collection[str] = (), **more: Any) -> None:
        super().__init_subclass__(**more)
        cls.FORMS, cls.IN_WORDS = frozenset(forms), frozenset(in_words)

    def facts(self) -> dict[str, Fact]:
        """What was answered, by name, as plain values that a row can hold."""
        given = {one: getattr(self, one.name) for one in fields(self)}
        return {one.name: _plain(value, one.metadata) for one, value in given.items() if value != one.default}

    def blank(self) -> Self:
        """A form of this type in which nothing has been filled in."""
        return type(self)()

    def goes_on_from(self, known: "Answers") -> bool:
        """Whether all of `known` was answered here in the same way."""
        return known.facts().items() <= self.facts().items()

    def has_more_than(self, known: "Answers") -> bool:
        """Whether something was answered here besides what `known` holds."""
        before = known.facts()
        return any(value not in (None, "") for name, value in self.facts().items() if name not in before)

    @property
    def is_given(self) -> bool:
        """Whether somebody has tapped or written something."""
        return self.has_more_than(self.blank())


def _plain(value: Any, stored: Mapping[str, bool]) -> Fact:
    """An answer as a row holds it."""
    if isinstance(value, datetime):
        return value.isoformat()
    plain: Fact = value.value if isinstance(value, Enum) else value
    return str(plain) if stored.get("as_text") else plain


@dataclass(frozen=True)
class NothingAsked(Answers, forms=("handover",)):
    """A form that only shows what follows."""


@dataclass(frozen=True)
class InWords(Answers, forms=("act", "note", "finish", "reveal", "reopen"), in_words=("write", "why")):
    """A form that asks for words alone: what was done, a note, a reason."""

    words: str = ""


@dataclass(frozen=True)
class Levels(Answers, forms=("assess",), in_words=("note",)):
    """An assessment: each scale from 0 to 3."""

    hazard: int | None = None
    seriousness: int | None = None
    credibility: int | None = None
    note: str = ""


@dataclass(frozen=True)
class NewReply(Answers, forms=("reply",), in_words=("write",)):
    """An answer to a reporter."""

    to: CaseNumber | None = field(default=None, metadata=AS_TEXT)
    """The number of the merged case whose reporter reads it."""
    text_key: str | None = None
    """The key of a prepared text; empty: own words were chosen."""
    words: str = ""


@dataclass(frozen=True)
class NewQuestion(Answers, forms=("ask",), in_words=("write",)):
    """A question to a reporter."""

    report: int | None = field(default=None, metadata=AS_TEXT)
    """Which of the reports of the case, counted from 1."""
    template: str | None = None
    """The key of an approved question; `own` for own words."""
    words: str = ""


@dataclass(frozen=True)
class TakenQuestion(Answers, forms=("unask",)):
    """Which question to a reporter is taken back, by its number in the case."""

    which: int | None = field(default=None, metadata=AS_TEXT)


@dataclass(frozen=True)
class ProposedClosing(Answers, forms=("close",), in_words=("receipt", "why")):
    """A proposal to close a case."""

    outcome: str | None = None
    safe: str | None = None
    again: int | None = field(default=None, metadata=AS_TEXT)
    """In how many days the lead looks again, where the child is safe with a plan."""
    later: str | None = None
    """In how many days the lead looks again, where that is optional; `never`: not at all."""
    body: AgencyKey | None = None
    """The body that goes on with a child who is not safe."""
    receipt: str = ""
    """To whom the case was referred, in words."""
    words: str = ""
    """Why parts or tasks are left undone."""


@dataclass(frozen=True)
class LookedAgain(Answers, forms=("look",), in_words=("write",)):
    """What was seen some time after a case was closed."""

    safe: str | None = None
    words: str = ""


@dataclass(frozen=True)
class SteppedBack(Answers, forms=("recuse",), in_words=("write",)):
    """The form of somebody who steps back: for whom, and why."""

    who: str | None = None
    """`me` or `body`; None where nobody had the choice."""
    words: str = ""


@dataclass(frozen=True)
class BodyAsked(Answers, forms=("transfer", "bringin"), in_words=("why",)):
    """Which body shall lead, or help, and why."""

    body: AgencyKey | None = None
    words: str = ""


@dataclass(frozen=True)
class NewLead(Answers, forms=("lead",)):
    """Which body leads."""

    body: AgencyKey | None = None


@dataclass(frozen=True)
class NewClass(Answers, forms=("raise", "lower"), in_words=("why",)):
    """The new class, and the reason for it."""

    to: Urgency | None = None
    words: str = ""


@dataclass(frozen=True)
class SecondAnswer(Answers, forms=("agree",)):
    """Whether the second person agrees to the lower class: `yes` or `no`."""

    answer: str | None = None


@dataclass(frozen=True)
class TalkTime(Answers, forms=("talk",)):
    """Within how many hours the bodies must have talked."""

    when: int | None = field(default=None, metadata=AS_TEXT)


@dataclass(frozen=True)
class TalkRecord(Answers, forms=("record",), in_words=("write",)):
    """What the bodies have agreed on: each scale from 0 to 3, and their decision."""

    hazard: int | None = field(default=None, metadata=AS_TEXT)
    seriousness: int | None = field(default=None, metadata=AS_TEXT)
    credibility: int | None = field(default=None, metadata=AS_TEXT)
    words: str = ""


@dataclass(frozen=True)
class OtherCase(Answers, forms=("merge",)):
    """Which case is the same situation, and why."""

    other: CaseNumber | None = field(default=None, metadata=AS_TEXT)
    why: str | None = None


@dataclass(frozen=True)
class PartedCase(Answers, forms=("unmerge",)):
    """Which of the merged cases is taken out again."""

    which: CaseNumber | None = field(default=None, metadata=AS_TEXT)


@dataclass(frozen=True)
class NewTask(Answers, forms=("task",), in_words=("write", "date")):
    """A task that is being made."""

    what: str | None = None
    """The key of a template; `own` for own words; `more` while the other templates are shown."""
    words: str = ""
    who: str | None = None
    """`me`, or the body that shall do it."""
    due: datetime | None = None
    """None while no moment is chosen."""
    preview: str | None = None
    """Which answer is to be changed, as it was tapped where the whole task was shown."""


@dataclass(frozen=True)
class OfTask(Answers):
    """The answers of any form that is about one task of the case."""

    item: int = 0
    """The number of the task. It is known when the form begins."""

    def blank(self) -> Self:
        """The form about the same task before anybody has filled in anything."""
        return type(self)(item=self.item)


@dataclass(frozen=True)
class EndedTask(OfTask, forms=("taskdone", "taskdecline"), in_words=("write",)):
    """What came of a task, or why it is declined."""

    words: str = ""


@dataclass(frozen=True)
class GivenTask(OfTask, forms=("taskgive",)):
    """Who gets the task: `me`, `anyone`, or the code of an officer."""

    to: str | None = None


@dataclass(frozen=True)
class UnknownAnswers(Answers):
    """A row of a desk holds a form, or values, that this version of the program does not know."""

    values: Mapping[str, Fact] = field(default_factory=dict)

    def facts(self) -> dict[str, Fact]:
        """The values unchanged, as they were found."""
        return dict(self.values)


AnyAnswers: TypeAlias = (
    NothingAsked
    | InWords
    | Levels
    | NewReply
    | NewQuestion
    | TakenQuestion
    | ProposedClosing
    | LookedAgain
    | SteppedBack
    | BodyAsked
    | NewLead
    | NewClass
    | SecondAnswer
    | TalkTime
    | TalkRecord
    | OtherCase
    | PartedCase
    | NewTask
    | EndedTask
    | GivenTask
    | UnknownAnswers
)
"""The answers of all forms."""
ANSWERS: Mapping[str, type[Answers]] = MappingProxyType(
    {form: kind for kind in get_args(AnyAnswers) for form in kind.FORMS}
)
"""The class of answers of each form, by the form's name."""

"""Questions of a form on an officer's desk. They are answered by a button, or in words.

The words of a question are the text `staff-<form>-<question>`. Those of an option are the text
`staff-<form>-<question>-<option>`, or one of the texts that the question names.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from bot.domain.desk import Choosing, Writing
from bot.domain.desk_answers import Answers
from bot.domain.errors import StaleButton
from bot.domain.notices.every import AnyContent
from bot.usecases.access.asking import CaseAct

A = TypeVar("A", bound=Answers)
Shows: TypeAlias = Callable[[CaseAct, A], AnyContent]


def always(_: Answers) -> bool:
    """The question is never left out."""
    return True


def where(kind: type[A], is_so: Callable[[A], bool]) -> Callable[[Answers], bool]:
    """A condition on the answers of one form, which are of this class. Raises StaleButton for those of another."""

    def holds(answers: Answers) -> bool:
        if not isinstance(answers, kind):
            raise StaleButton
        return is_so(answers)

    return holds


def showing(kind: type[A], show: Shows[A]) -> Shows[Answers]:
    """Makes a message of the answers of one form, which are of this class. Raises StaleButton for those of another."""

    def shown(act: CaseAct, answers: Answers) -> AnyContent:
        if not isinstance(answers, kind):
            raise StaleButton
        return show(act, answers)

    return shown


def in_every_case(_: CaseAct) -> bool:
    """The words are always asked for."""
    return True


@dataclass(frozen=True)
class Words:
    """A question that is answered in words."""

    name: str
    when: Callable[[Answers], bool] = always
    asked: Callable[[CaseAct], bool] = in_every_case
    answer: str = "words"
    """The name of the answer that it gives."""

    @property
    def state(self) -> Writing:
        """The desk while it waits for these words."""
        return Writing(self.name)

    def is_asked(self, act: CaseAct, answers: Answers) -> bool:
        """Whether the question is not left out."""
        return self.when(answers) and self.asked(act)

    def answered(self, answers: A, words: str) -> A:
        """The answers with the words that were typed."""
        return replace(answers, **{self.answer: words})


@dataclass(frozen=True)
class Choice:
    """A question that is answered by a button."""

    name: str
    options: Callable[[CaseAct], Sequence[str]]
    texts: str = ""
    """The prefix of the keys of the options' texts. Or AGENCY, CASE or OFFICER, where options are those."""
    when: Callable[[Answers], bool] = always
    """Whether it is asked, given the answers so far."""
    least: int = 1
    """The question is left out while fewer options are offered."""
    always: frozenset[str] = frozenset()
    """Options that are on every page, where there are many."""
    field: str = ""
    """The answer that it gives; empty: the one of the same name."""
    read: Callable[[str], object] = str
    """Makes the answer of an option."""
    shown: Callable[[CaseAct, Answers], AnyContent] | None = None
    """Makes a message of its own for this question, of the case and the answers so far."""
    words: Words | None = None
    """The question to which one of the options leads. Words that are typed in place of a tap answer it."""

    @property
    def state(self) -> Choosing:
        """The desk while it waits for this answer."""
        return Choosing(self.name)

    @property
    def answer(self) -> str:
        """The name of the answer that it gives."""
        return self.field or self.name

    def is_asked(self, act: CaseAct, answers: Answers) -> bool:
        """Whether the question is not left out."""
        return self.when(answers) and len(self.options(act)) >= self.least

    def answered(self, answers: A, option: str) -> A:
        """The answers with the option that was tapped."""
        return replace(answers, **{self.answer: self.read(option)})


Step: TypeAlias = Choice | Words


def one_of(options: Collection[str]) -> Callable[[CaseAct], Sequence[str]]:
    """Offers everybody the same options."""

    def offered(_: CaseAct) -> Sequence[str]:
        return [*options]

    return offered

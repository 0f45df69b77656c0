"""Forms on an officer's desk: the questions of one act in their order, and what is done with the answers.

A form is declared beside its use case; `begin` is the use case of its command and its button. Its questions are
objects (`form_questions.py`); what an officer has answered is a frozen class of bot/domain/desk_answers.py, and where
they are is a State of bot/domain/desk.py.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar, assert_never

from bot.domain.access.roles import Action
from bot.domain.desk import Choosing, Filling, Previewing, State, Writing
from bot.domain.desk_answers import ANSWERS
from bot.domain.errors import BadAnswer, NotAllowed, StaleButton
from bot.domain.notices.every import AnyContent
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.desk_steps import DeskChoice, DeskWords
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.form_questions import A, Choice, Shows, Step, Words
from bot.usecases.casework.option_pages import Page, number_of, page_of

Finish: TypeAlias = Callable[[CaseAct, A], Awaitable[CaseKey | Notice]]


def no_rule(_: CaseAct) -> None:
    """Nothing but the rights is checked before the form is shown."""


@dataclass(frozen=True)
class Form(Generic[A]):
    """One act that is filled in. `doing` is the name of its command."""

    doing: str
    action: Action
    steps: tuple[Step, ...]
    answers: type[A]
    finish: Finish[A]
    """Carries the act out. Returns the key of the text that says what was done, or a message that replaces the
    desk's."""
    rehearse: Callable[[CaseAct], None] = no_rule
    """Raises at the beginning what would be refused at the end, so that nobody fills in a form in vain."""
    preview: Shows[A] | None = None
    """What is shown once more before it is carried out; None: it is carried out with the last answer."""
    replaced: Words | None = None
    """The words in whose place others may be typed while the preview is shown."""

    async def prepared(self, act: CaseAct, answers: A) -> CaseAct:
        """The act with whatever the form has to look up. Rights have been checked. `answers`: what is known so far."""
        return act

    async def again(self, act: CaseAct, answers: A) -> CaseAct:
        """Prepares the act again after a tap or typed words, where what must be looked up depends on the answers."""
        return act

    def first(self, act: CaseAct, answers: A) -> State:
        """The state in which the form begins, given what is known."""
        return self.after(act, None, answers) or Previewing()

    def after(self, act: CaseAct, step: Step | None, answers: A) -> State | None:
        """The state that follows the answer to a question, or the beginning (None); None when all is answered."""
        left = self.steps if step is None else self.steps[self.steps.index(step) + 1 :]
        found = next((one for one in left if one.is_asked(act, answers)), None)
        if found is not None:
            return found.state
        return None if self.preview is None else Previewing()

    def step(self, name: str) -> Step | None:
        """The question with that name, which stands in rows and buttons; None where there is none."""
        return next((one for one in self.steps if one.name == name), None)

    def step_of_words(self, state: State) -> Words | None:
        """The question that typed words answer in this state; None where they do not belong to the form."""
        match state:
            case Writing(question):
                step = self.step(question)
                return step if isinstance(step, Words) else None
            case Choosing(question):
                step = self.step(question)
                return step.words if isinstance(step, Choice) else None
            case Previewing():
                return self.replaced
            case Filling():
                return None
            case _:
                assert_never(state)

    def drops_words(self, state: State, step: Step | None, following: State) -> bool:
        """Whether a tap on this question takes the place of words that were typed there instead, and still wait: the
        tapped button leads elsewhere than to words."""
        words = self.step_of_words(state)
        return step is not None and state == step.state and words is not None and following != words.state

    def main_words(self) -> Words:
        """The question that asks for the words of the act. Raises StaleButton for a form without one."""
        found = next((one for one in self.steps if isinstance(one, Words) and one.answer == "words"), None)
        if found is None:
            raise StaleButton
        return found

    def knows(self, state: State) -> bool:
        """Whether the form can be in that state; an older version may have asked something else."""
        match state:
            case Choosing(question) | Writing(question):
                return self.step(question) is not None
            case Previewing():
                return self.preview is not None
            case Filling():
                return False
            case _:
                assert_never(state)

    def chosen(self, act: CaseAct, step: Step | None, option: str, answers: A) -> A:
        """The answers after a tap. Raises as `offered`."""
        return self.offered(act, step, option).answered(answers, option)

    def offered(self, act: CaseAct, step: Step | None, option: str) -> Choice:
        """The question that was tapped. Raises BadAnswer where there is none, and NotAllowed for an option that is not
        offered to this person."""
        if not isinstance(step, Choice):
            raise BadAnswer("not-an-option")
        if option not in step.options(act):
            raise NotAllowed("not-an-option")
        return step

    def turned(self, state: State, name: str, option: str) -> State | None:
        """The state after a tap on another page of the options that are shown; None for any other tap."""
        page = number_of(option)
        return replace(state, page=page) if page and isinstance(state, Choosing) and state.question == name else None

    def while_shut(self, name: str, option: str, answers: A) -> A:
        """The answers that a tap stores while the second factor is shut. They are those before the tap, so that the
        question is asked again."""
        return answers

    def require_end(self, state: State, answers: A) -> None:
        """Raises unless all is answered and the preview was shown."""
        if not isinstance(state, Previewing):
            raise StaleButton

    def written(self, act: CaseAct, step: Words, words: str, answers: A) -> A:
        """The answers after typed words."""
        return step.answered(answers, words)

    def page(self, act: CaseAct, state: State) -> Page:
        """The options that are shown in this state; none where words are typed."""
        step = self.step(state.question) if isinstance(state, Choosing) else None
        if not isinstance(state, Choosing) or not isinstance(step, Choice):
            return Page(())
        return page_of(step.options(act), step.always, state.page)

    def shown(self, act: CaseAct, state: State, answers: A) -> AnyContent:
        """What is shown in this state. Raises StaleButton for a state that the form cannot be in."""
        match state:
            case Choosing():
                return self._question(act, state, answers)
            case Writing(question):
                return DeskWords(number=act.case.number, form=self.doing, question=question, answers=answers)
            case Previewing() if self.preview is not None:
                return self.preview(act, answers)
            case Previewing() | Filling():
                raise StaleButton
            case _:
                assert_never(state)

    def _question(self, act: CaseAct, state: Choosing, answers: A) -> AnyContent:
        step = self.step(state.question)
        if not isinstance(step, Choice):
            raise StaleButton
        if step.shown is not None:
            return step.shown(act, answers)
        page, texts = self.page(act, state), step.texts or f"staff-{self.doing}-{step.name}-"
        return DeskChoice(
            number=act.case.number,
            form=self.doing,
            question=step.name,
            answers=answers,
            options=page.options,
            texts=texts,
            back=page.back,
            more=page.more,
        )


_forms: dict[str, Form[Any]] = {}
FORMS: Mapping[str, Form[Any]] = MappingProxyType(_forms)
"""All forms by name."""
F = TypeVar("F", bound=Form[Any])


def register(made: F) -> F:
    """Adds the form to FORMS. Raises ValueError for a second form with that name, and for one whose questions do not
    fit its class of answers."""
    if made.doing in _forms:
        raise ValueError(f"two forms are named {made.doing}")
    if ANSWERS.get(made.doing) is not made.answers:
        raise ValueError(f"name {made.doing} in the class {made.answers.__name__} of bot/domain/desk_answers.py")
    known = {one.name for one in fields(made.answers)}
    for step in made.steps:
        if step.answer not in known or isinstance(step, Words) != (step.name in made.answers.IN_WORDS):
            raise ValueError(f"{made.doing}: {made.answers.__name__} does not know the question {step.name}")
    _forms[made.doing] = made
    return made

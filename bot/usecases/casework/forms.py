"""Forms on an officer's desk: the questions of one act in their order, and what is done with the answers.

A form is declared beside its use case; `form.begin` is the use case of its command and its button. The words of a step
are the text `staff-<form>-<step>`; those of an option are `staff-<form>-<step>-<option>`, or the texts that the step
names. The answers are stored as plain facts, so that a desk outlives a restart.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.access.roles import Action
from bot.domain.errors import BadAnswer, NotAllowed, StaleButton
from bot.domain.facts import Fact
from bot.domain.notices.every import AnyContent
from bot.domain.notices.lines import Sentence
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.cases import DeskShown
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.option_pages import Page, number_of, page_of

Values: TypeAlias = Mapping[str, Fact]
Finish: TypeAlias = Callable[[CaseAct, Values], Awaitable[Sentence | Notice]]
StepViews: TypeAlias = Mapping[str, Callable[[CaseAct, Values], AnyContent]]
PREVIEW = "preview"
WORDS = "words"
PAGE = "page"
"""What the desk holds: which page of the options is shown, where there are many."""
UNSHOWN = frozenset({"number", "step", "kept", PAGE})
"""Values in the row of a desk that are not answers."""
AGENCY = "agency"
"""For `texts`: the options of a step are bodies, and each is shown by its name."""

CASE = "button-case-"
"""For `texts`: the options of a step are numbers of cases."""


def no_views() -> StepViews:
    """No step has a notice of its own."""
    return MappingProxyType({})


OFFICER = "staff-taskgive-to-"
"""For `texts`: the options of a step are `me`, `anyone` and officers, each shown by the code that stands for their
name."""


def always(_: Values) -> bool:
    """The step is never left out."""
    return True


def in_every_case(_: CaseAct) -> bool:
    """The words are always asked for."""
    return True


@dataclass(frozen=True)
class Choice:
    """A question that is answered by a button."""

    name: str
    options: Callable[[CaseAct], Sequence[str]]
    texts: str = ""
    """The prefix of the key of each option's text; or AGENCY, CASE, OFFICER."""
    when: Callable[[Values], bool] = always
    least: int = 1
    """The question is left out while fewer options are offered."""
    always: frozenset[str] = frozenset()
    """Options that are on every page, where there are many."""

    def answered(self, value: str) -> dict[str, Fact]:
        """What the answer stores on the desk."""
        return {self.name: value}


@dataclass(frozen=True)
class Words:
    """A question that is answered in words."""

    name: str
    when: Callable[[Values], bool] = always
    asked: Callable[[CaseAct], bool] = in_every_case
    key: str = WORDS
    """The name under which the words are stored on the desk."""


Step: TypeAlias = Choice | Words


def no_time(_: CaseAct) -> timedelta | None:
    """The act gives nobody a deadline."""
    return None


def no_rule(_: CaseAct) -> None:
    """Nothing but the rights is checked before the form is shown."""


@dataclass(frozen=True)
class Form:
    """One act that is filled in. `doing` is the name of its command."""

    doing: str
    action: Action
    steps: tuple[Step, ...]
    finish: Finish
    """Carries the act out. Returns the key of the text that says what was done, or a message that replaces the
    desk's."""
    rehearse: Callable[[CaseAct], None] = no_rule
    """Raises at the beginning what would be refused at the end, so that nobody fills in a form in vain."""
    preview: bool = False
    """What is shown once more before it is carried out."""
    lasts: Callable[[CaseAct], timedelta | None] = no_time
    """How long somebody has because of the act, for its texts."""
    views: StepViews = field(default_factory=no_views)
    """Steps that are shown by a notice of their own, which is made of the case and the answers so far."""

    async def prepared(self, act: CaseAct, values: Values) -> CaseAct:
        """The act with whatever the form has to look up. Rights have been checked. `values`: what is known so far."""
        return act

    async def again(self, act: CaseAct, values: Values) -> CaseAct:
        """Prepares the act again after a tap or typed words, where what must be looked up depends on the answers."""
        return act

    def first(self, act: CaseAct, values: Values) -> str:
        """The name of the step with which the form begins, given what is known."""
        return self.after(act, "", values)

    def after(self, act: CaseAct, step: str, values: Values) -> str:
        """The name of the step that follows, given the answers; '' when all is answered."""
        names = [one.name for one in self.steps]
        left = self.steps[names.index(step) + 1 if step in names else 0 :]
        found = next((one.name for one in left if one.when(values) and self._is_asked(act, one)), "")
        return found or (PREVIEW if self.preview and step != PREVIEW else "")

    def _is_asked(self, act: CaseAct, step: Step) -> bool:
        return step.asked(act) if isinstance(step, Words) else len(step.options(act)) >= step.least

    def step(self, name: str) -> Step | None:
        """The step with that name; None for the preview."""
        return next((one for one in self.steps if one.name == name), None)

    def awaits_words(self, step: str) -> bool:
        """Whether words that are typed now belong to the form."""
        return isinstance(self.step(step), Words)

    def chosen(self, act: CaseAct, name: str, value: str) -> dict[str, Fact]:
        """What a tap stores on the desk. Raises NotAllowed for an option that is not offered to this person."""
        step = self.step(name)
        if not isinstance(step, Choice):
            raise BadAnswer("not-an-option")
        if value not in step.options(act):
            raise NotAllowed("not-an-option")
        return step.answered(value)

    def turned(self, name: str, value: str) -> dict[str, Fact]:
        """What a tap on another page of the options stores on the desk; nothing for any other tap."""
        page = number_of(value) if isinstance(self.step(name), Choice) else 0
        return {PAGE: page} if page else {}

    def kept(self, name: str, value: str | int) -> dict[str, Fact]:
        """What a tap stores on the desk while the second factor is shut. Nothing: the question is asked again."""
        return {}

    def require_end(self, step: str, values: Values) -> None:
        """Raises unless all is answered and the preview was shown."""
        if step != PREVIEW:
            raise StaleButton

    def step_of_words(self, step: str) -> str:
        """The step to which typed words belong."""
        return step

    def written(self, act: CaseAct, step: str, words: str) -> dict[str, Fact]:
        """What typed words store on the desk."""
        here = self.step(step)
        return {here.key if isinstance(here, Words) else WORDS: words}

    def page(self, act: CaseAct, step: str, values: Values) -> Page:
        """The options of the step that are shown now; none where it is answered in words."""
        here = self.step(step)
        return page_of(here.options(act), here.always, values.get(PAGE)) if isinstance(here, Choice) else Page(())

    def shown(self, act: CaseAct, name: str, step: str, values: Values) -> AnyContent:
        """What is shown at this step. `name`: the name of the step in the row and in its text."""
        if step in self.views:
            return self.views[step](act, values)
        here = self.step(step)
        chosen = {key: str(value) for key, value in values.items() if value is not None and key not in UNSHOWN}
        said = DeskShown(
            number=act.case.number,
            step=name,
            text_key=chosen.pop("text_key", None),
            words=chosen.pop("words", None),
            outcome=chosen.pop("outcome", None),
            safe=chosen.pop("safe", None),
            chosen=chosen,
            lasts=self.lasts(act),
        )
        if not isinstance(here, Choice):
            return said
        page, texts = self.page(act, step, values), here.texts or f"staff-{self.doing}-{here.name}-"
        return replace(said, options=page.options, texts=texts, back=page.back, more=page.more)


_forms: dict[str, Form] = {}
FORMS: Mapping[str, Form] = MappingProxyType(_forms)
"""All forms by name."""


def register(made: Form) -> Form:
    """Adds the form to FORMS. Raises ValueError for a second form with that name."""
    if made.doing in _forms:
        raise ValueError(f"two forms are named {made.doing}")
    _forms[made.doing] = made
    return made


def one_of(options: Collection[str]) -> Callable[[CaseAct], Sequence[str]]:
    """Offers everybody the same options."""

    def offered(_: CaseAct) -> Sequence[str]:
        return [*options]

    return offered

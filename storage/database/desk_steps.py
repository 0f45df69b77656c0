"""The states of a desk under the names that rows give them: in rows of desks, and of messages that show a desk.

A name is FORM_QUESTION, FORM_preview, or the name of the form alone where one screen takes all answers. Rows of
versions before the states are read, and those versions can read what stands here.
"""

from collections.abc import Hashable, Mapping
from typing import Any, assert_never, cast

from pydantic import ValidationError

from bot.domain.desk import Choosing, Filling, Previewing, State, Writing
from bot.domain.desk_answers import ANSWERS, Answers, UnknownAnswers
from bot.domain.facts import Fact
from bot.domain.ids import CaseNumber
from bot.domain.notices.officer.desk_steps import (
    ClosePreview,
    DeskChoice,
    DeskPreview,
    DeskStep,
    DeskWords,
    OnDesk,
    ReplyPreview,
)
from storage.database.values import adapter_of

PREVIEW = "preview"
BESIDE = ("text_key", "words", "outcome", "safe")
"""The answers that a row stores beside `chosen`, which holds all others."""
OWN_PREVIEWS: Mapping[str, type[ReplyPreview] | type[ClosePreview]] = {"reply": ReplyPreview, "close": ClosePreview}
"""By form: the class that shows its answers once more."""


def step_name(form: str, state: State) -> str:
    """The name of a state in rows of this form."""
    match state:
        case Filling():
            return form
        case Previewing():
            return f"{form}_{PREVIEW}"
        case Choosing() | Writing():
            return f"{form}_{state.question}"
        case _:
            assert_never(state)


def state_of(form: str, step: str, page: int = 0) -> State:
    """The state that has this name in rows of this form."""
    if step == form:
        return Filling()
    question = step.removeprefix(f"{form}_")
    if question == PREVIEW:
        return Previewing()
    is_in_words = form in ANSWERS and question in ANSWERS[form].IN_WORDS
    return Writing(question) if is_in_words else Choosing(question, page)


def answers_of(form: str, values: Mapping[str, Fact]) -> Answers:
    """The answers of a form. What is None was not answered; the older value `date` of a task means no moment yet."""
    given = {name: value for name, value in values.items() if value is not None and (name, value) != ("due", "date")}
    try:
        read: Answers = adapter_of(cast("Hashable", ANSWERS[form])).validate_python(given)
    except (KeyError, ValidationError):
        return UnknownAnswers(values)
    return read


def named(content: OnDesk, facts: dict[str, Fact]) -> dict[str, Fact]:
    """The facts of a message with the name of its state as `step`."""
    step = step_name(content.FORM, content.state).removeprefix(f"{content.FORM}_")
    return {"step": step, **{name: value for name, value in facts.items() if name != "state"}}


def with_state(kind: type[OnDesk], facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts of a message with the state that `step` names. KeyError where there is no `step`."""
    return {**facts, "state": state_of(kind.FORM, str(facts["step"]))}


def dump_step(content: DeskStep) -> dict[str, Fact]:
    """The facts of a message that shows one state of a form."""
    match content:
        case DeskChoice():
            more: dict[str, Fact] = {"options": [*content.options], "texts": content.texts}
            more |= {"back": content.back, "more": content.more}
            return _facts(content.number, content.form, Choosing(content.question), content.answers, more)
        case DeskWords():
            return _facts(content.number, content.form, Writing(content.question), content.answers, {})
        case DeskPreview():
            lasts: dict[str, Fact] = {} if content.lasts is None else {"lasts": content.lasts.total_seconds()}
            return _facts(content.number, content.form, Previewing(), content.answers, lasts)
        case ReplyPreview():
            return _facts(content.number, "reply", Previewing(), content.answers, {})
        case ClosePreview():
            return _facts(content.number, "close", Previewing(), content.answers, {})
        case _:
            raise TypeError(content)


def _facts(number: CaseNumber, form: str, state: State, answers: Answers, more: dict[str, Fact]) -> dict[str, Fact]:
    given = answers.facts()
    chosen: dict[str, Fact] = {name: str(value) for name, value in given.items() if name not in BESIDE}
    beside = {name: given[name] for name in BESIDE if name in given}
    step = step_name(form, state)
    return {"number": int(number), "step": step, "words": "", **beside, "chosen": chosen, **more}


def step_in(facts: Mapping[str, Any]) -> tuple[type[DeskStep], dict[str, Any]]:
    """The class of a message that shows one state of a form, and its fields. KeyError where one of them is missing."""
    step = str(facts["step"])
    form = step.partition("_")[0]
    answers = answers_of(form, {**facts.get("chosen", {}), **{name: facts[name] for name in BESIDE if name in facts}})
    given = {name: facts[name] for name in ("number", "options", "texts", "back", "more", "lasts") if name in facts}
    given |= {"form": form, "answers": answers}
    match state_of(form, step):
        case Choosing(question):
            return DeskChoice, {**given, "question": question}
        case Writing(question):
            return DeskWords, {**given, "question": question}
        case Previewing() | Filling():
            return OWN_PREVIEWS.get(form, DeskPreview), given

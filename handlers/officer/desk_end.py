"""The last rows under a form on the desk."""

from typing import Protocol, assert_never

from bot.domain.desk import Choosing, Filling, Previewing, State, Writing
from bot.domain.ids import CaseNumber
from bot.usecases.casework.option_pages import turning
from handlers.officer.buttons import DeskDone, DeskTap
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext


def text_of_state(doing: str, state: State) -> str:
    """The key of the text of this state of a form."""
    match state:
        case Choosing(question) | Writing(question):
            return f"staff-{doing}-{question}"
        case Previewing():
            return f"staff-{doing}-preview"
        case Filling():
            return f"staff-{doing}"
        case _:
            assert_never(state)


def question_in(state: State) -> str:
    """The name of the question that is asked; '' where none is."""
    return state.question if isinstance(state, Choosing | Writing) else ""


class Paged(Protocol):
    """A step of a form with its options in pages."""

    @property
    def number(self) -> CaseNumber: ...

    @property
    def back(self) -> int: ...

    @property
    def more(self) -> int: ...


def page_keys(context: RenderContext, locale: str, said: Paged, doing: str, name: str) -> list[tuple[Key, ...]]:
    """Back and on, as far as there are pages of the options of this question."""
    pages = [(way, page) for way, page in (("back", said.back), ("more", said.more)) if page]
    keys = [
        Key(context.text(f"button-tasks-{way}", locale), pack(DeskTap(said.number, doing, name, turning(page))))
        for way, page in pages
    ]
    return [tuple(keys)] if keys else []


def desk_end(context: RenderContext, locale: str, number: int, act: str) -> tuple[Key, ...]:
    """The button that carries the form out, once all is answered, and the button that puts it away. `act`: the name of
    the act, whose text is `button-go-ACT`; '' where something is still asked."""
    stop = Key(context.text("button-desk-stop", locale), pack(DeskDone(number, "stop")))
    if not act:
        return (stop,)
    return (Key(context.text(f"button-go-{act}", locale), pack(DeskDone(number, "go")), style="success"), stop)

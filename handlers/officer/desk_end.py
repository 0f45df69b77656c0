"""The last row under a form on the desk."""

from handlers.officer.buttons import DeskDone
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext


def desk_end(context: RenderContext, locale: str, number: int, act: str) -> tuple[Key, ...]:
    """The button that carries the form out, once all is answered, with the name of the act (`act`: its text is
    `button-go-ACT`; '' where something is still asked), and the button that puts it away."""
    stop = Key(context.text("button-desk-stop", locale), pack(DeskDone(number, "stop")))
    if not act:
        return (stop,)
    return (Key(context.text(f"button-go-{act}", locale), pack(DeskDone(number, "go")), style="success"), stop)

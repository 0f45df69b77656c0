"""The last row under a form on the desk."""

from handlers.officer.buttons import DeskDone
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext


def desk_end(context: RenderContext, locale: str, number: int, act: str) -> tuple[Key, ...]:
    """Do it, once all is answered, by a button that names the act (`act`: its text is `button-go-ACT`; '' where
    something is still asked), and put it away."""
    stop = Key(context.text("button-desk-stop", locale), pack(DeskDone(number, "stop")))
    if not act:
        return (stop,)
    return (Key(context.text(f"button-go-{act}", locale), pack(DeskDone(number, "go")), style="success"), stop)

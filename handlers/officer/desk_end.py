"""The last row under a form on the desk."""

from handlers.officer.buttons import DeskDone
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext


def desk_end(context: RenderContext, locale: str, number: int, go: str) -> tuple[Key, ...]:
    """Do it, once all is answered (`go` names the words of that button), and put it away."""
    stop = Key(context.text("button-desk-stop", locale), pack(DeskDone(number, "stop")))
    if not go:
        return (stop,)
    return (Key(context.text(go, locale), pack(DeskDone(number, "go")), style="success"), stop)

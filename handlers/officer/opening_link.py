"""How a message in a group leads to a case in the private chat of the person who presses: its content is shown only
there."""

from handlers.telegram.text.rendered import Key, RenderContext


def open_link(context: RenderContext, number: int) -> str:
    """The deep link that opens a case in an officer's private chat."""
    return f"https://t.me/{context.username}?start=o{number}"


def in_private(context: RenderContext, locale: str, number: int) -> Key:
    """The button with that link."""
    return Key(context.text("button-open-private", locale), url=open_link(context, number))

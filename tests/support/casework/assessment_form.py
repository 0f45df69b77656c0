"""The buttons of an assessment by scale and value, wherever they stand on the form."""

from bot.simulator.client import Message

LEVELS = 4


def level_button(form: Message, scale: int, value: int) -> str:
    """The data of the button with this value (0 to 3) of the scale (0 to 2, in order)."""
    found = [button.data or "" for row in form.buttons for button in row]
    return found[scale * LEVELS + value]

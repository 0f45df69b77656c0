"""The buttons of an assessment as a person finds them: by scale and value, wherever they stand on the form."""

from bot.simulator.client import Message

LEVELS = 4


def level_button(form: Message, scale: int, value: int) -> str:
    """What the button of this value (0 to 3) of the scale (0 to 2, in their order) sends."""
    found = [button.data or "" for row in form.buttons for button in row]
    return found[scale * LEVELS + value]

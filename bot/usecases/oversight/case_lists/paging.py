"""The pages of a list are one message: where it is turned, and where it comes anew."""

from bot.domain.notices.notice import Mode
from bot.usecases.access.asking import Act


async def page_mode(act: Act, slot: str) -> Mode:
    """A button of the list itself changes it where it stands. Asked for by words, or from another message, it comes
    anew below all that stands in the chat: nobody looks for it further up."""
    if not act.is_press:
        return Mode.NEXT
    pressed = act.visitor.pressed
    is_turned = pressed is None or await act.uow.messages.slot(act.visitor.chat, slot) == pressed
    return Mode.EDIT if is_turned else Mode.NEXT

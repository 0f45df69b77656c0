"""Buttons for what can be done in a case besides the daily acts; for each there is also a command."""

from collections.abc import Callable, Iterable, Mapping

from bot.domain.cases.stages.retention import HOLD, LIFT
from bot.domain.ids import CaseNumber
from handlers.officer.buttons import Open, Take, Unmerge
from handlers.officer.buttons_case import FURTHER_ACT_BUTTONS, AskHold, EndPart, ShowCase
from handlers.officer.buttons_work import ShowDesk
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext

BUTTONS: Mapping[str, Callable[[CaseNumber], object]] = {
    **FURTHER_ACT_BUTTONS,
    "take": Take,
    "open": Open,
    "unmerge": Unmerge,
    "case": ShowCase,
    "finish": EndPart,
    "hold": lambda number: AskHold(number, HOLD),
    "lift": lambda number: AskHold(number, LIFT),
}
IN_A_ROW = 2


def further_act_keys(
    context: RenderContext, locale: str, number: CaseNumber, acts: Iterable[str]
) -> tuple[tuple[Key, ...], ...]:
    """A button for each of them."""
    buttons = {act: ShowDesk() if act == "desk" else BUTTONS[act](number) for act in acts}
    keys = [Key(context.text(f"button-way-{act}", locale), pack(button)) for act, button in buttons.items()]
    return tuple(tuple(keys[at : at + IN_A_ROW]) for at in range(0, len(keys), IN_A_ROW))

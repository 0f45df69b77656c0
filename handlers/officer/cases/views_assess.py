"""The form of an assessment. Buttons name their scale; the resulting class is shown before it is saved."""

from collections.abc import Iterator

from bot.domain.cases.assessment.assessment import SCALES
from bot.domain.notices.officer.cases import AssessShown
from bot.domain.queues.delivery import OutboxRow
from handlers.officer import buttons as b
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_names

LEVELS = range(4)
PAIRS = ((0, 1), (2, 3))
"""Two buttons in a row: with four their names would be cut short on a phone."""


async def assess(context: RenderContext, row: OutboxRow, said: AssessShown) -> Rendered:
    """Three scales to tap, a note, what saving does, and Save with the class."""
    locale, number = row.locale, said.number
    values = {scale: getattr(said, scale) for scale in SCALES}
    lines = [context.text("staff-assess-head", locale, number=str(number))]
    for scale, value in values.items():
        lines += _scale_lines(context, locale, scale, value)
    if said.note:
        lines.append(context.text("staff-assess-note", locale, note=said.note))
    lines += _consequence(context, locale, said)
    ready = None not in values.values()
    lines.append(context.text("staff-assess-ready" if ready else "staff-assess-missing", locale))
    keys = [tuple(_level(context, locale, said, scale, step) for step in pair) for scale in SCALES for pair in PAIRS]
    return Rendered("\n".join(lines), (*keys, _end(context, locale, said, ready=ready)), protect=True)


def _scale_lines(context: RenderContext, locale: str, scale: str, value: int | None) -> Iterator[str]:
    """The name of a scale with what was chosen; until then the meaning of each number."""
    shown = "-" if value is None else context.text(f"staff-{scale}-{value}", locale)
    yield f"{context.text(f'staff-scale-{scale}', locale)} <b>{shown}</b>"
    if value is None:
        meanings = [context.text(f"staff-{scale}-{step}", locale) for step in LEVELS]
        yield f"  {context.text('list-join', locale).join(meanings)}"


def _level(context: RenderContext, locale: str, said: AssessShown, scale: str, step: int) -> Key:
    """'Hazard 2': each button names the scale to which it belongs."""
    label = context.text(f"button-{scale}", locale, value=str(step))
    is_chosen = getattr(said, scale) == step
    shown = context.text("o-chosen", locale, option=label) if is_chosen else label
    return Key(shown, pack(b.AssessValue(said.number, scale, step)), style="primary" if is_chosen else "")


def _consequence(context: RenderContext, locale: str, said: AssessShown) -> Iterator[str]:
    """The resulting class, whose deadlines become sooner, and whether the bodies are asked to talk."""
    if said.result is None or said.urgency is None or said.asks_for is None:
        return
    classes = {"urgency": said.result, "was": said.urgency, "own": said.asks_for}
    named = {name: context.text(f"urgency-{one.value}", locale) for name, one in classes.items()}
    yield context.text(f"staff-assess-{_outcome(said)}", locale, **named)
    if said.hurries:
        bodies = agency_names(context, locale, said.hurries)
        yield context.text("staff-assess-hurries", locale, agencies=bodies)
    if said.diverges:
        yield context.text("staff-assess-diverges", locale)


def _outcome(said: AssessShown) -> str:
    """Whether saving raises the class, leaves it, or would call for a lower one and still leaves it."""
    if said.result is not said.urgency:
        return "raises"
    return "stays" if said.asks_for is said.urgency else "stays-higher"


def _end(context: RenderContext, locale: str, said: AssessShown, *, ready: bool) -> tuple[Key, ...]:
    """'Save: P2' once all is chosen, and the button for putting it away."""
    stop = Key(context.text("button-desk-stop", locale), pack(b.DeskDone(said.number, "stop")))
    if not ready or said.result is None:
        return (stop,)
    label = context.text("button-save-class", locale, urgency=said.result.value)
    return (Key(label, pack(b.DeskDone(said.number, "go")), style="success"), stop)


VIEWS = no_views().on(AssessShown, assess)

"""/duty in words: a screen for each situation, the questions, the end."""

from bot.domain.notices.supervisor.institutions import DutyPage
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter.buttons_institution import ShowDuty
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views


async def duty_page(context: RenderContext, row: OutboxRow, said: DutyPage) -> Rendered:
    """The page of that number."""
    duty, locale = context.profile.duty, row.locale
    names = [*duty.situations, *duty.questions]
    if said.place > len(names):
        key = "duty-nothing" if not names else "duty-end-linked" if said.linked else "duty-end"
        return Rendered(context.text(key, locale))
    name = names[said.place - 1]
    place = context.text("duty-place", locale, place=said.place, total=len(names))
    if said.place <= len(duty.situations):
        text = f"{place}\n{context.text(f'duty-situation-{name}', locale)}"
        return Rendered(text, (_ways(context, locale, said.place),))
    text = f"{place}\n{context.text(f'duty-question-{name}', locale)}"
    if not said.answered:
        answers = tuple(_key(context, locale, word, said.place, word) for word in ("yes", "no"))
        return Rendered(text, (answers, (_key(context, locale, "back", said.place - 1),)))
    verdict = context.text("duty-right" if said.answered == duty.questions[name] else "duty-wrong", locale)
    told = f"{text}\n\n{verdict} {context.text(f'duty-answer-{name}', locale)}"
    return Rendered(told, (_ways(context, locale, said.place),))


def _ways(context: RenderContext, locale: str, place: int) -> tuple[Key, ...]:
    """The buttons back and on."""
    back = (_key(context, locale, "back", place - 1),) if place > 1 else ()
    return (*back, _key(context, locale, "next", place + 1))


def _key(context: RenderContext, locale: str, name: str, place: int, answer: str = "") -> Key:
    return Key(context.text(f"button-duty-{name}", locale), pack(ShowDuty(place, answer)))


VIEWS = no_views().on(DutyPage, duty_page)

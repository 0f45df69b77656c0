"""The list of cases whose time is over, and the questions about keeping or erasing them."""

from bot.domain.cases.stages.retention import EXTENSIONS, REASONS
from bot.domain.notices.supervisor.retention import Expiring, ExpiringRow, KeepWhyAsked, KeepYearsAsked, LetGoAsked
from bot.domain.queues.delivery import OutboxRow
from handlers.supervisor import buttons as b
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

WHY = {"keep": b.KeepWhy, "hold": b.HoldWhy, "lift": b.LiftWhy}
"""The button of a reason."""


async def expiring(context: RenderContext, row: OutboxRow, said: Expiring) -> Rendered:
    """The list: each case with Keep longer, Export, Let go. A case that was never assessed cannot be let go."""
    lines = [context.text("keep-expiring-head", row.locale, total=said.total)]
    lines += [expiring_line(context, row.locale, one) for one in said.rows]
    keys = tuple(expiring_keys(context, row.locale, one) for one in said.rows)
    return Rendered("\n".join([*lines, context.text("keep-expiring-how", row.locale)]), keys)


def expiring_line(context: RenderContext, locale: str, one: ExpiringRow) -> str:
    """One case and its day; whether that is over."""
    key = "keep-expiring-over" if one.expires_at <= context.now() else "keep-expiring-line"
    named = {"agency": agency_name(context, locale, one.agency), "urgency": one.urgency.value}
    line = context.text(key, locale, number=str(one.number), at=one.expires_at, **named)
    return line if one.assessed else line + " " + context.text("keep-expiring-unassessed", locale)


def expiring_keys(context: RenderContext, locale: str, one: ExpiringRow) -> tuple[Key, ...]:
    """A row of buttons; each names its case."""
    number = one.number
    offered = [("keep-on", b.Keep(number)), ("keep-export", b.KeepExport(number))]
    offered += [("let-go", b.LetGo(number))] if one.assessed else []
    return tuple(Key(context.text(f"button-{name}", locale, number=str(number)), pack(data)) for name, data in offered)


async def why(context: RenderContext, row: OutboxRow, said: KeepWhyAsked) -> Rendered:
    """The reasons for keeping a case longer, holding it, or lifting the hold."""
    text = context.text(f"keep-why-{said.what}", row.locale, number=str(said.number))
    made = WHY[said.what]
    keys = tuple(
        (Key(context.text(f"keep-reason-{name}", row.locale), pack(made(said.number, name))),) for name in REASONS
    )
    return Rendered(text, keys)


async def years(context: RenderContext, row: OutboxRow, said: KeepYearsAsked) -> Rendered:
    """The question for how many years more the case is kept."""
    keys = tuple(
        Key(
            context.text("button-keep-years", row.locale, count=count),
            pack(b.KeepYears(said.number, said.reason, count)),
        )
        for count in EXTENSIONS
    )
    return Rendered(context.text("keep-years", row.locale, number=str(said.number)), (keys,))


async def let_go_asked(context: RenderContext, row: OutboxRow, said: LetGoAsked) -> Rendered:
    """The second person is asked; the button erases."""
    locale, number = row.locale, said.number
    named = {"agency": agency_name(context, locale, said.agency), "urgency": said.urgency.value}
    text = context.text("keep-let-go-asked", locale, number=str(number), **named)
    names = [("erase-case", b.LetGo(number), "danger"), ("keep-on", b.Keep(number), "")]
    keys = [Key(context.text(f"button-{name}", locale, number=str(number)), pack(d), style=s) for name, d, s in names]
    return Rendered(text, (tuple(keys),))


VIEWS = no_views().on(Expiring, expiring).on(KeepWhyAsked, why).on(KeepYearsAsked, years).on(LetGoAsked, let_go_asked)

"""A class that people change: what follows, shown before it is done, and the question to the second person."""

from bot.domain.cases.case import Case
from bot.domain.cases.work import ClassChange
from bot.domain.notices.notice import ToAgency
from bot.domain.notices.officer.classes import ClassPreview, LowerAsked, LowerShown, Sooner
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons import AnswerLower, DeskTap
from handlers.officer.desk_end import desk_end
from handlers.officer.opening_link import in_private
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names, rules_line


async def preview(context: RenderContext, row: OutboxRow, said: ClassPreview) -> Rendered:
    """The preview of another class: the old and the new class, the reason, what becomes sooner, and who is told or must
    agree."""
    locale, number = row.locale, str(said.number)
    key = "staff-lower-preview" if said.is_lowering else "staff-raise-preview"
    parts = [context.text(key, locale, number=number, **_classes(context, locale, said)), quoted(said.words)]
    parts += [_lower(context, locale, said)] if said.is_lowering else [_raise(context, locale, said)]
    act = "lower" if said.is_lowering else "raise"
    return Rendered("\n\n".join(parts), (desk_end(context, locale, said.number, act),), protect=True)


def _classes(context: RenderContext, locale: str, said: ClassPreview | LowerAsked | ClassChange) -> dict[str, str]:
    return {"was": context.text(f"urgency-{said.was.value}", locale), "to": context.text(f"urgency-{said.to}", locale)}


def _raise(context: RenderContext, locale: str, said: ClassPreview) -> str:
    """Deadlines that become sooner, and the bodies whose groups are told."""
    lines = [context.text("staff-raise-sooner" if said.sooner else "staff-raise-none-sooner", locale)]
    lines += [_sooner(context, locale, one) for one in said.sooner]
    return "\n".join([*lines, context.text("staff-raise-hears", locale, agencies=_names(context, locale, said))])


def _names(context: RenderContext, locale: str, said: ClassPreview) -> str:
    return agency_names(context, locale, said.hears)


def _sooner(context: RenderContext, locale: str, one: Sooner) -> str:
    named = {"clock": context.text(f"staff-clock-{one.deadline.value}", locale)}
    named |= {"agency": agency_name(context, locale, one.agency)}
    if one.was_due_at is None:
        return context.text("staff-raise-clock-new", locale, due=one.due_at, **named)
    return context.text("staff-raise-clock", locale, due=one.due_at, was=one.was_due_at, **named)


def _lower(context: RenderContext, locale: str, said: ClassPreview) -> str:
    """Lines that say that no deadline moves later, which rules are overridden, and who must agree."""
    agrees = "staff-lower-agrees-supervising" if said.supervising_agrees else "staff-lower-agrees"
    lines = [context.text("staff-lower-deadlines", locale)]
    lines += [_overridden(context, locale, said.rules)] if said.rules else []
    lines.append(context.text(agrees, locale))
    return "\n".join([*lines, context.text("staff-lower-hears", locale, agencies=_names(context, locale, said))])


def _overridden(context: RenderContext, locale: str, rules: tuple[str, ...]) -> str:
    return context.text("staff-lower-overrides", locale) + "\n" + rules_line(context, locale, rules)


async def lower_asked(context: RenderContext, row: OutboxRow, said: LowerAsked) -> Rendered:
    """The message to the people who may agree to a lower class. They read the reason in private."""
    locale, body = row.locale, agency_name(context, row.locale, said.agency)
    text = context.text(
        "staff-lower-asked", locale, number=str(said.number), agency=body, **_classes(context, locale, said)
    )
    look = Key(context.text("button-answer-lower", locale), pack(AnswerLower(said.number)), style="primary")
    shown = in_private(context, locale, said.number) if isinstance(row.notice.to, ToAgency) else look
    return Rendered(text, ((shown,),))


async def lower_shown(context: RenderContext, row: OutboxRow, said: LowerShown) -> Rendered | None:
    """The lower class, its reason, the rules that it overrides; buttons to agree or refuse. None when it no longer
    waits."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    locale, change = row.locale, case.lowering
    if change is None:
        return Rendered(context.text("staff-lower-over", locale, number=str(said.number)))
    named = {"agency": agency_name(context, locale, change.agency), **_classes(context, locale, change)}
    parts = [context.text("staff-agree-answer", locale, number=str(said.number), **named), quoted(change.reason)]
    parts += [_overridden(context, locale, change.rules)] if change.rules else []
    keys = [
        Key(context.text(f"staff-agree-answer-{one}", locale), pack(DeskTap(said.number, "agree", "answer", one)))
        for one in ("yes", "no")
    ]
    end = desk_end(context, locale, said.number, "")
    return Rendered("\n\n".join(parts), (tuple(keys), end), protect=True)


def class_lines(context: RenderContext, locale: str, case: Case) -> list[str]:
    """What people have changed about the class, and why: a part of the opened report."""
    waiting = [case.lowering] if case.lowering is not None else []
    lines = [context.text("staff-story-class", locale)] if case.class_changes or waiting else []
    for change in (*case.class_changes, *waiting):
        done = "staff-story-lowered" if change.approved_by else "staff-story-lowering"
        key = done if change.is_lowering else "staff-story-raised"
        named = {"agency": agency_name(context, locale, change.agency), **_classes(context, locale, change)}
        lines += [context.text(key, locale, at=change.at, number=str(case.number), **named), quoted(change.reason)]
        lines += [_overridden(context, locale, change.rules)] if change.rules else []
    return ["\n".join(lines)] if lines else []


VIEWS = no_views().on(ClassPreview, preview).on(LowerAsked, lower_asked).on(LowerShown, lower_shown)

"""Two cases side by side before they become one, or are two again; and how a case names the cases that are merged with
it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.domain.cases.case import Case, Part
from bot.domain.cases.reporter.merged import number_of
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.notices.officer.cases import Story
from bot.domain.notices.officer.merged_cases import MergePreview, MergeReasons, PartPreview
from bot.domain.queues.delivery import OutboxRow
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.merged_cases import reports_of
from handlers.officer import buttons as b
from handlers.officer.cases.questions_put import asked_of
from handlers.officer.cases.views_report import InCase, report_text
from handlers.officer.desk_end import desk_end
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, agency_names, deadline_name, listed

OFFERED = 3
"""How many cases are offered by a button for comparing."""


async def reasons(context: RenderContext, row: OutboxRow, said: MergeReasons) -> Rendered:
    """Why the two belong together, as buttons."""
    locale, worded = row.locale, {"number": str(said.number), "other": str(said.other)}
    lines = [context.text("staff-merge-why", locale, **worded)]
    lines += [context.text("staff-merge-suspect", locale)] if said.is_perhaps_suspect else []
    keys = [
        (Key(context.text(f"staff-merge-why-{one}", locale), pack(b.DeskTap(said.number, "merge", "why", one))),)
        for one in said.options
    ]
    return Rendered("\n\n".join(lines), (*keys, desk_end(context, locale, said.number, "")), protect=True)


async def preview(context: RenderContext, row: OutboxRow, said: MergePreview) -> Rendered:
    """Both sides, what follows, and the last button."""
    locale = row.locale
    async with context.reading() as uow:
        sides = [await _side(context, uow, locale, await uow.cases.get(case), said) for case in said.cases]
    comes = _link(context, locale, said) if said.is_link else _comes(context, locale, said)
    act = "link" if said.is_link else "merge"
    parts = [*sides, *([] if said.is_told else [context.text("staff-merge-untold", locale)]), *comes]
    return Rendered("\n\n".join(parts), (desk_end(context, locale, said.number, act),), protect=True)


async def _side(context: RenderContext, uow: UnitOfWork, locale: str, case: Case, said: MergePreview) -> str:
    """What one of the cases is about; its reports, where they may be read."""
    helps = [task.agency for task in case.tasks if task.part is Part.SUPPORT and task.is_open]
    head = context.text(
        "staff-merge-side",
        locale,
        number=str(case.number),
        urgency=context.text(f"urgency-{case.urgency.value}", locale),
        state=context.text(f"state-{case.state.value}", locale),
        harms=listed(context, locale, "harm", list(case.harms)),
        age=context.text(f"o-age-{case.age_band}", locale),
        area=context.text(f"area-{case.area}", locale),
        lead=agency_name(context, locale, case.lead),
        helps=agency_names(context, locale, helps) or context.text("staff-merge-nobody-helps", locale),
    )
    reports = await reports_of(uow, case) if said.is_told else []
    asked = [asked_of(context, locale, case, one, reports) for one in reports]
    told = [report_text(context, locale, one, InCase(asked=put)) for one, put in zip(reports, asked, strict=True)]
    return "\n\n".join([head, *told])


def _comes(context: RenderContext, locale: str, said: MergePreview) -> list[str]:
    """What comes of the merging: the number that goes on, who leads, who is told, and what is due."""
    worded = {"number": str(said.number), "other": str(said.other), "goes_on": str(said.goes_on)}
    urgency, lead = context.text(f"urgency-{said.urgency.value}", locale), agency_name(context, locale, said.lead)
    why = context.text(f"staff-merge-why-{said.reason}", locale)
    lines = [context.text("staff-merge-hears", locale, agencies=agency_names(context, locale, said.hears))]
    if said.is_new_to:
        lines.append(context.text("staff-merge-new-to", locale, agencies=agency_names(context, locale, said.is_new_to)))
    lines += [context.text("staff-merge-due", locale)] if said.due else []
    for one in said.due:
        named = {
            "clock": deadline_name(context, locale, one.deadline),
            "agency": agency_name(context, locale, one.agency),
        }
        lines.append(context.text("staff-merge-due-line", locale, due=one.due_at, **named))
    lines += [context.text("staff-views-apart", locale)] if said.is_apart else []
    return [
        context.text("staff-merge-preview", locale, why=why, **worded),
        context.text("staff-merge-comes", locale, urgency=urgency, lead=lead, **worded),
        "\n".join(lines),
    ]


def _link(context: RenderContext, locale: str, said: MergePreview) -> list[str]:
    return [context.text("staff-link-preview", locale, number=str(said.number), other=str(said.other))]


async def part_preview(context: RenderContext, row: OutboxRow, said: PartPreview) -> Rendered:
    """What each of the two has again."""
    locale = row.locale
    text = context.text(
        "staff-unmerge-preview",
        locale,
        number=str(said.number),
        other=str(said.other),
        urgency=context.text(f"urgency-{said.urgency.value}", locale),
        other_urgency=context.text(f"urgency-{said.other_urgency.value}", locale),
        lead=agency_name(context, locale, said.lead),
        other_lead=agency_name(context, locale, said.other_lead),
        agencies=agency_names(context, locale, said.hears),
        other_agencies=agency_names(context, locale, said.other_hears),
    )
    return Rendered(text, (desk_end(context, locale, said.number, "unmerge"),), protect=True)


def told_in(
    context: RenderContext, locale: str, case: Case, of: CaseId | None, key: str = "staff-story-of-case"
) -> list[str]:
    """The number by which the reporter of a report knows it; nothing for a case that is not merged. `of`: the case in
    which it was told, None for this one."""
    return [context.text(key, locale, number=str(number_of(case, of)))] if case.absorbed else []


def joined_lines(
    context: RenderContext, locale: str, number: CaseNumber, joined: Sequence[CaseNumber], *, may_part: bool = False
) -> list[str]:
    """Which other numbers lead to this case, and how the merge is undone."""
    if not joined:
        return []
    names = context.text("list-join", locale).join(str(one) for one in joined)
    lines = [context.text("staff-joined-with", locale, number=names)]
    return [*lines, context.text("staff-unmerge-how", locale, number=str(number))] if may_part else lines


def beside_lines(
    context: RenderContext, locale: str, number: CaseNumber, linked: Iterable[CaseNumber], others: Iterable[CaseNumber]
) -> list[str]:
    """Cases that somebody has linked by hand; and how to compare the case with each of the others."""
    lines = [context.text("staff-link-by-hand", locale, number=str(one)) for one in linked]
    ways = [context.text("merge-link", locale, number=str(number), other=str(one)) for one in others]
    named = context.text("list-join", locale).join(ways)
    return [*lines, context.text("staff-merge-how", locale, ways=named)] if ways else lines


def beside_keys(context: RenderContext, locale: str, said: Story) -> tuple[tuple[Key, ...], ...]:
    """One button for each other case with which this case can be merged."""
    keys = [
        Key(context.text("button-merge-with", locale, number=str(one)), pack(b.Merge(said.number, one)))
        for one in others_of(said)
    ]
    return tuple((key,) for key in keys)


class Beside(Protocol):
    """What names other cases with which the case may be merged."""

    @property
    def same_child(self) -> tuple[CaseNumber, ...]: ...
    @property
    def links(self) -> tuple[CaseNumber, ...]: ...
    @property
    def linked(self) -> tuple[CaseNumber, ...]: ...
    @property
    def may_merge(self) -> bool: ...


def others_of(said: Beside) -> list[CaseNumber]:
    """The first few of them, for somebody who may merge cases."""
    found = dict.fromkeys([*said.same_child, *said.links, *said.linked]) if said.may_merge else {}
    return [*found][:OFFERED]


VIEWS = no_views().on(MergeReasons, reasons).on(MergePreview, preview).on(PartPreview, part_preview)

"""How questions that wait for a person's answer read on a desk, and the button that leads to the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.access.waiting import Awaited
from bot.domain.cases.record import Mark
from bot.domain.ids import CaseNumber
from bot.domain.notices.case_rows import WaitRow, WorkRow
from bot.domain.notices.officer.work import FromAbove, Worklist
from handlers.officer.buttons import AnswerLower
from handlers.officer.buttons_bodies import OpenHanded
from handlers.officer.buttons_case import FURTHER_ACT_BUTTONS, ShowCase
from handlers.officer.buttons_lists import CasesFrom
from handlers.officer.buttons_work import ShowQuestion
from handlers.reporter.buttons_identity import AskWhoReported
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext
from handlers.wording import agency_name, agency_names, due_text, listed, marks_text

BEGINS: Mapping[str, Callable[[CaseNumber], object]] = MappingProxyType(
    {
        Awaited.LEAD: FURTHER_ACT_BUTTONS["lead"],
        Awaited.LOWER: AnswerLower,
        Awaited.HANDED: OpenHanded,
        Awaited.REVEAL: AskWhoReported,
    }
)
"""Questions that are answered step by step. The others are shown once more, with their buttons."""
FILTER_OF = MappingProxyType({"untaken": "unacknowledged", "red": "red"})
"""The word beside /cases that lists the same cases as a part of the desk."""


def wait_text(context: RenderContext, locale: str, one: WaitRow) -> str:
    """One line: which case, what is awaited, and by when."""
    what = context.text(f"staff-waits-{one.kind}", locale, agency=agency_name(context, locale, one.agency))
    due = what if one.due_at is None else due_text(context, locale, what, one.due_at, late=one.late)
    return f"{head_text(context, locale, one)}\n{due}"


def head_text(context: RenderContext, locale: str, one: WaitRow | WorkRow) -> str:
    """Which case a line of the desk is about. That something is late stands with what is due."""
    return context.text(
        "staff-work-head",
        locale,
        marks=marks_text(context, locale, one.marks - {Mark.LATE}, drill=one.drill),
        number=str(one.number),
        urgency=one.urgency.value,
        harms=listed(context, locale, "harm", one.harms),
    )


def answer_keys(context: RenderContext, locale: str, rows: Sequence[WaitRow], groups: int) -> list[Key]:
    """A button for each question that the reader may answer; one for all new groups."""
    keys = [
        Key(context.text(f"button-waits-{one.kind}", locale, number=str(one.number)), pack(_answer(one)))
        for one in rows
    ]
    group = Key(context.text("button-waits-group", locale), pack(ShowQuestion(Awaited.GROUP.value, 0)))
    return [*keys, *([group] if groups else [])]


def _answer(one: WaitRow) -> object:
    if one.kind in BEGINS:
        return BEGINS[one.kind](one.number)
    return ShowQuestion(one.kind, one.number)


def looking_keys(context: RenderContext, locale: str, said: FromAbove) -> list[Key]:
    """A button for each case that supervisors see to: it shows which bodies have it, its deadlines, and what can be
    done there."""
    numbers = dict.fromkeys(one.number for one in (*said.second, *said.untaken, *said.red))
    return [Key(context.text("button-case-number", locale, number=str(one)), pack(ShowCase(one))) for one in numbers]


def whole_list_keys(context: RenderContext, locale: str, said: FromAbove) -> list[Key]:
    """A button for the whole list, where the desk shows only the first cases of it."""
    lists = {"untaken": (said.untaken, said.untaken_total), "red": (said.red, said.red_total)}
    cut = {name: total for name, (rows, total) in lists.items() if total > len(rows)}
    return [
        Key(context.text(f"button-worklist-all-{name}", locale, count=total), pack(CasesFrom(FILTER_OF[name], 0)))
        for name, total in cut.items()
    ]


def above_parts(context: RenderContext, locale: str, said: FromAbove) -> list[str]:
    """What waits for a second person, what nobody has acknowledged, what is red: each under its heading."""
    lists = {
        "second": (said.second, said.second_total),
        "untaken": (said.untaken, said.untaken_total),
        "red": (said.red, said.red_total),
    }
    return [
        section_text(context, locale, Section(name, wait_lines(context, locale, rows), total - len(rows)))
        for name, (rows, total) in lists.items()
    ]


def waiting_part(context: RenderContext, locale: str, said: Worklist) -> str:
    """What waits for an answer, and new groups."""
    lines, names = wait_lines(context, locale, said.waits), agency_names(context, locale, said.groups)
    lines += [context.text("staff-waits-group", locale, agencies=names)] if said.groups else []
    return section_text(context, locale, Section("waits", lines, said.waits_total - len(said.waits)))


def wait_lines(context: RenderContext, locale: str, rows: Sequence[WaitRow]) -> list[str]:
    """A line for each of them."""
    return [wait_text(context, locale, one) for one in rows]


@dataclass(frozen=True)
class Section:
    """A part of a desk under a heading of its own."""

    name: str
    lines: Sequence[str]
    more: int = 0
    """How many more there are, which have no line."""
    empty: str = "none"
    """The end of the key of the text that stands where there is no line."""


def section_text(context: RenderContext, locale: str, section: Section) -> str:
    """One heading with its lines, and how many more there are."""
    heading = f"staff-worklist-{section.name}"
    lines = [*section.lines] or [context.text(f"{heading}-{section.empty}", locale)]
    lines += [context.text("staff-worklist-more", locale, count=section.more)] if section.more > 0 else []
    return "\n".join([context.text(heading, locale), *lines])

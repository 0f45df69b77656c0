"""Words for answers: an option, a heading, a whole answer; shared by the review, the opened report and the status."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.record import Mark
from bot.domain.ids import CaseNumber
from bot.domain.people import OVERSIGHT
from bot.domain.report import Answer
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import RenderContext
from handlers.told_words import piece_lines

FAMILIES = {"harms": "harm", "area": "area", "age": "o-age"}
"""Questions whose options have names of their own in the catalogue."""
NAMED = 6
"""How many other cases that may be about the same child are named; of more, only how many there are."""

ENDINGS: dict[str, tuple[str, ...]] = {
    "adult": (),
    "teen": ("-teen",),
    "child": ("-child",),
    "friend": ("-friend", "-child"),
    "peer": ("-peer", "-teen"),
    "staff": ("-staff",),
}
"""By wording: the endings of text keys that speak in it, the best one first; a text without any ending serves
everybody."""


def option_text(context: RenderContext, locale: str, question: str, option: str, voice: str = "adult") -> str:
    """The label of an option: its own text, else the family's (harm-, area-), else the shared `o-OPTION`."""
    plain = f"o-{question}-{option}"
    family = f"{FAMILIES[question]}-{option}" if question in FAMILIES else plain
    shared = f"o-{option}"
    own = [f"{key}{ending}" for ending in ENDINGS[voice] for key in (plain, family, shared)]
    for key in (*own, plain, family, shared):
        if context.known(key, locale):
            return context.text(key, locale)
    return context.text(family, locale)


def heading(context: RenderContext, locale: str, question: str) -> str:
    """A question in one or two words, for the review and the opened report."""
    return context.text(f"heading-{question}", locale)


def answer_text(context: RenderContext, locale: str, answer: Answer) -> str:
    """An answer as staff read it (HTML): options, place; words and phone as quotations."""
    parts = [option_text(context, locale, answer.question, option) for option in answer.options]
    lines = [context.text("list-join", locale).join(parts)] if parts else []
    lines += [line for piece in answer.pieces for line in piece_lines(context, locale, piece)]
    if answer.place is not None:
        place = answer.place
        lat, lon = f"{place.latitude:.5f}", f"{place.longitude:.5f}"
        lines.append(context.text("staff-story-place", locale, latitude=lat, longitude=lon))
    if answer.phone is not None:
        lines.append(quoted(f"{answer.phone.name} {answer.phone.number}".strip()))
    return "\n".join(lines) or context.text("staff-story-skipped", locale)


def listed(context: RenderContext, locale: str, prefix: str, keys: Iterable[str]) -> str:
    """The texts of `prefix-KEY` for each key, joined as the language joins lists."""
    return context.text("list-join", locale).join(context.text(f"{prefix}-{key}", locale) for key in keys)


def agency_name(context: RenderContext, locale: str, key: str) -> str:
    """The short name of a body; the oversight group has one too."""
    return context.text("staff-oversight-group" if key == OVERSIGHT else f"agency-{key}-short", locale)


def agency_names(context: RenderContext, locale: str, keys: Iterable[str]) -> str:
    """The short names of bodies, joined as the language joins lists; nothing for none."""
    return context.text("list-join", locale).join(agency_name(context, locale, key) for key in keys)


def marks_text(context: RenderContext, locale: str, shown: Collection[Mark], *, drill: bool) -> str:
    """The marks before a case's number: that it is a drill; red before yellow before late; nothing when in time."""
    named = [*(["drill"] if drill else []), *(mark.value for mark in Mark if mark in shown)]
    return "".join(context.text(f"staff-mark-{name}", locale) for name in named)


def deadline_name(context: RenderContext, locale: str, kind: DeadlineKind | None, item: int | None = None) -> str:
    """What a deadline is for; that of a task names the task by its number."""
    if kind is DeadlineKind.ASSIGNMENT and item is not None:
        return context.text("staff-clock-task", locale, item=item)
    return context.text(f"staff-clock-{kind.value}", locale) if kind else "-"


def as_typed(context: RenderContext, locale: str, word: str) -> str:
    """A word that may stand beside a command, as this reader writes it. A body, a harm and an area stand by their name,
    others by their first spelling. What is the same in every language stays unchanged."""
    if context.known(f"agency-{word}-short", locale):
        return agency_name(context, locale, word)
    named = next((key for key in (f"harm-{word}", f"area-{word}") if context.known(key, locale)), "")
    if named and not context.known(f"typed-{word}", locale):
        return context.text(named, locale)
    spelt = context.text(f"typed-{word}", locale) if context.known(f"typed-{word}", locale) else word
    return spelt.split(",", maxsplit=1)[0]


def due_text(context: RenderContext, locale: str, what: str, due: datetime, *, late: bool) -> str:
    """What must be done next, and by when."""
    return context.text("staff-due-late" if late else "staff-due", locale, what=what, due=due)


def rules_line(context: RenderContext, locale: str, rules: Sequence[str]) -> str:
    """The rules that set the class, each with its words; a rule of a profile's own has its id alone."""
    named = [
        context.text("staff-rule", locale, id=rule, what=context.text(f"rule-{rule}", locale))
        if context.known(f"rule-{rule}", locale)
        else rule
        for rule in rules
    ]
    return context.text("staff-rules", locale, rules=context.text("list-join", locale).join(named))


def child_lines(context: RenderContext, locale: str, others: Iterable[CaseNumber]) -> list[str]:
    """Which other cases may be about the same child, as far as the reader may know of them; at most six by number."""
    known = [context.text("case-link", locale, number=str(one)) for one in others]
    if not known:
        return []
    names, more = context.text("list-join", locale).join(known[:NAMED]), len(known) - NAMED
    shown = context.text("staff-link-more", locale, cases=names, count=more) if more > 0 else names
    return [context.text("staff-link-same", locale, number=shown)]


def link_lines(context: RenderContext, locale: str, links: Iterable[CaseNumber]) -> list[str]:
    """Other cases that this one may belong with, as far as the reader may know of them."""
    return [context.text("staff-link-reporter", locale, number=str(number)) for number in links]

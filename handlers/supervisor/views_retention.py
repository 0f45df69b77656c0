"""How the list of cases whose time is over, the questions about them, the audit lines and the anchor read."""

from typing import Any

from bot.domain.cases.retention import EXTENSIONS, REASONS
from bot.ports.delivery import OutboxRow
from handlers.supervisor import buttons as b
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered, View
from handlers.wording import agency_name, moment


async def expiring(context: RenderContext, row: OutboxRow) -> Rendered:
    """The list: each case with Keep on, Export, Let go. One that was never assessed cannot be let go."""
    rows: Any = row.notice.facts["rows"]
    lines = [context.text("keep-expiring-head", row.locale, total=row.notice.facts["total"])]
    lines += [expiring_line(context, row.locale, one) for one in rows]
    keys = tuple(expiring_keys(context, row.locale, one) for one in rows)
    return Rendered("\n".join([*lines, context.text("keep-expiring-how", row.locale)]), keys)


def expiring_line(context: RenderContext, locale: str, one: dict[str, Any]) -> str:
    """One case and its day; whether that is over."""
    at = moment(one["expires_at"])
    key = "keep-expiring-over" if at <= context.now() else "keep-expiring-line"
    who = agency_name(context, locale, one["agency"])
    line = context.text(key, locale, number=str(one["number"]), urgency=one["urgency"], agency=who, at=at)
    return line if one["assessed"] else line + " " + context.text("keep-expiring-unassessed", locale)


def expiring_keys(context: RenderContext, locale: str, one: dict[str, Any]) -> tuple[Key, ...]:
    """A row of buttons; each names its case."""
    number = int(one["number"])
    offered = [("keep-on", b.Keep(number)), ("keep-export", b.KeepExport(number))]
    offered += [("let-go", b.LetGo(number))] if one["assessed"] else []
    return tuple(Key(context.text(f"button-{name}", locale, number=str(number)), pack(data)) for name, data in offered)


async def why(context: RenderContext, row: OutboxRow) -> Rendered:
    """The reasons, to keep a case on or to hold it; to lift a hold is for the command alone."""
    what, number = str(row.notice.facts["what"]), int(str(row.notice.facts["number"]))
    text = context.text(f"keep-why-{what}", row.locale, number=str(number))
    if what == "lift":
        return Rendered(text)
    made = b.KeepWhy if what == "keep" else b.HoldWhy
    keys = tuple((Key(context.text(f"keep-reason-{name}", row.locale), pack(made(number, name))),) for name in REASONS)
    return Rendered(text, keys)


async def years(context: RenderContext, row: OutboxRow) -> Rendered:
    """For how long."""
    number, reason = int(str(row.notice.facts["number"])), str(row.notice.facts["reason"])
    keys = tuple(
        Key(context.text("button-keep-years", row.locale, count=count), pack(b.KeepYears(number, reason, count)))
        for count in EXTENSIONS
    )
    return Rendered(context.text("keep-years", row.locale, number=str(number)), (keys,))


async def let_go_asked(context: RenderContext, row: OutboxRow) -> Rendered:
    """The second person is asked; the button erases."""
    facts, locale = row.notice.facts, row.locale
    number, who = int(str(facts["number"])), agency_name(context, locale, str(facts["agency"]))
    text = context.text("keep-let-go-asked", locale, number=str(number), urgency=facts["urgency"], agency=who)
    names = [("erase-case", b.LetGo(number), "danger"), ("keep-on", b.Keep(number), "")]
    keys = [Key(context.text(f"button-{name}", locale, number=str(number)), pack(d), style=s) for name, d, s in names]
    return Rendered(text, (tuple(keys),))


async def audit_lines(context: RenderContext, row: OutboxRow) -> Rendered:
    """/audit NUMBER: when, what, who."""
    facts, locale = row.notice.facts, row.locale
    rows: Any = facts["rows"]
    lines = [context.text("audit-head", locale, number=str(facts["number"]))]
    lines += [audit_line(context, locale, one) for one in rows] or [context.text("audit-none", locale)]
    return Rendered("\n".join([*lines, context.text("audit-foot", locale)]))


def audit_line(context: RenderContext, locale: str, one: dict[str, Any]) -> str:
    """One line; an act that has no words yet is shown by its key."""
    key = f"staff-history-{one['action']}"
    act = context.text(key, locale) if context.known(key, locale) else str(one["action"])
    if one.get("reason"):
        act = context.text(
            "audit-act-for", locale, act=act, reason=context.text(f"file-reason-{one['reason']}", locale)
        )
    who = agency_name(context, locale, one["agency"]) if one["agency"] else context.text("audit-no-body", locale)
    code = (
        context.text("audit-person", locale, code=one["who"]) if one["who"] else context.text("audit-by-itself", locale)
    )
    return context.text("audit-line", locale, at=moment(one["at"]), act=act, agency=who, who=code)


async def anchor(context: RenderContext, row: OutboxRow) -> Rendered:
    """The head of the audit log, for whoever keeps this chat."""
    facts = row.notice.facts
    told = {"lines": str(facts["lines"]), "head": str(facts["head"])}
    return Rendered(context.text("audit-anchor", row.locale, at=moment(str(facts["at"])), **told))


VIEWS: dict[str, View] = {
    "expiring": expiring,
    "keep_why": why,
    "keep_years": years,
    "let_go_asked": let_go_asked,
    "audit_lines": audit_lines,
    "anchor": anchor,
}

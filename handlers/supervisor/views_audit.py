"""How /audit and the daily chain tip of the audit log read."""

from bot.domain.notices.case_rows import AuditEntry
from bot.domain.notices.supervisor.oversight import Anchor, AuditEntries
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name


async def audit_entries(context: RenderContext, row: OutboxRow, said: AuditEntries) -> Rendered:
    """/audit NUMBER: when, what, who."""
    locale = row.locale
    lines = [context.text("audit-head", locale, number=str(said.number))]
    lines += [audit_line(context, locale, one) for one in said.rows] or [context.text("audit-none", locale)]
    return Rendered("\n".join([*lines, context.text("audit-foot", locale)]))


def audit_line(context: RenderContext, locale: str, one: AuditEntry) -> str:
    """One line; an act that has no words yet is shown by its key."""
    key = f"staff-history-{one.action}"
    act = context.text(key, locale) if context.known(key, locale) else one.action
    if one.reason:
        act = context.text("audit-act-for", locale, act=act, reason=context.text(f"file-reason-{one.reason}", locale))
    who = agency_name(context, locale, one.agency) if one.agency else context.text("audit-no-body", locale)
    code = context.text("audit-person", locale, code=one.who) if one.who else context.text("audit-by-itself", locale)
    return context.text("audit-line", locale, at=one.at, act=act, agency=who, who=code)


async def anchor(context: RenderContext, row: OutboxRow, said: Anchor) -> Rendered:
    """The message with the last hash of the audit log's chain, for the people who keep this chat."""
    return Rendered(context.text("audit-anchor", row.locale, at=said.at, lines=str(said.lines), head=said.chain_tip))


VIEWS = no_views().on(AuditEntries, audit_entries).on(Anchor, anchor)

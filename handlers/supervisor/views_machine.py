"""What administrators read about the machine that the line runs on. No case, no person."""

from datetime import timedelta

from bot.ports.delivery import OutboxRow
from handlers.telegram.rendered import RenderContext, Rendered, View


async def clock_moved(context: RenderContext, row: OutboxRow) -> Rendered:
    """The machine's clock is wrong, and by how much; or it is right again."""
    facts, locale = row.notice.facts, row.locale
    if facts["right"]:
        return Rendered(context.text("machine-clock-right", locale))
    seconds = int(str(facts["seconds"]))
    key = "machine-clock-ahead" if seconds > 0 else "machine-clock-behind"
    return Rendered(context.text(key, locale, by=timedelta(seconds=abs(seconds))))


async def key_file(context: RenderContext, row: OutboxRow) -> Rendered:
    """What has become of the key file, and what to do; or that it is well again."""
    state = str(row.notice.facts["state"]) or "well"
    return Rendered(context.text(f"machine-key-file-{state}", row.locale))


async def disk(context: RenderContext, row: OutboxRow) -> Rendered:
    """Little room, nearly none, or enough again."""
    facts = row.notice.facts
    return Rendered(context.text(f"machine-disk-{facts['state'] or 'well'}", row.locale, free=facts["free"]))


async def rows_changed(context: RenderContext, row: OutboxRow) -> Rendered:
    """How many stored rows somebody has changed past the line, and of which tables."""
    facts = row.notice.facts
    told = {"count": int(str(facts["count"])), "tables": str(facts["tables"])}
    return Rendered(context.text("machine-rows-changed", row.locale, **told))


VIEWS: dict[str, View] = {"clock_moved": clock_moved, "key_file": key_file, "disk": disk, "rows_changed": rows_changed}

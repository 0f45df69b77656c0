"""What administrators read about the machine. No case, no person."""

from datetime import timedelta
from html import escape

from bot.domain.notices.supervisor.deadlines import (
    AlarmBegan,
    AlarmEnded,
    ClockMoved,
    DiskState,
    JobFault,
    KeyFileChanged,
    LineRestored,
    RowsChanged,
    TextsMissing,
)
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views


async def clock_moved(context: RenderContext, row: OutboxRow, said: ClockMoved) -> Rendered:
    """The machine's clock is wrong, and by how much; or it is right again."""
    if said.right:
        return Rendered(context.text("machine-clock-right", row.locale))
    key = "machine-clock-ahead" if said.seconds > 0 else "machine-clock-behind"
    return Rendered(context.text(key, row.locale, by=timedelta(seconds=abs(said.seconds))))


async def key_file(context: RenderContext, row: OutboxRow, said: KeyFileChanged) -> Rendered:
    """What has happened to the key file, and what to do; or that it is right again."""
    return Rendered(context.text(f"machine-key-file-{said.state or 'well'}", row.locale))


async def disk(context: RenderContext, row: OutboxRow, said: DiskState) -> Rendered:
    """Little space, nearly none, or enough again."""
    return Rendered(context.text(f"machine-disk-{said.state or 'well'}", row.locale, free=said.free))


async def texts_missing(context: RenderContext, row: OutboxRow, said: TextsMissing) -> Rendered:
    """Which texts are missing, and what is said in their place."""
    lines = [
        context.text("machine-texts-missing", row.locale),
        *(f"• <code>{escape(text)}</code>" for text in said.texts),
    ]
    if said.others:
        lines.append(context.text("machine-texts-others", row.locale, count=said.others))
    return Rendered("\n".join(lines))


async def rows_changed(context: RenderContext, row: OutboxRow, said: RowsChanged) -> Rendered:
    """How many stored rows were changed by something else than this program, and of which tables."""
    return Rendered(context.text("machine-rows-changed", row.locale, count=said.count, tables=said.tables))


async def restored(context: RenderContext, row: OutboxRow, said: LineRestored) -> Rendered:
    """What is missing since a backup was restored, and which cases may be lost."""
    words = [context.text("machine-restored", row.locale, made_at=said.made_at or "-")]
    if said.first <= said.last:
        words.append(context.text("machine-restored-lost", row.locale, first=str(said.first), last=str(said.last)))
    return Rendered("\n".join(words))


async def alarm(context: RenderContext, row: OutboxRow, said: AlarmBegan | AlarmEnded) -> Rendered:
    """What is wrong since when, or what is right again."""
    key = "staff-alarm-over" if isinstance(said, AlarmEnded) else "staff-alarm"
    names = [context.text(f"staff-alarm-{name}", row.locale) for name in said.alarms]
    return Rendered("\n".join([context.text(key, row.locale, at=said.at), *names]))


async def job_fault(context: RenderContext, row: OutboxRow, said: JobFault) -> Rendered:
    """A job by the clock fails for one item."""
    job = context.text(f"staff-job-{said.job}", row.locale)
    return Rendered(context.text("staff-job-fault", row.locale, job=job, error=said.error))


VIEWS = (
    no_views()
    .on(ClockMoved, clock_moved)
    .on(KeyFileChanged, key_file)
    .on(DiskState, disk)
    .on(TextsMissing, texts_missing)
    .on(RowsChanged, rows_changed)
    .on(LineRestored, restored)
    .on(AlarmBegan, alarm)
    .on(AlarmEnded, alarm)
    .on(JobFault, job_fault)
)

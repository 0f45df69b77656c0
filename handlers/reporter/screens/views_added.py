"""What a person reads who adds to a report, or writes unasked: only what is true when it is sent (SG40)."""

from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.deadlines.shown_deadlines import told_due
from bot.domain.errors import NotFound
from bot.domain.notices.notice import Mode
from bot.domain.notices.reporter.reports import Added, Reopened
from bot.domain.notices.reporter.screens import AboutAsk
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.merged_cases import case_as_told
from bot.usecases.casework.closing.reopening import bodies_told
from handlers.reporter import buttons as b
from handlers.reporter.screens.words import Row, ScreenWords, safety
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_names


def has_gone(row: OutboxRow) -> bool:
    """Whether the message that was to be edited was deleted by Hide: then no new one is sent for it."""
    return row.notice.mode is Mode.EDIT and row.slot_message is None


async def added(context: RenderContext, row: OutboxRow, said: Added) -> Rendered | None:
    """What was written is stored, and where it goes."""
    if has_gone(row):
        return None
    words = ScreenWords(context, row, said.voice)
    on: Row = (words.key("follow", b.ShowStatus()), words.key("new-report", b.BeginReport()))
    keys: tuple[Row, ...] = ((words.key("done", b.AddTo(0)),) if said.awaited else on,)
    keys += (safety(words),)
    return Rendered(words(said.word, number=said.number), keys)


async def reopened(context: RenderContext, row: OutboxRow, said: Reopened) -> Rendered | None:
    """The case was closed and is open again; which groups have been told by now, and by when an answer comes."""
    if has_gone(row):
        return None
    words = ScreenWords(context, row, said.voice)
    async with context.reading() as uow:
        try:
            case = await case_as_told(uow, said.told_in or said.case)
        except NotFound:
            return None
        told = await bodies_told(uow, said.case, said.at)
    if row.notice.mode is Mode.EDIT and not case.is_open:
        return None
    known, reply = said.number is not None, told_due(case, DeadlineKind.REPLY)
    is_told = bool(told) and reply is not None
    key = f"{'reopened' if known else 'follow-reopened'}{'-told' if is_told else ''}"
    names = agency_names(context, row.locale, told)
    worded: dict[str, object] = {"bodies": names, "reply": reply} if is_told and known else {}
    numbers = {name: words.numbers[name] for name in ("police", "ambulance")}
    text = words(key, number=said.number, **worded)
    on = words.key("follow", b.ShowStatus()) if known else words.key("done", b.Follow("done"))
    return Rendered(f"{text}\n\n{words('received-urgent', **numbers)}", ((on,), safety(words)))


async def about_ask(context: RenderContext, row: OutboxRow, said: AboutAsk) -> Rendered:
    """Asks whether this is about an own report, or something new; and says when it goes there by itself."""
    words = ScreenWords(context, row, said.voice)
    about = words.context.text("button-about", words.locale, number=str(said.number))
    keys = ((Key(about, pack(b.About(said.number or 0))),), (words.key("about-new", b.About(0)),), safety(words))
    text = words("about-ask", number=said.number, at=said.goes_at)
    return Rendered("\n\n".join([*words.notes(said), text]), keys)


VIEWS = no_views().on(Added, added).on(Reopened, reopened).on(AboutAsk, about_ask)

"""What staff read after entering what somebody told; the words for the caller, and the page to print."""

from html import escape

from bot.domain.access.receipts import SHOWN
from bot.domain.notices.officer.staff_intake import Entered, EntryLeft, NotForStaff, WordsHanded, WordsReplaced
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.screens.words import Row, ScreenWords, safety
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import option_text
from locales.words import worded

PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16pt sans-serif;margin:3cm}} .words{{font-size:24pt;margin:1em 0}}</style></head>
<body>
{parts}
</body></html>
"""


async def entered(context: RenderContext, row: OutboxRow, said: Entered) -> Rendered:
    """The message that the entry is sent: its number, and how the caller gets an answer. A body that must not know of
    the case reads only that the entry is sent."""
    words = ScreenWords(context, row, "staff")
    parts = [words("staff-entered-left")] if said.is_left else []
    if said.number is None:
        parts = parts or [words("staff-entered-hidden")]
    elif said.is_left:
        parts.append(words("staff-entered-left-number", number=str(said.number)))
    else:
        parts.append(words("staff-entered", number=str(said.number)))
    parts += [words("staff-entered-reply", at=said.reply)] if said.reply is not None else []
    parts += [words("staff-entered-call-back", at=said.call_back)] if said.call_back is not None else []
    keys: list[Row] = []
    if said.own_waits:
        parts.append(words("staff-entered-own-waits"))
        keys.append((words.key("go-on", b.Resume("go_on")),))
    return Rendered("\n".join(parts), tuple(keys))


async def words_handed(context: RenderContext, row: OutboxRow, said: WordsHanded) -> Rendered:
    """The five words for the caller: to be read aloud, or a page to print."""
    words = ScreenWords(context, row, "staff")
    keys = ((words.key("have-it", b.HaveIt()),),)
    if said.is_printed:
        return Rendered(words("staff-words-printed", shown=SHOWN), keys, page=page(context, said.code))
    text = words("staff-words-aloud", words=worded(said.code, row.locale), shown=SHOWN)
    return Rendered(text, keys, protect=True)


def page(context: RenderContext, code: tuple[int, ...]) -> bytes:
    """The page to print, in every language of the district; neutral, because anybody may see it (SG14)."""
    parts = [part for locale in context.profile.languages for part in _of_page(context, code, locale)]
    title = " · ".join(context.text("staff-page-title", locale) for locale in context.profile.languages)
    return PAGE.format(title=title, parts="\n".join(parts)).encode()


def _of_page(context: RenderContext, code: tuple[int, ...], locale: str) -> list[str]:
    lines = [context.text("staff-page-follow", locale, bot=context.username), context.text("staff-page-first", locale)]
    heading, words = context.text("staff-page-title", locale), escape(worded(code, locale))
    return [f"<h1>{heading}</h1>", f'<p class="words">{words}</p>', *(f"<p>{line}</p>" for line in lines)]


async def words_replaced(context: RenderContext, row: OutboxRow, said: WordsReplaced) -> Rendered:
    """The caller's new words, under a spoiler, in a message that is deleted by itself."""
    words = ScreenWords(context, row)
    code = words("receipt-code", words=worded(said.code, row.locale), shown=SHOWN)
    text = f"{words('new-words')}\n\n{code}"
    return Rendered(text, ((words.key("have-it", b.HaveIt()),),), protect=True)


async def not_for_staff(context: RenderContext, row: OutboxRow, said: NotForStaff) -> Rendered:
    """The words belong to the caller."""
    words = ScreenWords(context, row)
    return Rendered(words("staff-words-not-yours"), (safety(words),))


async def entry_left(context: RenderContext, row: OutboxRow, said: EntryLeft) -> Rendered:
    """The message to supervisors that an entry was left alone and was sent as it was."""
    urgency = context.text(f"urgency-{said.urgency.value}", row.locale)
    text = context.text("staff-entry-left", row.locale, number=str(said.number), urgency=urgency)
    return Rendered(text)


def came_by(context: RenderContext, locale: str, channel: str) -> list[str]:
    """How it was told to staff; nothing where its reporter wrote here."""
    if not channel:
        return []
    shown = option_text(context, locale, "channel", channel)
    return [context.text("staff-came-by", locale, channel=shown)]


VIEWS = (
    no_views()
    .on(Entered, entered)
    .on(WordsHanded, words_handed)
    .on(WordsReplaced, words_replaced)
    .on(NotForStaff, not_for_staff)
    .on(EntryLeft, entry_left)
)

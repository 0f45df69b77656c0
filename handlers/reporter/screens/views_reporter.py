"""What a reporter reads after sending, and besides the conversation: receipt, status, files, news, Hide; and 'more was
told'."""

from collections.abc import Iterator

from bot.domain.notices.reporter.files import CopyRemoved, FileNotStored, FileStored, MayNotBeStored, Used, Withheld
from bot.domain.notices.reporter.in_chat import ChatHidden, Stopped
from bot.domain.notices.reporter.reports import MoreTold, NothingOpen, Received
from bot.domain.notices.reporter.screens import AddAsk
from bot.domain.notices.reporter.to_reporters import ExpiredSoon
from bot.domain.queues.delivery import OutboxRow
from bot.domain.report import MediaState
from handlers.reporter import buttons as b
from handlers.reporter.buttons_slips import AskSlip
from handlers.reporter.screens.views_danger import alert_line
from handlers.reporter.screens.words import ScreenWords, safety
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views


async def received(context: RenderContext, row: OutboxRow, said: Received) -> Rendered:
    """The receipt: number, dates by which the person hears, what to do if it gets worse, Hide."""
    words = ScreenWords(context, row, said.voice)
    parts = [words("received", number=said.number, reply=said.reply, outcome=said.outcome)]
    parts.append(await alert_line(context, words, said.number))
    numbers = {name: words.numbers[name] for name in ("police", "ambulance")}
    parts.append(words("received-urgent", **numbers))
    parts.append(words(f"received-contact-{said.contact.value}"))
    parts.append(words("received-hide"))
    keys = ((words.key("follow", b.ShowStatus()), words.key("add", b.AddTo(said.number))), safety(words))
    ask = ((words.key("five-words", b.FiveWords()),),) if words.voice in {"child", "friend"} else ()
    slip = ((words.key("slip", AskSlip(said.number, "ask")),),) if said.may_have_slip else ()
    return Rendered(
        "\n\n".join(part for part in parts if part), (*keys, *ask, *slip, (words.key("clean", b.Clean(-1)),))
    )


async def file_stored(context: RenderContext, row: OutboxRow, said: FileStored) -> Rendered:
    """'Kept: 2 files': one live line per album; after a first voice also that it can be recognised (SG44)."""
    words = ScreenWords(context, row, said.voice)
    notice = [words("voice-notice-after")] if said.notice else []
    return Rendered("\n\n".join(["\n".join(_counted(words, said)), *notice]))


def _counted(words: ScreenWords, said: FileStored) -> Iterator[str]:
    """How many of a group of files are stored, still being fetched, did not come or are not stored."""
    if said.recorded and said.count == 1:
        yield words("kept-voice")
    elif said.count:
        yield words("kept", count=said.count)
    for name, count in (("coming", said.coming), ("failed", said.failed), ("other", said.other)):
        if count:
            yield words(f"kept-{name}", count=count)


async def file_not_stored(context: RenderContext, row: OutboxRow, said: FileNotStored) -> Rendered:
    """Why a file was not stored, and what to do instead; a refused one can be removed from the chat (SG34)."""
    words = ScreenWords(context, row, said.voice)
    if said.state is not MediaState.REFUSED:
        return Rendered(words(f"not-kept-{said.state.value}", limit=said.limit))
    remove = b.RemoveCopy(said.message) if said.count == 1 else b.RemoveRefused()
    return _may_not_be_stored(words, said, "not-kept-refused", remove)


async def withheld(context: RenderContext, row: OutboxRow, said: Withheld) -> Rendered:
    """Files that were stored are not stored after all; they can be removed from the chat (SG34)."""
    return _may_not_be_stored(ScreenWords(context, row, said.voice), said, "files-withheld", b.RemoveRefused())


def _may_not_be_stored(words: ScreenWords, said: MayNotBeStored, key: str, remove: object) -> Rendered:
    """What may not be stored is named by its kind; it can be removed from this chat."""
    what, it = named(words, said.kind, said.count), words("kind-it", count=said.count)
    text = words(key, what=what, it=it, with_police=said.with_police)
    offer = "" if words.voice in {"child", "friend"} else words("copy-offer")
    return Rendered("\n\n".join(part for part in (text, offer) if part), ((words.key("remove-copy", remove),),))


def named(words: ScreenWords, kind: str, count: int) -> str:
    """'this picture', 'these 2 videos': a kind without a name of its own is a file."""
    key = f"kind-{kind}"
    return words(key if words.context.known(key, words.locale) else "kind-file", count=count)


async def copy_removed(context: RenderContext, row: OutboxRow, said: CopyRemoved) -> Rendered:
    """A refused file was deleted from this chat."""
    return Rendered(ScreenWords(context, row)("copy-removed"))


async def used(context: RenderContext, row: OutboxRow, said: Used) -> Rendered:
    """A message whose button was used keeps its words."""
    return Rendered("", only_keys=True, of_message=said.message)


async def add_ask(context: RenderContext, row: OutboxRow, said: AddAsk) -> Rendered:
    """Write or send what you want to add."""
    words = ScreenWords(context, row, said.voice)
    keys = ((words.key("done", b.AddTo(0)),), safety(words))
    parts = [*words.notes(said), words("add-ask", number=said.number), *words.below(said)]
    return Rendered("\n\n".join(parts), keys)


async def hidden(context: RenderContext, row: OutboxRow, said: ChatHidden) -> Rendered:
    """One neutral line; what stays is said when it is asked for (SG13)."""
    words = ScreenWords(context, row, said.voice)
    if said.stays:
        return Rendered(words("hide-stays"), ((words.key("clean", b.Clean(-1)), words.key("hide", b.Hide("ask"))),))
    text = words("hidden-sent" if said.sent else "hidden")
    return Rendered(text, ((words.key("read-more", b.Hide("stays")),),), remove_keyboard=True)


async def stopped(context: RenderContext, row: OutboxRow, said: Stopped) -> Rendered:
    """Nothing is open (any more)."""
    return Rendered(ScreenWords(context, row, said.voice)("stopped"), remove_keyboard=True)


async def nothing_open(context: RenderContext, row: OutboxRow, said: NothingOpen) -> Rendered:
    """A button of a conversation that has ended: how to go on."""
    words = ScreenWords(context, row)
    keys = ((words.key("new-report", b.BeginReport()), words.key("follow", b.ShowStatus())), safety(words))
    return Rendered(words("error-no-draft"), keys)


async def expired_soon(context: RenderContext, row: OutboxRow, said: ExpiredSoon) -> Rendered:
    """The one neutral reminder of a conversation left alone."""
    words = ScreenWords(context, row, said.voice)
    keys = ((words.key("go-on", b.Resume("go_on")),), safety(words))
    return Rendered(words("tell-expired_soon", until=said.until), keys)


async def more_told(context: RenderContext, row: OutboxRow, said: MoreTold) -> Rendered:
    """The message to officers, beside the card and without content, that more was told."""
    return Rendered(context.text("staff-card-added", row.locale, at=said.at))


VIEWS = (
    no_views()
    .on(Received, received)
    .on(FileStored, file_stored)
    .on(FileNotStored, file_not_stored)
    .on(CopyRemoved, copy_removed)
    .on(Used, used)
    .on(Withheld, withheld)
    .on(AddAsk, add_ask)
    .on(ChatHidden, hidden)
    .on(Stopped, stopped)
    .on(NothingOpen, nothing_open)
    .on(ExpiredSoon, expired_soon)
    .on(MoreTold, more_told)
)

"""What a reporter reads about the five words, about coming back with them, and about a chat that is cleared by
itself."""

from bot.domain.access.receipts import SHOWN
from bot.domain.chats import CLEARED_AFTER
from bot.domain.notices.reporter.in_chat import SelfClearingChoice, SelfClearingSet
from bot.domain.notices.reporter.reports import (
    FollowAdd,
    FollowAdded,
    FollowAnswers,
    FollowAsk,
    Followed,
    FollowPaused,
    FollowWrong,
    ReceiptCode,
)
from bot.domain.queues.delivery import OutboxRow
from handlers.reporter import buttons as b
from handlers.reporter.screens.views_status import promise_lines, reply_text, step_lines, whom_to_call
from handlers.reporter.screens.words import Row, ScreenWords, safety
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from locales.words import worded


async def receipt_code(context: RenderContext, row: OutboxRow, said: ReceiptCode) -> Rendered:
    """The five words, under a spoiler, in a message of their own that is deleted by itself."""
    words = ScreenWords(context, row, said.voice)
    text = words("receipt-code", words=worded(said.code, row.locale), shown=SHOWN)
    return Rendered(text, ((words.key("have-it", b.HaveIt()),),), protect=True)


async def follow_ask(context: RenderContext, row: OutboxRow, said: FollowAsk) -> Rendered:
    """Asks for the five words."""
    words = ScreenWords(context, row)
    return Rendered(words("follow-ask"), (safety(words),))


async def follow_wrong(context: RenderContext, row: OutboxRow, said: FollowWrong) -> Rendered:
    """The answer to wrong words. It is the same for a wrong code and for one that was never given."""
    words = ScreenWords(context, row)
    return Rendered(words("follow-wrong"), ((words.key("new-report", b.BeginReport()),), safety(words)))


async def follow_paused(context: RenderContext, row: OutboxRow, said: FollowPaused) -> Rendered:
    """Five were wrong: from when on it can be tried again. The numbers to call are always there."""
    words = ScreenWords(context, row)
    return Rendered(
        words("follow-paused", until=said.until), ((words.key("new-report", b.BeginReport()),), safety(words))
    )


async def followed(context: RenderContext, row: OutboxRow, said: Followed) -> Rendered:
    """The state of a followed report, with dates."""
    words = ScreenWords(context, row)
    lines = [words("followed", sent=said.sent), *step_lines(words, said.steps)]
    lines += [*promise_lines(words, said.promises), *whom_to_call(words, said.promises)]
    lines += [words("status-question")] if said.questions else []
    ways = {"read-question": ("question", said.questions), "read-answers": ("answers", said.answers)}
    asked: list[Row] = [(words.key(label, b.Follow(what)),) for label, (what, count) in ways.items() if count]
    asked += [(words.key("slip", b.Follow("slip")),)] if said.may_have_slip else []
    return Rendered("\n".join(lines), (*asked, follow_on(words), safety(words)))


async def follow_answers(context: RenderContext, row: OutboxRow, said: FollowAnswers) -> Rendered:
    """What the officers have answered so far."""
    words = ScreenWords(context, row, said.voice)
    async with context.reading() as uow:
        replies = await uow.reports.replies_of(said.case)
    lines = [words("status-answer", at=one.at, text=reply_text(words, one.text_key, one.words)) for one in replies]
    lines.append(words("question-goes", shown=SHOWN))
    return Rendered("\n\n".join(lines), (follow_on(words), safety(words)), protect=True)


def follow_on(words: ScreenWords) -> Row:
    """Buttons: add more, or be done."""
    return (words.key("add", b.Follow("add")), words.key("done", b.Follow("done")))


async def follow_add(context: RenderContext, row: OutboxRow, said: FollowAdd) -> Rendered:
    """Write what you want to add."""
    words = ScreenWords(context, row)
    return Rendered(words("follow-add"), ((words.key("done", b.Follow("done")),), safety(words)))


async def follow_added(context: RenderContext, row: OutboxRow, said: FollowAdded) -> Rendered:
    """What became of what was added."""
    words = ScreenWords(context, row)
    text = words("follow-added" if said.goes else "follow-kept")
    return Rendered(text, ((words.key("done", b.Follow("done")),), safety(words)))


async def self_clearing(context: RenderContext, row: OutboxRow, said: SelfClearingChoice) -> Rendered:
    """Asks after how many hours messages shall be deleted."""
    words = ScreenWords(context, row, said.voice)
    choices = tuple(_hours(words, hours) for hours in CLEARED_AFTER)
    return Rendered(words("cleaning"), (choices, (words.key("clean-not", b.Clean(0)),), safety(words)))


def _hours(words: ScreenWords, hours: int) -> Key:
    return Key(words("button-clean-hours", count=hours), pack(b.Clean(hours)))


async def self_clearing_set(context: RenderContext, row: OutboxRow, said: SelfClearingSet) -> Rendered:
    """The message with the choice, and with what stays in the chat in spite of it."""
    words = ScreenWords(context, row, said.voice)
    text = words("cleaning-set", count=said.hours) if said.hours else words("cleaning-off")
    return Rendered(text, ((words.key("change", b.Clean(-1)),), safety(words)))


VIEWS = (
    no_views()
    .on(ReceiptCode, receipt_code)
    .on(FollowAsk, follow_ask)
    .on(FollowWrong, follow_wrong)
    .on(FollowPaused, follow_paused)
    .on(Followed, followed)
    .on(FollowAnswers, follow_answers)
    .on(FollowAdd, follow_add)
    .on(FollowAdded, follow_added)
    .on(SelfClearingChoice, self_clearing)
    .on(SelfClearingSet, self_clearing_set)
)

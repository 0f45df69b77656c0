"""What a reporter reads of receipt codes, of coming back with one, and of a chat that is cleared by itself."""

from collections.abc import Mapping

from bot.domain.access.receipts import SHOWN, Code
from bot.domain.cases.promises import Promise
from bot.ports.delivery import OutboxRow
from bot.usecases.reporting.self_clearing import HOURS
from handlers.reporter import buttons as b
from handlers.reporter.views_intake import Row, Words, safety
from handlers.reporter.views_reporter import moment
from handlers.reporter.views_status import promise_lines, whom_to_call
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered, View
from locales.words import worded


async def receipt_code(context: RenderContext, row: OutboxRow) -> Rendered:
    """The five words, under a spoiler, in a message of its own that goes by itself."""
    words = Words(context, row)
    text = words("receipt-code", words=worded(code_in(row), row.locale), shown=SHOWN)
    return Rendered(text, ((words.key("have-it", b.CodeKept()),),), protect=True)


def code_in(row: OutboxRow) -> Code:
    """The numbers of the words."""
    found = row.notice.facts["code"]
    return tuple(number for number in found if isinstance(number, int)) if isinstance(found, list) else ()


async def follow_ask(context: RenderContext, row: OutboxRow) -> Rendered:
    """Write the five words."""
    words = Words(context, row)
    return Rendered(words("follow-ask"), (safety(words),))


async def follow_wrong(context: RenderContext, row: OutboxRow) -> Rendered:
    """The same for a wrong code and for one that was never given."""
    words = Words(context, row)
    return Rendered(words("follow-wrong"), ((words.key("new-report", b.Begin()),), safety(words)))


async def follow_paused(context: RenderContext, row: OutboxRow) -> Rendered:
    """Five were wrong: from when on it can be tried again. The numbers to call are never away."""
    words = Words(context, row)
    until = moment(row.notice.facts["until"])
    return Rendered(words("follow-paused", until=until), ((words.key("new-report", b.Begin()),), safety(words)))


async def followed(context: RenderContext, row: OutboxRow) -> Rendered:
    """State and dates."""
    words, facts = Words(context, row), row.notice.facts
    state = words(f"status-state-{facts['state']}")
    lines = [words("followed", sent=moment(facts["sent"]), state=state)]
    found = facts.get("promises")
    told = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    dates = tuple(Promise(str(one["what"]), moment(one["at"])) for one in told)
    lines += [*promise_lines(words, dates), *whom_to_call(words, dates)]
    return Rendered("\n".join(lines), (follow_on(words), safety(words)))


def follow_on(words: Words) -> Row:
    """Add more, or be done."""
    return (words.key("add", b.Follow("add")), words.key("done", b.Follow("done")))


async def follow_add(context: RenderContext, row: OutboxRow) -> Rendered:
    """Write what you want to add."""
    words = Words(context, row)
    return Rendered(words("follow-add"), ((words.key("done", b.Follow("done")),), safety(words)))


async def follow_added(context: RenderContext, row: OutboxRow) -> Rendered:
    """What became of what was added."""
    words = Words(context, row)
    text = words("follow-added" if row.notice.facts.get("goes", True) else "follow-kept")
    return Rendered(text, ((words.key("done", b.Follow("done")),), safety(words)))


async def cleaning(context: RenderContext, row: OutboxRow) -> Rendered:
    """After how many hours shall messages go?"""
    words = Words(context, row)
    choices = tuple(_hours(words, hours) for hours in HOURS)
    return Rendered(words("cleaning"), (choices, (words.key("clean-not", b.Clean(0)),), safety(words)))


def _hours(words: Words, hours: int) -> Key:
    return Key(words("button-clean-hours", count=hours), pack(b.Clean(hours)))


async def cleaning_set(context: RenderContext, row: OutboxRow) -> Rendered:
    """What was chosen, and what stays all the same."""
    words, hours = Words(context, row), row.notice.facts["hours"]
    text = words("cleaning-set", count=hours) if hours else words("cleaning-off")
    return Rendered(text, ((words.key("change", b.Clean(-1)),), safety(words)))


VIEWS: Mapping[str, View] = {
    "receipt_code": receipt_code,
    "follow_ask": follow_ask,
    "follow_wrong": follow_wrong,
    "follow_paused": follow_paused,
    "followed": followed,
    "follow_add": follow_add,
    "follow_added": follow_added,
    "cleaning": cleaning,
    "cleaning_set": cleaning_set,
}

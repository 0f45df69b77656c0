"""What every message is sent with: silence, protection, the message that it answers; HTML that Telegram can read."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import ReplyParameters
from telegram.error import BadRequest

from bot.domain.ids import MessageId
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.sending.answers import NOT_HTML, says
from handlers.telegram.text.quotation import without_markup
from handlers.telegram.text.rendered import Rendered

log = structlog.get_logger()


def shared_details(rendered: Rendered, row: OutboxRow, anchor: MessageId | None) -> dict[str, Any]:
    """The arguments that all kinds of messages share; `anchor` is the message that this one answers."""
    shared: dict[str, Any] = {}
    if rendered.protect:
        shared["protect_content"] = True
    if row.notice.silent:
        shared["disable_notification"] = True
    if anchor is not None:
        shared["reply_parameters"] = ReplyParameters(anchor, allow_sending_without_reply=True)
    return shared


async def worded(kind: str, text: str, call: Callable[[str, str | None], Awaitable[None]]) -> None:
    """Call with the text as HTML; as plain text when Telegram cannot read the markup."""
    try:
        await call(text, "HTML")
    except BadRequest as error:
        if not says(error, NOT_HTML):
            raise
        log.error("markup_refused", kind=kind)
        await call(without_markup(text), None)

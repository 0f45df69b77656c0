"""A message to a body that cannot be worded by a fault of the program: the case itself must not stay hidden."""

from contextlib import suppress

from telegram import Bot
from telegram.error import TelegramError

from bot.domain.ids import MessageId
from bot.domain.notices.notice import ToAgency
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.connection.transport import answer_to
from handlers.telegram.text.rendered import RenderContext


async def say_that_there_is_a_case(bot: Bot, context: RenderContext, row: OutboxRow) -> tuple[MessageId, ...]:
    """Send the number of the case and how to open it, in place of a message that could not be worded. Returns the
    message; nothing where an earlier attempt left something of the case in the chat. A failure here is ignored:
    supervisors are told of the dead letter."""
    is_known = bool(row.parts) or row.slot_message is not None
    if is_known or row.notice.case is None or not isinstance(row.notice.to, ToAgency):
        return ()
    with suppress(Exception):
        async with context.reading() as uow:
            number = int((await uow.cases.get(row.notice.case)).number)
        with suppress(TelegramError):
            words = context.text("staff-broken", row.locale, number=str(number))
            sent = await answer_to(bot.send_message(row.chat, words, parse_mode="HTML"))
            return (MessageId(sent.message_id),)
    return ()

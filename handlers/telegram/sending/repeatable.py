"""Calls to Telegram that may be repeated without anybody noticing: a deletion, a check whether a chat answers."""

from collections.abc import Awaitable
from contextlib import suppress

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.domain.queues.delivery import Dead, Unclear
from handlers.telegram.connection.transport import AnswerLost, Uncertain, answer_to
from handlers.telegram.sending.answers import (
    NOT_THERE,
    TOO_OLD,
    outcome_of,
    says,
)

DONE = "✓"
"""Replaces words that are not true any more. It needs no translation."""


async def delete(bot: Bot, chat: int, message: int) -> bool:
    """Delete a message; False where it is not there, or may not be deleted any more."""
    try:
        await repeatable(bot.delete_message(chat, message))
    except BadRequest as error:
        if not says(error, NOT_THERE):
            raise
        return False
    return True


async def take_away(bot: Bot, chat: int, message: int) -> bool:
    """Delete one of our own messages. One that is too old for that loses its words and buttons: what it says is not so
    any more, and nobody can press it. False where it is not there."""
    try:
        await repeatable(bot.delete_message(chat, message))
    except BadRequest as error:
        if not says(error, NOT_THERE):
            raise
        return says(error, TOO_OLD) and await _emptied(bot, chat, message)
    return True


async def _emptied(bot: Bot, chat: int, message: int) -> bool:
    """Remove the words (a picture has none) and the buttons of the message."""
    try:
        await bot.edit_message_text(DONE, chat, message, reply_markup=None)
    except BadRequest:
        with suppress(BadRequest):
            await bot.edit_message_reply_markup(chat, message, reply_markup=None)
    return True


async def check_that_chat_answers(bot: Bot, chat: int) -> None:
    """Raises unless the chat answers. One that knows no such call, or refuses it in words that say nothing of messages,
    has answered."""
    try:
        await repeatable(bot.send_chat_action(chat, ChatAction.TYPING))
    except BadRequest as error:
        if not isinstance(outcome_of(error), Unclear | Dead):
            raise


async def repeatable(call: Awaitable[object]) -> None:
    """Make a call that may be repeated without anybody noticing. Raises AnswerLost where its answer is lost."""
    try:
        await answer_to(call)
    except Uncertain:
        raise AnswerLost from None

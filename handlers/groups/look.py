"""What the bot may do in a group, asked of Telegram: may it write, and can it see who belongs to it?"""

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberRestricted
from telegram.error import TelegramError

from bot.domain.errors import Unreachable
from bot.domain.groups import Cause
from bot.domain.ids import ChatId, UserId
from bot.domain.queues.delivery import Gone, Refused
from handlers.telegram.sending.answers import outcome_of

ADMINS = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR})


async def look(bot: Bot, chat: ChatId) -> Cause | None:
    """What is wrong there; None when the bot may write and can ask who belongs to the group. A closed topic cannot be
    seen. Sends nothing. Raises Unreachable when Telegram cannot be asked."""
    try:
        info, me = await bot.get_chat(chat), await bot.get_chat_member(chat, bot.id)
    except TelegramError as error:
        outcome = outcome_of(error)
        if isinstance(outcome, Gone | Refused):
            return outcome.cause
        raise Unreachable("telegram") from error
    return cause_of(me) or _within(info, me)


async def is_administrator(bot: Bot, chat: ChatId, user: UserId) -> bool:
    """Whether this person administers the group, asked of Telegram now: bots are told a group's administrators even
    where members are hidden. Raises Unreachable when Telegram cannot be asked."""
    try:
        administrators = await bot.get_chat_administrators(chat)
    except TelegramError as error:
        raise Unreachable("telegram") from error
    return any(one.user.id == user and not one.user.is_bot for one in administrators)


def cause_of(me: ChatMember) -> Cause | None:
    """What the bot's own membership says: removed from the group, or muted."""
    if me.status == ChatMember.BANNED:
        return Cause.KICKED
    if isinstance(me, ChatMemberRestricted):
        return Cause.LEFT if not me.is_member else None if me.can_send_messages else Cause.REFUSED
    return Cause.LEFT if me.status == ChatMember.LEFT else None


def _within(info: ChatFullInfo, me: ChatMember) -> Cause | None:
    if me.status in ADMINS:
        return None
    is_member, may = me.status == ChatMember.MEMBER, info.permissions
    if is_member and may is not None and may.can_send_messages is False:
        return Cause.REFUSED
    return Cause.HIDDEN if info.has_hidden_members else None

"""Group chats: bound by an invite link, lost, moved."""

from functools import partial

from telegram import ChatMemberUpdated, Update
from telegram.ext import ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.domain.errors import Refusal, Unreachable
from bot.domain.groups import LOSSES, Cause
from bot.domain.ids import ChatId, UserId
from bot.usecases.access import membership, officers
from bot.usecases.groups import returning
from bot.usecases.services import say
from handlers.groups.look import cause_of, is_administrator, look
from handlers.telegram.handling.context import Context, is_nobody_in_person
from handlers.telegram.text.links import GROUP_LINK, secret_in

in_groups = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


async def on_group_start(update: Update, context: Context) -> None:
    """Binds the group. Handles `/start PAYLOAD` in a group, which Telegram sends after a startgroup link."""
    chat, message, payload = update.effective_chat, update.effective_message, (context.args or [""])[0]
    if chat is None or message is None or not payload.startswith(GROUP_LINK):
        await on_quiet(update, context)
        return
    if is_nobody_in_person(update, context.visitor(update)):
        raise Refusal("anonymous-admin")
    if not await is_administrator(context.bot, ChatId(chat.id), context.visitor(update).user):
        raise Refusal("only-group-admins")
    cause = await _seen_in(context, ChatId(chat.id))
    group = membership.Group(ChatId(chat.id), chat.title or "", message.date, cause)
    await membership.bind_group(context.request(update), group, secret_in(payload))


async def _seen_in(context: Context, chat: ChatId) -> Cause | None:
    """What would keep this group from working. None where Telegram cannot be asked: it is bound nevertheless."""
    try:
        return await look(context.bot, chat)
    except Unreachable:
        return None


async def on_my_membership(update: Update, context: Context) -> None:
    """The bot was added to a group or removed from it, or may do more or less there."""
    change = update.my_chat_member
    if change is None:
        return
    chat, cause = ChatId(change.chat.id), cause_of(change.new_chat_member)
    if cause in LOSSES:
        why = await _why_out(context, chat) or cause
        await membership.group_lost(context.services(update), context.now(), chat, why, change.date)
    elif cause_of(change.old_chat_member) in LOSSES:
        await _arrived(update, context, change)
    else:
        look_again = partial(look, context.bot, chat)
        await returning.rights_changed(context.services(update), chat, look_again, context.now())


async def _why_out(context: Context, chat: ChatId) -> Cause | None:
    """Whether the bot was removed or the group deleted: the update does not say, the chat does. None when the chat
    cannot be asked."""
    try:
        cause = await look(context.bot, chat)
    except Unreachable:
        return None
    return cause if cause in {Cause.KICKED, Cause.DELETED} else None


async def _arrived(update: Update, context: Context, change: ChatMemberUpdated) -> None:
    """A lost group to which staff have added the bot again is bound as before; otherwise the bot says how to bind
    one."""
    chat = ChatId(change.chat.id)
    await returning.added_again(context.request(update), chat, change.date)


async def on_moved(update: Update, context: Context) -> None:
    """The service message of a group that became a supergroup."""
    message = update.effective_message
    if message is None:
        return
    here = ChatId(message.chat_id)
    if message.migrate_to_chat_id:
        old, new = here, ChatId(message.migrate_to_chat_id)
    else:
        old, new = ChatId(message.migrate_from_chat_id or here), here
    await membership.group_moved(context.services(update), context.now(), old, new)


async def on_left(update: Update, context: Context) -> None:
    """Somebody left the group, or was removed: they are no longer an officer of its body."""
    message = update.effective_message
    gone = message.left_chat_member if message is not None else None
    if message is None or gone is None:
        return
    here, user = ChatId(message.chat_id), UserId(gone.id)
    context.dependencies.membership.forget(here, user)
    await officers.has_left(
        context.services(update), context.now(), context.dependencies.blind_index.person(user), here
    )


async def on_quiet(update: Update, context: Context) -> None:
    """Handled without an answer: closes the inbox row (SG22)."""
    await say(context.services(update))


class GroupMembership(ChatMemberHandler[Context, None]):
    """Handles only the bot's own membership in groups; private chats (blocked, back) are handled by the intake."""

    def check_update(self, update: object) -> bool:
        """Whether this is a change of the bot's place in a group."""
        change = update.my_chat_member if isinstance(update, Update) else None
        return change is not None and change.chat.type != "private" and super().check_update(update)


HANDLERS = [
    GroupMembership(on_my_membership, ChatMemberHandler.MY_CHAT_MEMBER),
    CommandHandler("start", on_group_start, filters=in_groups),
    MessageHandler(in_groups & filters.StatusUpdate.MIGRATE, on_moved),
    MessageHandler(in_groups & filters.StatusUpdate.LEFT_CHAT_MEMBER, on_left),
]

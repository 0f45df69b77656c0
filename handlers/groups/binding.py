"""Group chats: bound by an invite link, lost, moved; and the language that a group reads."""

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.ext import ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.domain.access.roles import Action, allows, roles_of
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.people import Agent
from bot.usecases.access import membership
from bot.usecases.services import say
from handlers.telegram.context import Context
from handlers.telegram.links import GROUP_LINK, secret_in

OUTSIDE = {ChatMember.LEFT, ChatMember.BANNED}

in_groups = filters.ChatType.GROUPS & filters.UpdateType.MESSAGE


async def on_group_start(update: Update, context: Context) -> None:
    """`/start PAYLOAD` in a group: what Telegram sends after a startgroup link; binds the group."""
    chat, message, payload = update.effective_chat, update.effective_message, (context.args or [""])[0]
    if chat is None or message is None or not payload.startswith(GROUP_LINK):
        await on_quiet(update, context)
        return
    if (await context.agent(update)).is_anonymous:
        raise Refusal("anonymous-admin")
    group = membership.Group(ChatId(chat.id), chat.title or "", message.date)
    await membership.bind_group(
        context.services(update), context.visitor(update), group, secret_in(payload), context.now()
    )


async def on_my_membership(update: Update, context: Context) -> None:
    """The bot was added to or removed from a group."""
    change = update.my_chat_member
    if change is None:
        return
    if change.new_chat_member.status in OUTSIDE:
        await membership.group_lost(context.services(update), ChatId(change.chat.id), change.date, context.now())
    else:
        await _welcome(change, update, context)


async def _welcome(change: ChatMemberUpdated, update: Update, context: Context) -> None:
    """Say once, on arrival, how a group is bound; a change of rights inside the group says nothing."""
    if change.old_chat_member.status not in OUTSIDE:
        await on_quiet(update, context)
        return
    to = ToChat(ChatId(change.chat.id), context.profile.staff_language)
    await say(context.services(update), Notice("say", to, {"key": "staff-group-arrived"}))


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
    await membership.group_moved(context.services(update), old, new, context.now())


async def on_group_language(update: Update, context: Context) -> None:
    """`/language en` in an agency's group; without a language, the choice is shown."""
    chat = update.effective_chat
    if chat is None:
        return
    async with context.dependencies.bind(None, None)() as uow:
        bound = await uow.agencies.at(ChatId(chat.id))
    if not bound:
        await on_quiet(update, context)
        return
    await refuse_language(context, await context.agent(update), ChatId(chat.id))
    asked = " ".join(context.args or []).lower()
    wanted = next((name for name in context.profile.languages if name.lower() == asked), "")
    if wanted:
        await membership.set_group_language(context.services(update), ChatId(chat.id), wanted, context.now())
        return
    to = ToChat(ChatId(chat.id), context.visitor(update).locale)
    await say(context.services(update), Notice("staff_language", to, slot="language", mode=Mode.NEXT))


async def refuse_language(context: Context, asker: Agent, chat: ChatId) -> None:
    """Raises Refusal unless a member of this group, or a supervisor, chooses its language as themselves."""
    if asker.is_anonymous:
        raise Refusal("anonymous-admin")
    async with context.dependencies.bind(None, None)() as uow:
        here = asker.agencies.intersection(await uow.agencies.at(chat))
    if not allows(Action.GROUP_LANGUAGE, roles_of(agencies=here, supervisor=asker.supervisor)):
        raise NotAllowed


async def on_quiet(update: Update, context: Context) -> None:
    """Heard, and nothing to say: closes the inbox row (SG22)."""
    await say(context.services(update))


class GroupMembership(ChatMemberHandler[Context, None]):
    """Hears only of the bot's own place in groups; private chats (blocked, back) are the intake's."""

    def check_update(self, update: object) -> bool:
        """Whether this is a change of the bot's place in a group."""
        change = update.my_chat_member if isinstance(update, Update) else None
        return change is not None and change.chat.type != "private" and super().check_update(update)


HANDLERS = [
    GroupMembership(on_my_membership, ChatMemberHandler.MY_CHAT_MEMBER),
    CommandHandler("start", on_group_start, filters=in_groups),
    CommandHandler("language", on_group_language, filters=in_groups),
    MessageHandler(in_groups & filters.StatusUpdate.MIGRATE, on_moved),
]

"""Somebody leaves the group of their body, and Telegram tells the line: their rights end with that update (SG22)."""

from pathlib import Path

from telegram import Update

from bot.simulator.client import Person
from tests.support.running.bot_with_roles import PSB, BotWithRoles, bot_with_roles


async def leaves(bot: BotWithRoles, name: str) -> None:
    """They are removed from their group; the update about it is handled."""
    group, user = bot.groups[PSB], bot.people[name]
    gone = {"id": user, "is_bot": False, "first_name": name}
    chat = {"id": group.id, "type": "supergroup", "title": PSB}
    message = {"message_id": 9, "date": 1, "chat": chat, "from": gone, "left_chat_member": gone}
    await group.member("remove", Person(group._world, user))
    update = Update.de_json({"update_id": 9000, "message": message}, bot.application.bot)
    await bot.application.process_update(update)


async def test_an_officer_who_leaves_the_group_reads_nothing_more_from_that_moment_on(tmp_path: Path) -> None:
    async with bot_with_roles(tmp_path) as bot:
        assert (await bot.ask("lead member", "/open 1")).is_allowed
        assert (await bot.ask("handed the case", "/open 1")).is_allowed
        await leaves(bot, "lead member")
        for asked in ("/open 1", "/case 1", "/assess 1"):
            assert not (await bot.ask("lead member", asked)).is_allowed
        assert (await bot.ask("handed the case", "/open 1")).is_allowed, "the others stay"

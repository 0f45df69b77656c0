"""Somebody leaves the group of their body, and Telegram tells the line: their rights end with that update (SG22)."""

from pathlib import Path

from telegram import Update

from bot.simulator.client import Person
from tests.support.running.stand import PSB, Stand, a_stand


async def leaves(stand: Stand, name: str) -> None:
    """They are removed from their group; the update about it is handled."""
    group, user = stand.groups[PSB], stand.people[name]
    gone = {"id": user, "is_bot": False, "first_name": name}
    chat = {"id": group.id, "type": "supergroup", "title": PSB}
    message = {"message_id": 9, "date": 1, "chat": chat, "from": gone, "left_chat_member": gone}
    await group.member("remove", Person(group._world, user))
    update = Update.de_json({"update_id": 9000, "message": message}, stand.application.bot)
    await stand.application.process_update(update)


async def test_an_officer_who_leaves_the_group_reads_nothing_more_from_that_moment_on(tmp_path: Path) -> None:
    async with a_stand(tmp_path) as stand:
        assert (await stand.ask("lead member", "/open 1")).is_allowed
        assert (await stand.ask("handed the case", "/open 1")).is_allowed
        await leaves(stand, "lead member")
        for asked in ("/open 1", "/case 1", "/assess 1"):
            assert not (await stand.ask("lead member", asked)).is_allowed
        assert (await stand.ask("handed the case", "/open 1")).is_allowed, "the others stay"

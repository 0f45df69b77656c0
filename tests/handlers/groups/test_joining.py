"""Existing members are told of everybody who joins; a body's second group waits for a supervisor; bots are nobody."""

from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import AgencyKey, UserId
from bot.simulator.client import Group, Person
from bot.usecases.access.appointments import appoint
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from handlers.telegram.text.quotation import without_joints
from tests.support.running.case_in_groups import EDU, PROC, PSB
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot


async def link(place: RunningBot, what: str, agency: AgencyKey | None = None) -> str:
    """A new invite, as the administrator prints it."""
    return invite_link(USERNAME, what, await make_invite(place.app.services, place.app.now(), what, agency))


async def said(person: Person, words: str, group: Group | None = None) -> int:
    """How often the bot has said this there."""
    return sum(words in message.words for message in await person.sees(group) if message.from_bot)


async def group_of(place: RunningBot, agency: AgencyKey) -> int | None:
    async with place.app.services.reading() as uow:
        found = await uow.agencies.place(agency)
    return None if found is None else found.joined


@pytest.mark.parametrize(
    ("what", "told", "in_chinese"),
    [
        ("supervisor", "Nia <b> is now a supervisor", "Nia <b> 现在是监督人员"),
        ("auditor", "Nia <b> is now an auditor", "Nia <b> 现在是审计员"),
        ("head", "Nia <b> is now a head of", "Nia <b> 现在是"),
    ],
)
async def test_members_are_told_who_joins(tmp_path: Path, what: str, told: str, in_chinese: str) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        ada = await place.world.person("Ada", language_code="en")
        await ada.say("/start")
        await appoint(place.app.services, place.app.now(), frozenset(), frozenset({UserId(ada.id)}))
        nia = await place.world.person("Nia <b>", language_code="en")
        await nia.open(await link(place, what, EDU if what == "head" else None))
        await cast.supervisor.wait_for(told)
        await ada.wait_for(in_chinese)
        await place.world.read_everything()
        assert await said(nia, told) == 0
        assert await said(cast.heads[EDU], told) == (what == "head")
        assert await said(cast.heads[PSB], told) == 0
        assert await said(cast.reporters[0], told) == 0


async def test_members_are_told_of_somebody_named_in_the_settings(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        nia = UserId(770_001)
        await appoint(place.app.services, place.app.now(), frozenset({nia}), frozenset({nia}))
        await cast.supervisor.wait_for("the settings name somebody who is now a supervisor")
        await cast.supervisor.wait_for("the settings name somebody who is now an administrator")
        await appoint(place.app.services, place.app.now(), frozenset({nia}), frozenset({nia}))
        await place.world.read_everything()
        assert await said(cast.supervisor, "the settings name somebody") == 2


async def test_a_second_group_waits_for_a_supervisor_and_the_first_one_is_told(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        old, mallory = cast.groups[PSB], await place.world.person("Mallory", language_code="en")
        new = await place.world.group("Police @evil", mallory)
        await mallory.open(await link(place, "agency", PSB), new)
        await mallory.wait_for("需要监督人员同意", new)
        await cast.officers[PSB].wait_for("wants another group to be the group of", old)
        asked = await cast.supervisor.wait_for("has opened its invite link in another group")
        assert "Police @evil" in without_joints(asked.words)
        assert await group_of(place, PSB) == old.id
        await mallory.say(f"/newgroup@{USERNAME} PSB yes", new)
        await mallory.say("/newgroup PSB yes")
        await place.world.read_everything()
        assert await group_of(place, PSB) == old.id
        await cast.supervisor.press("Yes, this is their new group")
        await cast.officers[PSB].wait_for("A supervisor has agreed to another group", old)
        await mallory.wait_for("本群现在是", new)
        assert await group_of(place, PSB) == new.id


async def test_a_supervisor_refuses_a_second_group_and_nothing_changes(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        old, mallory = cast.groups[PSB], await place.world.person("Mallory", language_code="en")
        new = await place.world.group("Police", mallory)
        await mallory.open(await link(place, "agency", PSB), new)
        await cast.supervisor.wait_for("has opened its invite link in another group")
        await cast.supervisor.say("/newgroup PSB no")
        await cast.supervisor.wait_for("Nothing has changed")
        await mallory.wait_for("本群没有绑定", new)
        await cast.supervisor.say("/newgroup PSB yes")
        await cast.supervisor.wait_for("No new group of this body waits")
        assert await group_of(place, PSB) == old.id


async def test_the_oversight_group_is_not_replaced_without_a_supervisor_either(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        mallory = await place.world.person("Mallory", language_code="en")
        new = await place.world.group("Oversight too", mallory)
        await mallory.open(await link(place, "oversight"), new)
        await cast.supervisor.wait_for("has opened its invite link in another group")
        assert await group_of(place, AgencyKey("OVERSIGHT")) == cast.oversight.id


async def test_an_invite_that_somebody_opens_who_does_not_run_the_group_binds_nothing_and_stays(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        owner, member = [await place.world.person(name, language_code="en") for name in ("Owen", "Mia")]
        group, invite = await place.world.group("Late", owner, member), await link(place, "oversight")
        await cast.oversight.delete()
        secret = invite.partition("startgroup=")[2].partition("&")[0]
        await group.bot("add", owner)
        await member.say(f"/start@{USERNAME} {secret}", group)
        await member.wait_for("Only an administrator of this group can bind it", group)
        await place.world.read_everything()
        assert await said(cast.supervisor, "has opened its invite link") == 0
        await owner.say(f"/start@{USERNAME} {secret}", group)
        await cast.supervisor.wait_for("has opened its invite link in another group")


def by_a_bot(place: RunningBot, chat: dict[str, Any], text: str) -> None:
    """A message of another bot, as Telegram would tell it."""
    robot = {"id": 990_099, "is_bot": True, "first_name": "Robot", "username": "robot_bot"}
    end = text.find(" ") if " " in text else len(text)
    entities = [{"type": "bot_command", "offset": 0, "length": end}] if text.startswith("/") else []
    message = {"message_id": 880_001, "date": int(place.app.now().timestamp()), "chat": chat, "from": robot}
    place.simulator.cloud.updates.push("message", message | {"text": text, "entities": entities})


async def test_other_bots_are_ignored(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        owner = await place.world.person("Owen", language_code="en")
        group = await place.world.group("Late", owner)
        await group.bot("add", owner)
        await owner.wait_for("python -m bot invite", group)
        secret = (await link(place, "supervisor")).partition("start=")[2]
        bound = (await link(place, "agency", PROC)).partition("startgroup=")[2].partition("&")[0]
        before = len(await place.world.calls())
        here = {"id": group.id, "type": "supergroup", "title": "Late"}
        by_a_bot(place, here, f"/start@{USERNAME} {bound}")
        by_a_bot(place, {"id": 990_099, "type": "private", "first_name": "Robot"}, f"/start {secret}")
        by_a_bot(place, {"id": cast.groups[PSB].id, "type": "supergroup", "title": "Police"}, "/cases")
        await place.world.read_everything()
        sent = [call for call in (await place.world.calls())[before:] if call.method.startswith("send")]
        assert sent == []
        assert await group_of(place, PROC) == cast.groups[PROC].id
        await owner.open(await link(place, "supervisor"))
        await cast.supervisor.wait_for("is now a supervisor")

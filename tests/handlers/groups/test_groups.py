"""Groups that are lost, refuse, hide their members or come back, as seen in the chats: somebody is always told,
once."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console

from bot.cli.check import Check
from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey, UserId
from bot.simulator.client import Group, Message, Person
from bot.usecases.access.appointments import appoint
from bot.usecases.access.membership import make_invite
from handlers.telegram.text.links import invite_link
from tests.support.running.case_in_groups import CYL, EDU, PROC, PSB, tell_bullying
from tests.support.running.conversation import answer
from tests.support.running.running_bot import USERNAME, RunningBot, running_bot, settings_for
from tests.support.waiting import until

WOM = AgencyKey("WOM")


async def danger(rita: Person) -> None:
    """Three answers of somebody who sees danger now: a P1 case for the police, before anything was sent."""
    await rita.say("/start")
    await answer(rita, ("Who is writing?", "I am an adult"), ("in danger right now", "Yes, now"))
    await rita.wait_for("Where is the child now?")
    await rita.say("Poplar Road 12, third floor")
    await answer(rita, ("What kind of harm", "Violence at home"), ("What kind of harm", "Done"))


async def heard(person: Person, *words: str, group: Group | None = None) -> list[str]:
    """What the bot has said there with all of these words."""
    said = [message.words for message in await person.sees(group) if message.from_bot]
    return [text for text in said if all(word in text for word in words)]


async def beats(place: RunningBot, minutes: int = 1) -> None:
    """The clock moves on, and what is due is done."""
    for _ in range(minutes):
        await place.world.advance(seconds=60)
        await place.world.read_everything()


async def test_a_group_lost_before_a_case_is_told_with_a_number_to_call(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.groups[PSB].bot("kick")
        await cast.supervisor.wait_for("I was removed from its group")
        await danger(cast.reporters[0])
        words = ("P1", "case 1", "110", "nobody at")
        for who in (cast.supervisor, cast.heads[PSB], cast.heads[PROC]):
            await who.wait_for("nobody at")
            assert len(await heard(who, *words)) == 1
        await cast.officers[PROC].wait_for("nobody at", cast.groups[PROC])
        await beats(place, 3)
        assert len(await heard(cast.supervisor, *words)) == 1
        assert len(await heard(cast.supervisor, "I was removed from its group")) == 1
        assert await heard(cast.heads[EDU], "nobody at") == []


async def test_a_group_lost_before_its_card_is_sent_is_told_with_the_case(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        words = "Forbidden: the group chat was deleted"
        here = cast.groups[PSB].id
        await place.world.fault("status", "*", status=403, description=words, chat_id=here, times=0)
        await danger(cast.reporters[0])
        await cast.supervisor.wait_for("its group was deleted")
        await beats(place)
        told = await cast.supervisor.wait_for("nobody at")
        assert "case 1" in told.words
        assert "110" in told.words


async def test_a_body_without_a_number_of_its_own_is_called_by_the_general_one(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.groups[AgencyKey("EDU")].bot("kick")
        await cast.supervisor.wait_for("I was removed from its group")
        await tell_bullying(cast.reporters[0])
        await beats(place)
        told = await cast.supervisor.wait_for("so nobody there knows of this")
        assert "Case 1" in told.words
        assert "12345" in told.words
        assert await heard(cast.heads[PROC], "nobody") == []


async def test_a_muted_bot_is_told_and_the_group_is_back_when_it_may_write_again(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        group = cast.groups[PSB]
        await group.bot("mute")
        await cast.supervisor.wait_for("may not write there now")
        await danger(cast.reporters[0])
        await cast.supervisor.wait_for("nobody at")
        assert await heard(cast.officers[PSB], "Case 1", group=group) == []
        await group.bot("unmute")
        await cast.supervisor.wait_for("can be told again")
        card = await cast.officers[PSB].wait_for("Case 1", group)
        assert "Acknowledge" in card.labels
        await beats(place, 2)
        assert len(await heard(cast.supervisor, "can be told again")) == 1
        assert len(await heard(cast.supervisor, "may not write there now")) == 1


async def test_rights_that_return_without_a_word_are_noticed_within_five_minutes(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        group = cast.groups[PSB]
        await danger(cast.reporters[0])
        await cast.officers[PSB].wait_for("Case 1", group)
        await group.rights(write=False)
        await cast.officers[PSB].say(f"/case@{USERNAME} 1", group)
        await cast.supervisor.wait_for("may not write there now")
        await cast.supervisor.wait_for("nobody at")
        old = (await cast.officers[PSB].wait_for("Case 1", group)).id
        await group.rights(write=True)
        await beats(place, 6)
        await cast.supervisor.wait_for("can be told again")

        async def is_posted_again() -> bool:
            cards = [m for m in await cast.officers[PSB].sees(group) if m.from_bot and "Acknowledge" in m.labels]
            return bool(cards) and cards[-1].id > old

        await until(is_posted_again)


async def test_a_closed_topic_is_told_once_as_a_closed_topic(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        here = cast.groups[PSB].id
        closed = "Bad Request: TOPIC_CLOSED"
        await place.world.fault("status", "sendMessage", status=400, description=closed, chat_id=here, times=0)
        await danger(cast.reporters[0])
        await cast.supervisor.wait_for("the topic of its group that I write to is closed")
        await beats(place, 20)
        assert len(await heard(cast.supervisor, "topic of its group")) == 1
        assert await heard(cast.supervisor, "can be told again") == []
        await place.world.heal(here)
        await beats(place, 6)
        await cast.supervisor.wait_for("can be told again")
        await cast.officers[PSB].wait_for("Case 1", cast.groups[PSB])


async def test_a_kicked_bot_that_the_head_adds_again_is_bound_as_before(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        group = cast.groups[PSB]
        await danger(cast.reporters[0])
        await cast.officers[PSB].wait_for("Case 1", group)
        await group.bot("kick")
        await cast.supervisor.wait_for("I was removed from its group")
        await place.world.advance(seconds=2)
        await group.bot("add", by=cast.heads[PSB])
        await cast.supervisor.wait_for("can be told again")

        async def is_posted_again() -> bool:
            cards = [m for m in await cast.officers[PSB].sees(group) if m.from_bot and "Acknowledge" in m.labels]
            return len(cards) == 2

        await until(is_posted_again)


async def test_a_kicked_bot_that_a_stranger_adds_again_is_bound_to_nobody_and_supervisors_hear(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        group, stranger = cast.groups[PSB], await place.world.person("Mo")
        await group.member("add", stranger)
        await group.bot("kick")
        await cast.supervisor.wait_for("I was removed from its group")
        await place.world.advance(seconds=2)
        await group.bot("add", by=stranger)
        await cast.supervisor.wait_for("by somebody whom I do not know")
        await danger(cast.reporters[0])
        await cast.supervisor.wait_for("nobody at")
        assert await heard(cast.officers[PSB], "Case 1", group=group) == []


async def test_supervisors_are_told_that_a_group_was_deleted(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.groups[CYL].delete()
        await cast.supervisor.wait_for("its group was deleted")


async def test_hidden_members_are_found_when_the_group_is_bound(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        head = cast.heads[WOM]
        group = await place.world.group("Another group", head)
        await group.rights(hidden=True)
        secret = await make_invite(place.app.services, place.app.now(), "agency", WOM)
        await head.open(invite_link(USERNAME, "agency", secret), group)
        await cast.supervisor.press("Yes, this is their new group")
        await head.wait_for(said("Something is missing", "隐藏了成员名单"), group)
        await cast.supervisor.wait_for("its group hides its members")
        other = await place.world.group("A third group", head)
        await other.rights(hidden=True)
        await other.bot("add")
        await other.bot("promote")
        secret = await make_invite(place.app.services, place.app.now(), "agency", CYL)
        await head.open(invite_link(USERNAME, "agency", secret), other)
        asked = await cast.supervisor.wait_for("A third group")
        await cast.supervisor.press("Yes, this is their new group", message=asked)
        await head.wait_for(said("This is now the group", "本群现在是"), other)
        await place.world.read_everything()
        assert len(await heard(cast.supervisor, "hides its members")) == 1


def said(*words: str) -> Callable[[Message], bool]:
    """A message of the bot that holds one of these."""

    def is_it(message: Message) -> bool:
        return message.from_bot and any(word in message.words for word in words)

    return is_it


async def test_a_lost_group_is_told_in_the_oversight_group_when_no_supervisor_can_be_reached(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.supervisor.block()
        await place.world.read_everything()
        await cast.groups[PSB].bot("kick")
        await cast.supervisor.wait_for("I was removed from its group", cast.oversight)


async def test_administrators_hear_when_nobody_else_can(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        admin = await admin_of(place, cast)
        await cast.oversight.bot("kick")
        await cast.supervisor.wait_for("oversight group")
        await cast.supervisor.deactivate()
        await cast.groups[PSB].bot("kick")
        await admin.wait_for("公安")
        assert await heard(admin, "联系不上", "公安", "移出") != []


async def admin_of(place: RunningBot, cast: Cast) -> Person:
    """Somebody who runs the line and has opened the private chat."""
    admin = await place.world.person("Ada")
    await appoint(place.app.services, place.app.now(), frozenset(), frozenset({UserId(admin.id)}))
    await admin.say("/start")
    await admin.wait_for(lambda message: message.from_bot)
    return admin


async def test_check_finds_groups_that_cannot_work(tmp_path: Path) -> None:
    out = Console(file=io.StringIO(), width=300)
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.groups[PSB].rights(hidden=True)
        await cast.groups[EDU].rights(write=False)
        await cast.groups[CYL].bot("kick")
        await cast.supervisor.wait_for("I was removed from its group")
        settings = settings_for(place.base, tmp_path)
        assert not await Check(settings, out).run()
    file = out.file
    assert isinstance(file, io.StringIO)
    lines = [line for line in file.getvalue().splitlines() if "groups: " in line]
    found = {line.split("groups: ")[1][:3]: line for line in lines}
    assert "MEND" in found["PSB"] and "hides its members" in found["PSB"]
    assert "MEND" in found["EDU"] and "may not write" in found["EDU"]
    assert "MEND" in found["CYL"] and "removed" in found["CYL"]
    assert "ok" in found["WOM"]


async def all_is_handled(place: RunningBot) -> bool:
    """A minute later, in which what failed is tried again."""
    await beats(place)
    return (await place.app.assembly.components.database.inbox.health(place.app.now()))["open"] == 0


async def test_a_bot_that_is_promoted_and_may_write_as_before_is_no_fault(tmp_path: Path) -> None:
    """The update is handled once; it is not tried again, nor told to supervisors."""
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await cast.groups[PSB].bot("promote")
        await cast.supervisor.say("/agencies")  # comes after that update
        await cast.supervisor.wait_for("Women's Federation")
        await until(partial(all_is_handled, place))
        health = await place.app.assembly.components.database.inbox.health(place.app.now())
        assert health["parked"] == 0
        assert await heard(cast.supervisor, "could not be handled") == []

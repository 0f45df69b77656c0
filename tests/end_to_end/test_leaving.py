"""An officer leaves, or loses a phone: one command ends all that they may do (issue 13, real life)."""

from pathlib import Path

from bot.cli.demo import Cast
from bot.simulator.client import Person
from tests.support.running.case_in_groups import CYL, EDU, acknowledged, asked, card_in, tell_bullying
from tests.support.running.running_bot import RunningBot, running_bot
from tests.support.waiting import until


async def has_nothing_open(place: RunningBot, person: Person) -> None:
    async def is_gone() -> bool:
        return not [message for message in await person.sees() if message.from_bot and "lunch money" in message.words]

    await until(is_gone)


async def test_a_head_ends_the_rights_of_an_officer_by_answering_a_message_of_theirs(tmp_path: Path) -> None:
    """Who may not do so has tried before."""
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        await tell_bullying(cast.reporters[0])
        song, tang, group = cast.officers[EDU], cast.heads[EDU], cast.groups[EDU]
        await only_heads_and_supervisors_can(cast)
        await acknowledged(cast)
        await song.say("/open 1")
        await song.wait_for("lunch money")
        lost = await song.say("I have lost my phone", group)
        await tang.say("/leaves", group, reply_to=lost)
        done = await tang.wait_for("may do nothing here any more", group)
        assert "lunch" not in done.words
        await has_nothing_open(here, song)
        await song.wait_for("Every right of yours here has ended")
        seen = len(await song.sees())
        await song.say("/open 1")
        await song.say("/cases")
        await here.world.read_everything()
        assert not [m for m in (await song.sees())[seen:] if "Case" in m.words or "lunch" in m.words]
        await cast.supervisor.wait_for("has left or lost a phone")
        who = done.words.split()[0]
        await cast.supervisor.say(f"/returns {who}")
        await cast.supervisor.wait_for("count for them again")
        assert "lunch money" in (await asked(song, "/open 1", "lunch money")).words


async def only_heads_and_supervisors_can(cast: Cast) -> None:
    """No officer, no head of another body, nobody to themselves; an appointed person only by a supervisor."""
    song, tang, group = cast.officers[EDU], cast.heads[EDU], cast.groups[EDU]
    await card_in(cast, EDU)
    of_head = await tang.say("Good morning", group)
    await song.say("/leaves", group, reply_to=of_head)
    await song.wait_for("Only a supervisor can do this", group)
    await tang.say("/leaves", group, reply_to=of_head)
    await tang.wait_for("cannot do this to yourself", group)
    await tang.say(f"/leaves u{song.id}", group)
    await tang.wait_for("Please answer a message of theirs", group)
    await cast.heads[CYL].say(f"/leaves u{song.id}")
    await cast.heads[CYL].wait_for("Please answer a message of theirs")

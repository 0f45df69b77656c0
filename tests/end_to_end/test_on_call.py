"""Who is on call is called for a P1 in the chats: in private with a sound, in the group by a mention."""

from pathlib import Path

from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person, World
from tests.support.running.conversation import answer, begin
from tests.support.running.running_bot import RunningBot, running_bot

PSB = AgencyKey("PSB")
IN_DANGER = (
    ("Who is writing?", "I am an adult"),
    ("in danger right now", "Yes, now"),
    ("Where is the child now", "Skip"),
    ("What kind of harm", "Assault"),
    ("What kind of harm", "Done"),
)


def mentioned(message: Message) -> list[str]:
    """Whose telephones it rings: those that it links to."""
    return [link["url"] for link in message.raw.get("entities", ()) if link["type"] == "text_link"]


async def rang(world: World, person: Person, words: str) -> bool:
    """Whether the message with these words came to the person's private chat with a sound."""
    sent = [call.params for call in await world.calls(method="sendMessage") if call.chat_id == person.id]
    (call,) = [params for params in sent if words in params["text"]]
    return not call.get("disable_notification")


async def takes_part(officer: Person) -> None:
    await officer.say("/roster")
    await officer.press("I take part", message=await officer.wait_for("Nobody takes part yet"))
    await officer.wait_for("Now: ")


async def report(here: RunningBot, person: Person) -> None:
    """A P1. The regular jobs, which call whoever is on call, are run at once, not three seconds later."""
    await begin(person)
    await answer(person, *IN_DANGER)
    await person.wait_for("Your case number is")
    await here.world.advance(seconds=1)


async def test_a_p1_calls_the_officer_on_call_until_they_leave(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        wu, head, group = cast.officers[PSB], cast.heads[PSB], cast.groups[PSB]
        await takes_part(wu)
        await report(here, cast.reporters[0])
        call = await wu.wait_for("You are on call. Case 1 (P1)")
        assert await rang(here.world, wu, "You are on call.")
        named = await wu.wait_for(f"On call: {wu.name}", group)
        assert mentioned(named) == [f"tg://user?id={wu.id}"]
        assert named.reply_to is not None
        await wu.press("Acknowledge", message=call)
        await wu.wait_for("Acknowledged", group)
        lost = await wu.say("I have lost my phone", group)
        await head.say("/leaves", group, reply_to=lost)
        await head.wait_for("may do nothing here any more", group)
        seen = len(await wu.sees())
        await report(here, cast.reporters[1])
        await head.wait_for("Nobody is on call", group)
        await head.wait_for("nobody there is on call")
        assert not [one for one in (await wu.sees())[seen:] if "You are on call" in one.words]
        await head.say("/roster")
        assert wu.name not in (await head.wait_for("Nobody takes part yet")).words

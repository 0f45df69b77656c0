"""Two weeks after a report: the question, the answer by a tap, and the officers who hear of it."""

from pathlib import Path

from bot.simulator.client import Message, Person
from tests.support.running.case_in_groups import EDU, acknowledged
from tests.support.running.conversation import BULLYING, answer, begin
from tests.support.running.running_bot import running_bot

CONTACT = "May we write to you here?"
ON = ("Skip", "I don't know", "Age not known", "Done")


async def goes_on_to(person: Person, words: str) -> Message:
    """Passes over one question after the other until this one is asked."""
    screen = await person.wait_for(lambda message: any(label in ON for label in message.labels))
    while words not in screen.words:
        label = next(label for label in ON if label in screen.labels)
        await person.answer_to(await person.press(label, message=screen))
        screen = await person.wait_for(lambda message: len(message.labels) > 1, after=screen)
    return screen


async def test_an_answer_to_a_check_in_reaches_the_officers(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        cast = await here.cast()
        rita = cast.reporters[0]
        await begin(rita)
        await answer(rita, *BULLYING)
        await rita.wait_for("in your own words")
        await rita.say("They wait for him after school.")
        await rita.wait_for("Write more, or press Done")
        await rita.press("Yes", message=await goes_on_to(rita, CONTACT))
        await answer(rita, ("", "Send what I have"), ("Please check, then send", "Send"))
        await rita.wait_for("Your case number is")
        await acknowledged(cast)
        await here.world.advance(days=14, minutes=2)
        asked = await rita.wait_for("Has anything happened to you since you wrote to us")
        assert "Bullying" not in asked.words
        await rita.press("Add more", message=asked)
        await rita.wait_for("what you want to add to 1")
        await rita.say("Somebody has slashed my tyres")
        await rita.press("Done")
        told = await cast.officers[EDU].wait_for("More was told", cast.groups[EDU])
        assert "tyres" not in told.words

"""A question to who reported, in the chats of a running bot: asked, read behind the five words, answered, seen."""

from pathlib import Path

from bot.simulator.client import Person
from tests.support.case_in_groups import EDU, acknowledged, tell_bullying
from tests.support.running_bot import running_bot


async def spoken_words(person: Person) -> str:
    """The five words, from under the spoiler."""
    message = await person.wait_for("keep these five words")
    spoiler = next(entity for entity in message.raw["entities"] if entity["type"] == "spoiler")
    return message.words[spoiler["offset"] : spoiler["offset"] + spoiler["length"]]


async def test_a_question_waits_behind_the_five_words_and_its_answer_names_it(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.stage()
        teacher, song = cast.reporters[0], cast.officers[EDU]
        await tell_bullying(teacher)
        words = await spoken_words(teacher)
        await acknowledged(cast)
        await song.say("/ask 1")
        await song.press("Own words", message=await song.wait_for("Choose a question"))
        await song.wait_for("write your question")
        await song.say("Why did nobody call us?")
        await song.wait_for("sounds like blame")
        await song.say("Where is the heron now?")
        preview = await song.wait_for("will be asked")
        assert "Nobody may write to them" in preview.words
        assert "five words before they read it" in preview.words
        await song.press("Send", message=preview)
        await song.wait_for("waits until the reporter looks")
        await teacher.say("/status")
        status = await teacher.wait_for("The officers have asked something")
        assert "heron" not in status.words
        await teacher.press("Read it", message=status)
        await teacher.wait_for("Please write your five words")
        assert "heron" not in "".join(message.words for message in await teacher.sees())
        await teacher.say(words)
        shown = await teacher.wait_for("Where is the heron now")
        assert "10 minutes" in shown.words
        await teacher.say("It stands in the kiln")
        await song.wait_for("your question to the reporter has been answered")
        await song.say("/open 1")
        story = await song.wait_for("It stands in the kiln")
        assert story.words.index("Answer to:") < story.words.index("It stands in the kiln")
        assert "answered" in story.words[story.words.index("Questions to the reporter") :]

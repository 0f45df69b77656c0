"""A question to who reported, in the chats of a running bot: asked, read behind the five words, answered, seen."""

from pathlib import Path

from bot.simulator.client import Message, Person
from tests.support.running.case_in_groups import EDU, acknowledged, tell_bullying
from tests.support.running.conversation import send, tell
from tests.support.running.running_bot import RunningBot, running_bot


async def spoken_words(person: Person) -> str:
    """The five words, from under the spoiler."""
    message = await person.wait_for("keep these five words")
    spoiler = next(entity for entity in message.raw["entities"] if entity["type"] == "spoiler")
    return message.words[spoiler["offset"] : spoiler["offset"] + spoiler["length"]]


async def _is_asked_for_the_words(teacher: Person) -> None:
    """The status says that something was asked; nothing of it is shown before the five words."""
    await teacher.say("/status")
    status = await teacher.wait_for("The officers have asked something")
    assert "heron" not in status.words
    await teacher.press("Read it", message=status)
    await teacher.wait_for("Please write your five words")
    assert "heron" not in "".join(message.words for message in await teacher.sees())


async def test_a_question_waits_behind_the_five_words_and_its_answer_names_it(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
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
        await _is_asked_for_the_words(teacher)
        await teacher.say(words)
        shown = await teacher.wait_for("Where is the heron now")
        assert "10 minutes" in shown.words
        await teacher.say("It stands in the kiln")
        await song.wait_for("your question to the reporter has been answered")
        await song.say("/open 1")
        story = await song.wait_for("It stands in the kiln")
        assert story.words.index("Answer to:") < story.words.index("It stands in the kiln")
        assert "answered" in story.words[story.words.index("Questions to the reporter") :]


async def _takes_it_back(place: RunningBot, song: Person, waits: Message) -> None:
    """Within the minute; afterwards there is nothing to take back."""
    await song.press("Take it back", message=waits)
    back = await song.wait_for("taken back, the reporter does not get it")
    assert "We have talked to all of them" in back.words
    await song.wait_for("was taken back. The reporter does not get it")
    await place.world.advance(seconds=90)
    await song.say("/takeback 1")
    await song.wait_for("No answer of this case waits any more")


async def test_a_name_from_the_report_in_an_answer_is_pointed_out_before_sending(
    tmp_path: Path,
) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        teacher, song = cast.reporters[0], cast.officers[EDU]
        await tell(teacher, "In the yard Oskar takes his money, ring 138 0013 8000")
        await send(teacher)
        await acknowledged(cast)
        await song.say("/reply 1")
        await song.press("Own words", message=await song.wait_for("Choose a text"))
        await song.wait_for("Write your answer")
        await song.say("We have talked to Oskar, 13800138000")
        preview = await song.wait_for("Please look again")
        assert preview.words.index("Oskar, 13800138000”") < preview.words.index("will read")
        await song.say("We have talked to all of them")
        better = await song.wait_for(
            lambda message: "talked to all of them" in message.words and "Send" in message.labels
        )
        assert "look again" not in better.words
        await song.press("Send", message=better)
        waits = await song.wait_for("can read it after one minute")
        await song.say("/open 1")
        story = await song.wait_for("Not sent yet")
        assert story.words.index("/takeback_1") < story.words.index("We have talked to all of them")
        await _takes_it_back(place, song, waits)
        await teacher.say("/status")
        assert "talked" not in (await teacher.wait_for("What you told us")).words

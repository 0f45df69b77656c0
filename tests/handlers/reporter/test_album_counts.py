"""An album is counted right wherever its number is shown: in the chat, on the screen of files, in the review."""

import re
from functools import partial
from pathlib import Path

from bot.simulator.client import Message, Person, picture
from tests.support.running.conversation import answer, send, tell
from tests.support.running.running_bot import running_bot

COLOURS = ("red", "green", "blue", "gray", "olive")
SKIPS = ("Skip", "Not sure", "I don't know", "Age not known", "No")
ON_THE_WAY = 40
"""More questions than lie between the story and the files."""


def counts(shown: list[Message]) -> set[int]:
    """Every number of files that stands in the chat."""
    return {int(found) for message in shown for found in re.findall(r"(\d+) files?", message.words)}


def is_next(seen: str, message: Message) -> bool:
    """Whether this is a screen with buttons that was not seen before."""
    return "Back" in message.labels and message.words != seen


async def come_to_files(person: Person) -> None:
    """Skips whatever is asked before the files."""
    await answer(person, ("Write more, or press Done", "Done"))
    seen = "Kept. Write more, or press Done."
    for _ in range(ON_THE_WAY):
        screen = await person.wait_for(partial(is_next, seen))
        if "Do you already have files" in screen.words:
            break
        label = next(label for label in SKIPS if label in screen.labels)
        ticked = ((screen.words, "Done"),) if "Done" in screen.labels and label != "Skip" else ()
        await answer(person, (screen.words, label), *ticked)
        seen = screen.words
    await answer(person, ("Do you already have files", "I have files, nothing like that"))
    await person.wait_for("Please send the files")


async def test_an_album_at_the_question_of_files_is_counted_right_everywhere(tmp_path: Path) -> None:
    """Albums of two and of five, each of another person."""
    async with running_bot(tmp_path) as here:
        for size in (2, 5):
            rita = await here.world.person(f"Rita with {size}")
            await tell(rita)
            await come_to_files(rita)
            await rita.photo(*[picture(colour) for colour in COLOURS[:size]])
            await rita.wait_for(f"Kept: {size} files.")
            await here.world.read_everything()
            assert counts(await rita.sees()) == {size}
            await answer(rita, ("Please send the files", "Done"), ("May we write", "Send what I have"))
            review = await rita.wait_for("Please check, then send")
            assert f"Files: {size} files" in review.words


async def test_an_album_and_a_single_file_each_have_their_own_number_and_the_review_has_both(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await rita.photo(picture("red"), picture("blue"))
        await rita.wait_for("Kept: 2 files.")
        await rita.photo(picture("gray"))
        await rita.wait_for("Kept: 1 file.")
        await answer(rita, ("", "Send what I have"))
        review = await rita.wait_for("Please check, then send")
        assert "Files: 3 files" in review.words


async def test_an_album_after_sending_is_counted_right(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as here:
        rita = await here.world.person("Rita")
        await tell(rita)
        await send(rita)
        await answer(rita, ("Your case number is", "Add more"))
        await rita.photo(*[picture(colour) for colour in COLOURS[:3]])
        await rita.wait_for("Kept: 3 files.")
        await here.world.read_everything()
        assert counts(await rita.sees()) == {3}

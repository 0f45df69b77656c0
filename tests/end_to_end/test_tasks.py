"""A task goes from the lead to another body and back: in three taps each, and without a word of it in any group."""

from functools import partial
from pathlib import Path

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from tests.support.running.case_in_groups import EDU, acknowledged, assess, tell_bullying
from tests.support.running.conversation import is_screen
from tests.support.running.running_bot import running_bot

CYL = AgencyKey("CYL")
OWN, NOTE = "Sit in the class of Mr Li for a week", "The three boys are apart now"


async def test_another_body_is_given_a_task_takes_it_and_says_what_came_of_it(tmp_path: Path) -> None:
    async with running_bot(tmp_path) as place:
        cast = await place.cast()
        await tell_bullying(cast.reporters[0])
        await acknowledged(cast)
        await assess(cast.officers[EDU])
        await its_part_is_acknowledged(cast)
        await is_given(cast)
        await is_done(cast)
        song = cast.officers[EDU]
        ended = await song.wait_for("has done it", cast.groups[EDU])
        await song.press("Open in private", message=ended)
        assert NOTE in (await song.wait_for("The three boys are apart now")).words
        for body in (EDU, CYL):
            told = "".join(message.words for message in await cast.officers[body].sees(cast.groups[body]))
            assert "Mr Li" not in told
            assert "three boys" not in told


async def its_part_is_acknowledged(cast: Cast) -> None:
    cyl, group = cast.officers[CYL], cast.groups[CYL]
    await cyl.wait_for("Case 1", group)
    await cyl.press("Acknowledge", group)
    await cyl.wait_for("Acknowledged", group)


async def is_given(cast: Cast) -> None:
    """In own words, to the Youth League; who hears is said before."""
    song = cast.officers[EDU]
    await song.say("/open 1")
    await song.press("Make a task", message=await song.wait_for("lunch money"))
    await song.press("In my own words", message=await song.wait_for("what is to be done?"))
    await song.wait_for("in your own words")
    await song.say(OWN)
    await song.press("Somebody else", message=await song.wait_for("a new task"))
    await song.press("Youth League", message=await song.wait_for("who is to do it?"))
    preview = await song.wait_for("Youth League hears of it now")
    assert "When somebody takes it, that counts as your agency's first action" in preview.words
    await song.press("Make the task", message=preview)
    await song.wait_for("the task is made")


async def is_done(cast: Cast) -> None:
    """From the group in private: three taps and the note."""
    cyl, group = cast.officers[CYL], cast.groups[CYL]
    asked = await cyl.wait_for("in the officer's own words", group)
    await cyl.press("Open in private", message=asked)
    await cyl.press("I do it", message=await cyl.wait_for(partial(is_screen, OWN, "I do it")))
    await cyl.wait_for("An officer has taken it", group)
    await cyl.press("Done", message=await cyl.wait_for(partial(is_screen, "You do it.", "Done")))
    await cyl.wait_for("what came of it?")
    await cyl.say(NOTE)
    await cyl.wait_for("the task is done")
    await cyl.wait_for("Done.", group)

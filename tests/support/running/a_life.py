"""A short life of the line: a report is told, sent, acknowledged and answered, and its state is asked for."""

from bot.domain.ids import AgencyKey
from tests.support.running.conversation import answer, send, tell
from tests.support.running.running_bot import RunningBot

EDU = AgencyKey("EDU")


async def a_life(place: RunningBot) -> None:
    """Through a running bot."""
    cast = await place.cast()
    rita, song = cast.reporters[0], cast.officers[EDU]
    await tell(rita)
    receipt = await send(rita)
    assert "Your case number is 1" in receipt.words
    await song.wait_for("Case 1", cast.groups[EDU])
    await song.press("Acknowledge", cast.groups[EDU])
    await song.wait_for("Acknowledged", cast.groups[EDU])
    await song.say("/reply 1")
    await answer(song, ("Choose a text", "We are looking into it"), ("will read", "Send"))
    await song.wait_for("is kept")
    await place.world.advance(seconds=61)
    await song.wait_for("can be read now")
    await rita.say("/status")
    await rita.wait_for("Officers are looking into it")

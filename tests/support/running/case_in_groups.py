"""A case as people and officers handle it in the chats of a running bot."""

from bot.cli.demo import Cast
from bot.domain.ids import AgencyKey
from bot.simulator.client import Message, Person, World, picture
from tests.support.casework.assessment_form import level_button
from tests.support.running.conversation import answer, send, tell

EDU, CYL, PROC, PSB = (AgencyKey(key) for key in ("EDU", "CYL", "PROC", "PSB"))

STORY = "Three boys take his lunch money behind the gym, he showed me the torn bag"


async def tell_bullying(teacher: Person, *, photos: int = 0) -> Message:
    """The shortest way to a report: danger, harm, who, the story, and perhaps photos at any moment."""
    await tell(teacher, STORY)
    if photos:
        await teacher.photo(*[picture(colour) for colour in ("red", "blue", "green")[:photos]])
        await teacher.wait_for(f"{photos} files")
    return await send(teacher)


async def asked(person: Person, words: str, shown: str) -> Message:
    """The answer to a command: the newest message with these words."""
    before = {message.id for message in await person.sees()}
    await person.say(words)
    return await person.wait_for(lambda message: message.id not in before and shown in message.words)


async def card_in(cast: Cast, agency: AgencyKey, words: str = "Case 1") -> Message:
    """The card that an agency's officer sees in the group."""
    return await cast.officers[agency].wait_for(words, cast.groups[agency])


async def acknowledged(cast: Cast) -> None:
    """The education officer takes case 1."""
    await card_in(cast, EDU)
    await cast.officers[EDU].press("Acknowledge", cast.groups[EDU])
    await card_in(cast, EDU, "Acknowledged")


async def answer_and_propose_close(world: World, officer: Person, outcome: str) -> None:
    """Sends a prepared text to the reporter, then proposes to close case 1: the child is safe, the other parts are
    open."""
    await officer.say("/reply 1")
    await answer(officer, ("Choose a text", "We are looking into it"), ("will read", "Send"))
    await officer.wait_for("is kept")
    await world.advance(seconds=61)
    await officer.wait_for("can be read now")
    await officer.say("/close 1")
    await answer(officer, ("the outcome", outcome), ("safe now?", "Yes"), ("look again", "No"))
    await officer.wait_for("still open")
    await officer.say("The others have nothing to add")
    await officer.press("Propose to close", message=await officer.wait_for("second person"))


async def assess(officer: Person) -> None:
    """1, 2 and 2 by taps, and a note."""
    await officer.say("/assess 1")
    form = await officer.wait_for("Assess case 1")
    for row, value in enumerate((1, 2, 2)):
        data = level_button(form, row, value)
        assert data is not None
        await officer.answer_to(await officer.press(data))
    await officer.say("Spoke with the class teacher.")
    await officer.wait_for("Spoke with")
    await officer.press("Save")
    await officer.wait_for("Saved: case 1")

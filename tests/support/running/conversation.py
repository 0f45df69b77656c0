"""Ways through the conversation that many tests use."""

from functools import partial

from bot.simulator.client import Message, Person

Step = tuple[str, str]
"""Words of the screen, and the button to press on it."""

BULLYING: tuple[Step, ...] = (
    ("Who is writing?", "I am an adult"),
    ("in danger right now", "No"),
    ("What kind of harm", "Bullying"),
    ("What kind of harm", "Done"),
    ("Who are you?", "Relative"),
    ("What happens next", "Go on"),
)


async def begin(person: Person) -> None:
    """Opens the chat; the first question is there."""
    await person.say("/start")
    await person.wait_for("Who is writing?")


async def answer(person: Person, *steps: Step) -> None:
    """Presses one button after the other, each on its own screen."""
    for words, label in steps:
        screen = await person.wait_for(partial(is_screen, words, label))
        await person.answer_to(await person.press(label, message=screen))


def is_screen(words: str, label: str, message: Message) -> bool:
    """Whether the message shows these words above such a button."""
    return words in message.words and any(label in shown for shown in message.labels)


async def tell(person: Person, story: str = "He is beaten on the way to school") -> None:
    """From the start to the story, told in words and stored."""
    await begin(person)
    await answer(person, *BULLYING)
    await person.wait_for("in your own words")
    await person.say(story)
    await person.wait_for("Write more, or press Done")


async def send(person: Person) -> Message:
    """Sends the report; returns the receipt."""
    await answer(person, ("", "Send what I have"), ("Please check, then send", "Send"))
    return await person.wait_for("Your case number is")

"""A whole conversation in which every answer holds a word that must appear nowhere else."""

import io
import re
import secrets
from dataclasses import dataclass, field
from functools import partial

from PIL import Image

from bot.simulator.client import Message, Person
from tests.support.running.conversation import answer
from tests.support.running.running_bot import TOKEN, RunningBot, rows_queued
from tests.support.waiting import until


@dataclass
class Canaries:
    """Random words, each for one place. They have names, so that a leak can be reported without the word itself."""

    known: dict[str, bytes] = field(default_factory=lambda: {"token": TOKEN.partition(":")[2].encode()})

    def word(self, name: str) -> str:
        """A new secret of letters."""
        return self.keep(name, f"zq{secrets.token_hex(8)}")

    def number(self, name: str) -> str:
        """A new secret of digits."""
        return self.keep(name, f"139{secrets.randbelow(10**11):011d}")

    def keep(self, name: str, secret: str) -> str:
        """A secret that was made elsewhere."""
        self.known[name] = secret.encode()
        return secret

    def photo(self, name: str) -> bytes:
        """A picture that occurs nowhere else; it is recognised by its middle."""
        buffer = io.BytesIO()
        Image.frombytes("L", (64, 64), secrets.token_bytes(64 * 64)).save(buffer, "JPEG")
        data = buffer.getvalue()
        self.known[name] = data[len(data) // 2 :][:32]
        return data

    def found_in(self, data: bytes) -> set[str]:
        """Names of the secrets in these bytes."""
        low = data.lower()
        return {name for name, secret in self.known.items() if secret.lower() in low}


PRESSES = {
    "Who is writing?": "I am an adult",
    "in danger right now": "No",
    "Who are you?": "Kindergarten or school",
    "What happens next": "Go on",
    "Do you already have files": "nothing like that",
    "May we write to you": "Yes",
}


WORDS = {
    "organisation do you work": "organisation",
    "What is your post": "post",
    "helps find the person": "person's name",
    "name, school and class": "child's name",
    "Which place was it": "place",
    "What is your name?": "reporter's name",
}


NUMBERS = {"A work phone": "work phone", "leave a phone number": "phone"}


async def whole_conversation(rita: Person, place: RunningBot, canaries: Canaries) -> None:
    """Every question up to the review, with words, files and kinds of answers that are not asked for; then Send."""
    await rita.say("/start " + canaries.word("payload"))
    before = ""
    screen = await rita.wait_for("Who is writing?")
    await rita.say(canaries.word("words before any answer"))
    while "Please check, then send" not in screen.words:
        await answer_screen(rita, screen, canaries)
        before = screen.words
        screen = await rita.wait_for(partial(is_next, before), after=screen)
    assert {"child's name", "person's name", "organisation", "reporter's name", "phone"} <= canaries.known.keys()
    await rita.say(canaries.word("words at the review"))
    await quiet(place)
    await answer(rita, ("Please check, then send", "Send"))
    await rita.wait_for("Your case number is")


def is_next(before: str, message: Message) -> bool:
    """Whether this is a screen of the conversation other than the one before."""
    is_screen = {"Back", "Send"} & set(message.labels)
    return bool(is_screen) and question_of(message.words) != question_of(before)


def question_of(words: str) -> str:
    """How the question begins; the counts above and below it change with what is stored."""
    return re.split(r"\d+ of about \d+\s*", words)[-1][:40]


async def answer_screen(rita: Person, screen: Message, canaries: Canaries) -> None:
    """The answer that the screen wants, or Skip, or its first button."""
    words = screen.words
    if "What kind of harm" in words:
        await rita.photo(canaries.photo("early photo"), caption=canaries.word("early caption"))
        await answer(rita, ("What kind of harm", "Bullying"), ("What kind of harm", "Done"))
    elif "in your own words" in words:
        await tell_story(rita, canaries)
    elif "send the files" in words:
        await send_files(rita, canaries)
    elif press := next((label for part, label in PRESSES.items() if part in words), ""):
        await rita.press(press, message=screen)
    elif name := next((name for part, name in WORDS.items() if part in words), ""):
        await rita.say(canaries.word(name))
    elif name := next((name for part, name in NUMBERS.items() if part in words), ""):
        await (rita.contact if name == "work phone" else rita.say)(canaries.number(name))
    else:
        await choose(rita, screen, canaries)


UNSURE = ("Skip", "I don't know", "Age not known", "Not sure", "Other, or I don't know")


async def choose(rita: Person, screen: Message, canaries: Canaries) -> None:
    """Words where a button is asked for, once; then Skip, or the option that says the least."""
    if "How old" in screen.words:
        await rita.say(canaries.word("words for a button"))
        await rita.wait_for("Thank you, that is kept")
        screen = await rita.wait_for(lambda shown: "How old" in shown.words and shown.labels)
    await rita.press(next((label for label in UNSURE if label in screen.labels), screen.labels[0]), message=screen)
    if "Done" in screen.labels and "Skip" not in screen.labels:
        await rita.press("Done")


async def tell_story(rita: Person, canaries: Canaries) -> None:
    """Two messages, one of them changed, and a place and a number that nobody asked for."""
    first = await rita.say(canaries.word("story"))
    await rita.wait_for("Write more, or press Done")
    await rita.edit(first, f"{first.words} {canaries.word('edited story')}")
    await rita.say(f"{canaries.word('second piece')} 她被打了")
    await rita.location(30.123456, 120.654321)
    await rita.contact(canaries.number("phone nobody asked for"))
    await rita.wait_for("3 messages")
    await rita.press("Done")


async def send_files(rita: Person, canaries: Canaries) -> None:
    """A photo, a letter, a text, and files that cannot be stored."""
    await rita.photo(canaries.photo("photo"), canaries.photo("album photo"), caption=canaries.word("caption"))
    letter = b"%PDF-1.7\n" + canaries.word("letter").encode()
    await rita.document(letter, f"{canaries.word('file name')}.pdf", caption=canaries.word("letter's caption"))
    bad = b"MZ\x90\x00\x03" + canaries.word("program").encode() + bytes(200)
    await rita.document(bad, f"{canaries.word('program name')}.exe")
    await rita.wait_for("Kept: 2 files.")
    await rita.wait_for("Kept: 1 file.")
    await rita.wait_for("That kind of file cannot be taken")
    await rita.press("Done")


async def quiet(place: RunningBot) -> None:
    """Waits until all planned faults have occurred and everything is handled and sent; moves the clock for what is
    tried again."""

    async def is_quiet() -> bool:
        planned = (await place.world.get("world"))["faults"]
        return not (planned or place.simulator.cloud.updates.pending() or await rows_queued(place.app))

    await place.world.advance(seconds=5)
    await until(is_quiet, pause=0.05, meanwhile=partial(place.world.advance, seconds=5))
